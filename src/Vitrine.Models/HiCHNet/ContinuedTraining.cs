using Vitrine.Models.Encoders;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.HiCHNet;

/// <summary>
/// Trains HiCHNet on when the catalogue has grown. Half of each batch are new products, half are old ones drawn anew: these are held at the codes that they have, and new
/// ones are paired with those codes. So a code means tomorrow what it meant yesterday, and a new category finds a place beside its branch.
/// </summary>
internal sealed class ContinuedTraining : ITrainingRun
{
    // Of the steps that a training from nothing, of as many epochs as the earlier one, takes on the same products.
    private const double ShareOfSteps = 0.2;

    private readonly HashModel model;
    private readonly TrainingPairs pairs;
    private readonly HiCHNetPreset preset;
    private readonly EarlierHashes earlier;
    private readonly int[][] labels;
    private readonly HashObjective objective;
    private readonly Adam optimiser;
    private readonly ulong seed;
    private readonly int half;

    /// <param name="model">With the earlier weights; disposed by the caller, as are the pairs.</param>
    /// <param name="pairs">The training part of today.</param>
    /// <param name="layers">The layers that have codes, coarse first.</param>
    /// <param name="preset">The settings, those of the earlier training.</param>
    /// <param name="earlier">What the earlier model says.</param>
    /// <param name="epochs">Passes over the new products; null: a fifth of the steps of a training from nothing.</param>
    /// <param name="seed">Of order and dropout.</param>
    public ContinuedTraining(HashModel model, TrainingPairs pairs, IReadOnlyList<int> layers, HiCHNetPreset preset, EarlierHashes earlier, int? epochs, ulong seed)
    {
        (this.model, this.pairs, this.preset, this.earlier, this.seed) = (model, pairs, preset, earlier, seed);
        labels = [.. layers.Select(pairs.Labels)];
        objective = preset.Objective(labels.Length, done: 1); // the classes have parted already: α is not grown again
        optimiser = new Adam([new ParameterGroup(model.Parameters(), preset.LearningRate.First)]);
        half = Math.Max(1, Math.Min(preset.Batch / 2, earlier.New.Length));
        StepsPerEpoch = (earlier.New.Length + half - 1) / half;
        Epochs = epochs ?? EpochsFor(preset, pairs.Count, StepsPerEpoch);
    }

    public Module Model => model;

    public int Epochs { get; }

    public int StepsPerEpoch { get; }

    public int ExamplesPerStep => 2 * half;

    public float LearningRate { get; private set; }

    public float Step(int epoch, int step)
    {
        var done = (epoch * (long)StepsPerEpoch + step) / (float)((long)Epochs * StepsPerEpoch);
        LearningRate = preset.LearningRate.First + (preset.LearningRate.Last - preset.LearningRate.First) * done;
        optimiser.RateFactor = LearningRate / preset.LearningRate.First;
        using var scope = Scope.Begin();
        var loss = Loss(Items(epoch, step), new FeatureDropout(preset.Dropout, RandomStreams.For(seed, "dropout", epoch, step)));
        NonFiniteException.ThrowIfNonFinite(loss, scope, optimiser.Steps + 1);
        loss.Backward();
        optimiser.Step();
        return loss.Item;
    }

    public void SaveState(SafeTensorsWriter file) => optimiser.SaveState(file);

    public void LoadState(SafeTensors file) => optimiser.LoadState(file);

    public void Dispose() => optimiser.Dispose();

    private Tensor Loss(int[] items, FeatureDropout dropout)
    {
        var net = model.Networks;
        var (images, texts) = (net.HashImages(pairs.Images(items), dropout), net.HashTexts(pairs.Texts(items), dropout));
        var (imageTargets, textTargets) = (new LayerTargets[images.Length], new LayerTargets[images.Length]);
        for (var k = 0; k < images.Length; k++)
        {
            var own = Array.ConvertAll(items, item => labels[k][item]);
            var signs = earlier.Anchored(HashBuffers.Signs(images[k], texts[k]), items, k);
            imageTargets[k] = new LayerTargets(own, earlier.Anchored(texts[k], items, k), own, signs, null);
            textTargets[k] = new LayerTargets(own, earlier.Anchored(images[k], items, k), own, signs, null);
        }

        return objective.Loss(net.Image, images, imageTargets) + objective.Loss(net.Text, texts, textTargets);
    }

    // New items pass by once an epoch; of the old ones others each time.
    private int[] Items(int epoch, int step)
    {
        var order = RandomStreams.Order(seed, epoch, earlier.New.Length);
        var (from, to) = ((long)step * order.Length / StepsPerEpoch, (step + 1L) * order.Length / StepsPerEpoch);
        var random = RandomStreams.For(seed, "old products", epoch, step);
        return
        [
            .. order[(int)from..(int)to].Select(i => earlier.New[i]),
            .. Enumerable.Range(0, earlier.Old.Length == 0 ? 0 : half).Select(_ => earlier.Old[random.NextInt(earlier.Old.Length)]),
        ];
    }

    private static int EpochsFor(HiCHNetPreset preset, int items, int stepsPerEpoch)
    {
        var fromNothing = (long)preset.Epochs * preset.StepsPerPass(items);
        return (int)Math.Max(1, Math.Round(ShareOfSteps * fromNothing / stepsPerEpoch));
    }
}
