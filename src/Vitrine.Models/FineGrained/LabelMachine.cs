using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.FineGrained;

/// <summary>
/// Labels of training pairs, learned from texts alone: the rank of the siamese similarity of their two texts among the training pairs, in nine steps 0.1 … 0.9.
/// A pair of one class with a low label is a hard positive, one of two classes with a high label a hard negative.
/// </summary>
internal sealed class LabelMachine
{
    /// <summary>Of the labels.</summary>
    public const int Steps = 9;

    // Ranks among more move no label by a hundredth.
    private const int MostRanked = 200_000;

    private readonly PairLabels kind;
    private readonly float[] left; // [items, width]
    private readonly float[] right; // the same array where the network has one side for both
    private readonly float[] product; // [width], the weights of their products
    private readonly float[] bounds; // [8] similarities between the steps

    /// <param name="kind">What the labels are for: those of <see cref="PairLabels.BatchMean"/> are ranks among pairs of one class, the others among all.</param>
    /// <param name="network">Trained.</param>
    /// <param name="texts">The texts of some items.</param>
    /// <param name="items">How many there are.</param>
    /// <param name="pairs">The training pairs.</param>
    /// <param name="cancellation">Stops.</param>
    public LabelMachine(PairLabels kind, SiameseNetwork network, Func<int[], TermBatch> texts, int items, IPairBatches pairs, CancellationToken cancellation)
    {
        this.kind = kind;
        (left, right, product) = network.Represent(texts, items, cancellation);
        bounds = BoundsOf([.. pairs.Sample(MostRanked).Where(pair => kind != PairLabels.BatchMean || pair.Matches).Select(pair => (Similarity(pair.Left, pair.Right), pair.Matches))]);
    }

    /// <summary>That of a model which learned labels, on the titles of items.</summary>
    /// <param name="data">Where they are.</param>
    /// <param name="model">FGL, or any model that was trained with labels.</param>
    /// <param name="items">Its training part.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The machine, and the class of each item.</returns>
    /// <exception cref="UsageException">The model was trained without labels, or its training was interrupted before they were there.</exception>
    public static (LabelMachine Machine, int[] Classes) Open(ITrainingData data, ModelDirectory model, int[] items, CancellationToken cancellation)
    {
        model.ReadCard(); // says which models there are
        if (!SiameseStage.IsDone(model))
            throw new UsageException($"The model '{model.Name}' has no labels of pairs.", "Train one that has: --method fgl, or contrastive, hsl or hichnet with --labels fine-grained.");
        var stage = SiameseStage.Of(model);
        var card = stage.ReadCard();
        var settings = card.Unpack<SiameseSettings>();
        using var network = new SiameseNetwork(settings.Graph, settings.Training, RandomStreams.For(card.Seed, "siamese weights"));
        stage.ReadWeights(card, network);
        network.Eval();
        var texts = new LabelledTitles(data.Items.Titles(items), settings.Vocabulary, settings.Weighting, LabelledTitles.ClassesOf(data, items));
        return (new LabelMachine(settings.Training.Labels, network, texts.Take, texts.Count, IPairBatches.Of(texts.Classes, settings.Training, card.Seed), cancellation), texts.Classes);
    }

    /// <summary>The siamese similarity of the texts of two items, but for the bias, which changes no rank.</summary>
    public float Similarity(int one, int other)
    {
        var (width, sum) = (product.Length, 0.0);
        for (var i = 0; i < width; i++)
            sum += left[one * width + i] * product[i] * right[other * width + i];
        return (float)sum;
    }

    /// <summary>How much a label speaks against what the classes of a pair say.</summary>
    public static float HardnessOf(float label, bool matches) => matches ? 1 - label : label;

    /// <summary>The label of a similarity: 0.1 … 0.9.</summary>
    public float LabelOf(float similarity) => (StepOf(similarity) + 1) / (float)(Steps + 1);

    /// <summary>The step of a similarity, 0 … 8.</summary>
    public int StepOf(float similarity)
    {
        var step = 0;
        while (step < bounds.Length && similarity >= bounds[step])
            step++;
        return step;
    }

    /// <summary>What a step's loss makes of the labels of its pairs.</summary>
    /// <returns>A weight for each pair (empty: 1 each), and the factor of the variances.</returns>
    public (float[] Weights, float VarianceFactor) Weigh(PairBatch batch)
    {
        var similarities = Similarities(batch);
        var weights = new float[similarities.Length];
        for (var pair = 0; pair < weights.Length; pair++)
        {
            var label = LabelOf(similarities[pair]);
            weights[pair] = kind == PairLabels.BatchMean ? (batch.Matches[pair] ? label : 0) : 1 + HardnessOf(label, batch.Matches[pair]);
        }

        var mean = weights.Average();
        if (kind == PairLabels.BatchMean)
            return ([], 1 - mean);
        for (var pair = 0; pair < weights.Length; pair++)
            weights[pair] /= mean;
        return (weights, 1);
    }

    // Matching pairs and others count for half of all each, as in the published choice of pairs: where all pairs of a batch are compared, few of them match, and all those few would
    // be of the highest step.
    private static float[] BoundsOf((float Similarity, bool Matches)[] pairs)
    {
        Array.Sort(pairs, (one, other) => one.Similarity.CompareTo(other.Similarity));
        var matching = pairs.Count(pair => pair.Matches);
        var kinds = (matching > 0 ? 1 : 0) + (matching < pairs.Length ? 1 : 0);
        var bounds = new float[Steps - 1];
        var (step, below) = (0, 0.0);
        foreach (var (similarity, matches) in pairs)
        {
            while (step < bounds.Length && below >= (step + 1.0) / Steps - 1e-9)
                bounds[step++] = similarity;
            below += 1.0 / kinds / (matches ? matching : pairs.Length - matching);
        }

        return bounds;
    }

    /// <summary>The labels of some items' texts with those of others. [ones, others]</summary>
    public float[] Labels(int[] ones, int[] others) => Array.ConvertAll(Similarities(ones, others), LabelOf);

    private float[] Similarities(PairBatch batch) => batch.IsCross
        ? Similarities(batch.Left, batch.Right)
        : [.. Enumerable.Range(0, batch.Matches.Length).Select(pair => Similarity(batch[pair].Left, batch[pair].Right))];

    /// <summary>The siamese similarities of some items' texts with those of others. [ones, others]</summary>
    public float[] Similarities(int[] ones, int[] others)
    {
        using var scope = Scope.Begin(recordGradients: false);
        return [.. (Gather(left, ones) * Tensor.From(product, [product.Length])).MatMul(Gather(right, others), transposeB: true).Data];
    }

    private Tensor Gather(float[] rows, int[] items)
    {
        var width = product.Length;
        var gathered = Tensor.Empty([items.Length, width]);
        for (var i = 0; i < items.Length; i++)
            rows.AsSpan(items[i] * width, width).CopyTo(gathered.Data[(i * width)..]);
        return gathered;
    }
}
