using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.FineGrained;

/// <summary>
/// The label machine of FGL (Xu et al., ICCS 2019) as a service to other methods, <c>train --labels fine-grained</c>: how much each pair of training products counts, by what their
/// titles say. Items are numbered by their place in the training part.
/// </summary>
public sealed class FineGrainedLabels
{
    private readonly LabelMachine machine;
    private readonly int[] classes;

    private FineGrainedLabels(LabelMachine machine, int[] classes, int epochs) => (this.machine, this.classes, Epochs) = (machine, classes, epochs);

    /// <summary>Of the siamese network's training.</summary>
    public int Epochs { get; }

    /// <summary>Trains the siamese network on the titles of the training part, or goes on with it.</summary>
    /// <param name="data">What is learned from.</param>
    /// <param name="request">Name, seed, and whether to resume.</param>
    /// <param name="epochsAfter">Epochs of the training that the labels are for.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellation">Stops; the training can be resumed.</param>
    /// <returns>Null where no labels are asked for.</returns>
    internal static FineGrainedLabels? Of(ITrainingData data, TrainingRequest request, int epochsAfter, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (request.Labels is null)
            return null;
        var preset = FineGrainedPreset.OfTexts;
        var rows = data.TrainingPart();
        string[] titles = [.. data.Items.Titles(rows)];
        var vocabulary = GraphWords.Of(titles, preset);
        var texts = new LabelledTitles(titles, vocabulary, preset.Weighting, LabelledTitles.ClassesOf(data, rows));
        var start = WordStart.Open(WordStart.SkipGram, vocabulary, titles, preset.WordDimensions, isFixed: false, request.Seed, cancellation);
        var settings = new SiameseSettings(vocabulary, preset.Weighting, WordGraph.Of(vocabulary, start.Vectors, preset.Neighbours, progress, cancellation), start.Origin, preset);
        var batches = IPairBatches.Of(texts.Classes, preset, request.Seed);
        var directory = ModelDirectory.In(data.Path, request.Name);
        using var network = SiameseStage.Train(data, settings, texts.Take, batches, directory, request, new StageProgress(progress, 0, preset.Epochs + epochsAfter), cancellation);
        return new FineGrainedLabels(new LabelMachine(PairLabels.PerPair, network, texts.Take, texts.Count, batches, cancellation), texts.Classes, preset.Epochs);
    }

    /// <summary>The labels 0.1 … 0.9 of some items with others: how near their titles are. [ones, others], row by row.</summary>
    internal float[] Labels(int[] ones, int[] others) => machine.Labels(ones, others);

    /// <summary>
    /// Weights for a loss over pairs: 1 + hardness, of mean 1. A pair of one class is hard where its texts say different things, one of two classes where they say the same.
    /// </summary>
    /// <param name="labels">Of the pairs; see <see cref="Labels"/>.</param>
    /// <param name="ones">The class of each row: what the loss calls a match.</param>
    /// <param name="others">The class of each column.</param>
    /// <returns>[ones, others]</returns>
    internal static Tensor PairWeights(float[] labels, ReadOnlySpan<int> ones, ReadOnlySpan<int> others)
    {
        var weights = Tensor.From(labels, [ones.Length, others.Length]);
        var sum = 0.0;
        for (var pair = 0; pair < labels.Length; pair++)
        {
            ref var weight = ref weights.Data[pair];
            weight = 1 + LabelMachine.HardnessOf(weight, ones[pair / others.Length] == others[pair % others.Length]);
            sum += weight;
        }

        System.Numerics.Tensors.TensorPrimitives.Multiply(weights.Data, (float)(labels.Length / sum), weights.Data);
        return weights;
    }

    /// <summary>
    /// For a loss in which each pair of a batch is to be told from all others: the logarithm of how much item j counts as a wrong answer for item i. Of another class it counts 1; of the
    /// same, the less the nearer the titles are, 1 − label: where two titles mean the same, neither is a wrong answer for the other's photo. Our choice; more weight for
    /// hard negatives, as in FGL, found less (docs/experiments.md).
    /// </summary>
    /// <returns>[items, items], 0 for an item with itself.</returns>
    internal Tensor LogWeights(int[] items)
    {
        var labels = machine.Labels(items, items);
        var weights = Tensor.Zeros([items.Length, items.Length]);
        for (var pair = 0; pair < labels.Length; pair++)
        {
            var (i, j) = (pair / items.Length, pair % items.Length);
            if (i != j && classes[items[i]] == classes[items[j]])
                weights.Data[pair] = MathF.Log(1 - labels[pair]);
        }

        return weights;
    }
}
