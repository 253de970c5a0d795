using Vitrine.Models.Encoders;
using Vitrine.Models.FineGrained;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.HiCHNet;

/// <summary>Trains HiCHNet's networks, jointly batch by batch or alternating against buffers (<see cref="HashOptimisation"/>).</summary>
public sealed class HiCHNetTraining : ITrainingRun
{
    private readonly HiCHNetPreset preset;
    private readonly TrainingPairs pairs;
    private readonly HiCHNet net;
    private readonly int[][] labels; // [layer][item]
    private readonly FineGrainedLabels? fineGrained;
    private readonly WithinOrder? order;
    private readonly HashBuffers? buffers;
    private readonly Optimiser optimiser;
    private readonly ulong seed;
    private readonly int batchesPerPass;
    private int[] shuffled = [];
    private int shuffledPass = -1;

    /// <param name="model">Inputs and networks; disposed by the caller, as are the pairs.</param>
    /// <param name="pairs">The training part.</param>
    /// <param name="layers">The layers of the tree that get codes, coarse first.</param>
    /// <param name="preset">The settings.</param>
    /// <param name="seed">Of order and buffers.</param>
    /// <param name="fineGrained">How much pairs count in J_sim; null: each alike.</param>
    public HiCHNetTraining(HashModel model, TrainingPairs pairs, IReadOnlyList<int> layers, HiCHNetPreset preset, ulong seed, FineGrainedLabels? fineGrained = null)
        : this(model, pairs, layers, preset, seed, fineGrained, null)
    {
    }

    /// <summary>The same with what orders products inside of a category; null: nothing does.</summary>
    internal HiCHNetTraining(HashModel model, TrainingPairs pairs, IReadOnlyList<int> layers, HiCHNetPreset preset, ulong seed, FineGrainedLabels? fineGrained, WithinOrder? order)
    {
        (Model, net, this.pairs, this.preset, this.seed, this.fineGrained, this.order) = (model, model.Networks, pairs, preset, seed, fineGrained, order);
        // The part that orders products tells no classes apart: all are one.
        labels = [.. layers.Select(pairs.Labels), .. order is null ? Array.Empty<int[]>() : [new int[pairs.Count]]];
        var parameters = new ParameterGroup(model.Parameters(), preset.LearningRate.First); // those of a network that sees the photos too
        if (preset.Optimisation == HashOptimisation.Alternating)
        {
            buffers = new HashBuffers(pairs.Count, model.Description.CodeBitsPerLayer, RandomStreams.For(seed, "buffers"));
            optimiser = new Sgd([parameters]);
        }
        else
        {
            optimiser = new Adam([parameters]);
        }

        batchesPerPass = preset.StepsPerPass(pairs.Count);
    }

    public Module Model { get; }

    public int Epochs => preset.Epochs;

    public int StepsPerEpoch => buffers is null ? batchesPerPass : 2 * batchesPerPass;

    public int ExamplesPerStep => Math.Min(preset.Batch, pairs.Count);

    public float LearningRate { get; private set; }

    public float Step(int epoch, int step)
    {
        var steps = (long)Epochs * StepsPerEpoch;
        var done = (epoch * (long)StepsPerEpoch + step) / (float)steps;
        LearningRate = preset.LearningRate.First + (preset.LearningRate.Last - preset.LearningRate.First) * done;
        optimiser.RateFactor = LearningRate / preset.LearningRate.First;

        using var scope = Scope.Begin();
        var objective = preset.Objective(order is null ? labels.Length : labels.Length - 1, done, order is not null);
        var loss = buffers is null ? JointLoss(objective, Batch(epoch, step), Dropout(epoch, step)) : AlternatingLoss(objective, epoch, step, buffers);
        NonFiniteException.ThrowIfNonFinite(loss, scope, optimiser.Steps + 1);
        loss.Backward();
        optimiser.Step();
        return loss.Item;
    }

    public void SaveState(SafeTensorsWriter file)
    {
        optimiser.SaveState(file);
        buffers?.SaveState(file, "buffers.");
    }

    public void LoadState(SafeTensors file)
    {
        optimiser.LoadState(file);
        buffers?.LoadState(file, "buffers.", strict: true);
    }

    public void Dispose()
    {
        optimiser.Dispose();
        buffers?.Dispose();
    }

    /// <summary>Each network against the other's codes of the same batch.</summary>
    private Tensor JointLoss(HashObjective objective, int[] items, FeatureDropout dropout)
    {
        var images = net.HashImages(pairs.Images(items), dropout); // K × [batch, r_k]
        var texts = net.HashTexts(pairs.Texts(items), dropout);
        var near = fineGrained?.Labels(items, items);
        var (imageTargets, textTargets) = (new LayerTargets[images.Length], new LayerTargets[images.Length]);
        for (var k = 0; k < images.Length; k++)
        {
            var batchLabels = Pick(labels[k], items);
            var (imageSigns, textSigns) = SignsOf(images[k], texts[k]);
            var weights = near is null ? null : FineGrainedLabels.PairWeights(near, batchLabels, batchLabels);
            imageTargets[k] = new LayerTargets(batchLabels, Constant(texts[k]), batchLabels, imageSigns, null, weights);
            textTargets[k] = new LayerTargets(batchLabels, Constant(images[k]), batchLabels, textSigns, null, weights);
            if (order is null || k < images.Length - 1)
                continue;
            var (similar, count) = order.Pairs(items);
            imageTargets[k] = imageTargets[k] with { Similar = similar, Weights = count };
            textTargets[k] = textTargets[k] with { Similar = similar, Weights = count };
        }

        return objective.Loss(net.Image, images, imageTargets) + objective.Loss(net.Text, texts, textTargets);
    }

    /// <summary>The first half of an epoch moves the image network, the second the text network; then B follows.</summary>
    private Tensor AlternatingLoss(HashObjective objective, int epoch, int step, HashBuffers buffers)
    {
        if (step == 0 && epoch > 0)
            buffers.UpdateSigns();
        var isImage = step < batchesPerPass;
        var items = Batch(2 * epoch + (isImage ? 0 : 1), step % batchesPerPass);
        var (own, other) = isImage ? (buffers.Images, buffers.Texts) : (buffers.Texts, buffers.Images);
        var hash = isImage ? net.HashImages(pairs.Images(items), Dropout(epoch, step)) : net.HashTexts(pairs.Texts(items), Dropout(epoch, step));
        var targets = new LayerTargets[hash.Length];
        var near = fineGrained?.Labels(items, [.. Enumerable.Range(0, pairs.Count)]);
        for (var k = 0; k < hash.Length; k++)
        {
            var remainder = HashBuffers.SumWithout(own[k], items);
            // Signs of its own are those of what it said when it last saw the items; the common ones follow once an epoch.
            var before = HashBuffers.Rows(own[k], items);
            var signs = preset.HasSeparateSigns ? HashBuffers.Signs(before, before) : HashBuffers.Rows(buffers.Codes[k], items);
            HashBuffers.Store(own[k], hash[k], items);
            var batchLabels = Pick(labels[k], items);
            var weights = near is null ? null : FineGrainedLabels.PairWeights(near, batchLabels, labels[k]);
            targets[k] = new LayerTargets(batchLabels, other[k], labels[k], signs, remainder, weights);
        }

        return objective.Loss(isImage ? net.Image : net.Text, hash, targets);
    }

    private (Tensor Images, Tensor Texts) SignsOf(Tensor images, Tensor texts)
    {
        if (preset.HasSeparateSigns)
            return (HashBuffers.Signs(images, images), HashBuffers.Signs(texts, texts));
        var common = HashBuffers.Signs(images, texts);
        return (common, common);
    }

    private int[] Batch(int pass, int batch)
    {
        if (shuffledPass != pass)
            (shuffled, shuffledPass) = (RandomStreams.Order(seed, pass, pairs.Count), pass);

        // Batches of even size: rounding leaves no small last batch that would count as much as a full one.
        var (from, to) = ((long)batch * shuffled.Length / batchesPerPass, (batch + 1L) * shuffled.Length / batchesPerPass);
        return shuffled[(int)from..(int)to];
    }

    private FeatureDropout Dropout(int epoch, int step) => new(preset.Dropout, RandomStreams.For(seed, "dropout", epoch, step));

    private static int[] Pick(int[] labels, int[] items) => Array.ConvertAll(items, item => labels[item]);

    private static Tensor Constant(Tensor h) => Tensor.From(h.Data, h.Shape);
}
