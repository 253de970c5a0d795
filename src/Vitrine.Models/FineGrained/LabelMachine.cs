using Vitrine.Tensors;

namespace Vitrine.Models.FineGrained;

/// <summary>
/// Labels of training pairs, learned from texts alone: the rank of the siamese similarity of their two texts among the training pairs, in nine steps 0.1 … 0.9.
/// A pair of one class with a low label is a hard positive, one of two classes with a high label a hard negative.
/// </summary>
internal sealed class LabelMachine
{
    private const int Steps = 9;

    // Ranks among more move no label by a hundredth.
    private const int MostRanked = 200_000;

    private readonly PairLabels kind;
    private readonly float[] left; // [items, width], the weights of the product folded in
    private readonly float[] right;
    private readonly int width;
    private readonly float[] bounds; // [8] similarities between the steps

    /// <param name="kind">What the labels are for: those of <see cref="PairLabels.BatchMean"/> are ranks among pairs of one class, the others among all.</param>
    /// <param name="network">Trained.</param>
    /// <param name="texts">The texts of some items.</param>
    /// <param name="items">How many there are.</param>
    /// <param name="pairs">The training pairs.</param>
    /// <param name="cancellation">Stops.</param>
    public LabelMachine(PairLabels kind, SiameseNetwork network, Func<int[], Encoders.TermBatch> texts, int items, IPairBatches pairs, CancellationToken cancellation)
    {
        this.kind = kind;
        (left, right) = network.Represent(texts, items, cancellation);
        width = left.Length / items;
        bounds = BoundsOf([.. pairs.Sample(MostRanked).Where(pair => kind != PairLabels.BatchMean || pair.Matches).Select(pair => (Similarity(pair.Left, pair.Right), pair.Matches))]);
    }

    /// <summary>The siamese similarity of the texts of two items, but for the bias, which changes no rank.</summary>
    public float Similarity(int one, int other) =>
        System.Numerics.Tensors.TensorPrimitives.Dot<float>(left.AsSpan(one * width, width), right.AsSpan(other * width, width));

    /// <summary>The label of a similarity: 0.1 … 0.9.</summary>
    public float LabelOf(float similarity)
    {
        var step = 0;
        while (step < bounds.Length && similarity >= bounds[step])
            step++;
        return (step + 1) / (float)(Steps + 1);
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
            weights[pair] = kind == PairLabels.BatchMean ? (batch.Matches[pair] ? label : 0) : 1 + (batch.Matches[pair] ? 1 - label : label);
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

    private float[] Similarities(PairBatch batch)
    {
        if (!batch.IsCross)
            return [.. Enumerable.Range(0, batch.Matches.Length).Select(pair => Similarity(batch[pair].Left, batch[pair].Right))];
        using var scope = Scope.Begin(recordGradients: false);
        return [.. Gather(left, batch.Left).MatMul(Gather(right, batch.Right), transposeB: true).Data];
    }

    private Tensor Gather(float[] rows, int[] items)
    {
        var gathered = Tensor.Empty([items.Length, width]);
        for (var i = 0; i < items.Length; i++)
            rows.AsSpan(items[i] * width, width).CopyTo(gathered.Data[(i * width)..]);
        return gathered;
    }
}
