using System.Numerics.Tensors;
using Vitrine.Evaluation;

namespace Vitrine.Workbench.Encoders.Parity;

/// <summary>Vectors of products, each brought to unit length.</summary>
internal sealed class UnitVectors
{
    private const int Nearest = 10;

    private readonly float[] values;

    /// <param name="values">[count, dimensions]; taken over. A vector with anything in it that is no number becomes 0, which is like none: that is what damage does to a ranking.</param>
    /// <param name="dimensions">Of a vector.</param>
    public UnitVectors(float[] values, int dimensions)
    {
        (this.values, Dimensions) = (values, dimensions);
        for (var i = 0; i < Count; i++)
        {
            var vector = values.AsSpan(i * dimensions, dimensions);
            var length = TensorPrimitives.Norm<float>(vector);
            if (length > 0 && float.IsFinite(length))
                TensorPrimitives.Divide(vector, length, vector);
            else
                vector.Clear();
        }
    }

    public int Dimensions { get; }

    public int Count => values.Length / Dimensions;

    /// <summary>The vector of a product.</summary>
    public ReadOnlySpan<float> Of(int item) => values.AsSpan(item * Dimensions, Dimensions);

    /// <summary>The cosine of each vector with that of the same product.</summary>
    /// <param name="others">Of as many dimensions.</param>
    public double[] CosinesWith(UnitVectors others) => [.. Enumerable.Range(0, Count).Select(i => (double)TensorPrimitives.Dot(Of(i), others.Of(i)))];

    /// <summary>R@10: how many of these find their own product among others, and what chance would.</summary>
    public (double Recall, double Chance) RecallAmong(UnitVectors others, CancellationToken cancellation)
    {
        var scores = new float[others.Count];
        var found = 0.0;
        for (var i = 0; i < Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Score(Of(i), others, scores);
            found += FirstRelevant.Of(scores, [i]).HitAt(Nearest);
        }

        return (found / Count, Math.Min(1.0, (double)Nearest / others.Count));
    }

    /// <summary>Of the ten nearest neighbours of each by these vectors, the share that others have too.</summary>
    public double NeighboursKeptBy(UnitVectors others, CancellationToken cancellation)
    {
        var scores = new float[Count];
        var kept = 0L;
        for (var i = 0; i < Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            kept += NeighboursOf(i, scores).Intersect(others.NeighboursOf(i, scores)).Count();
        }

        return (double)kept / (Count * Nearest);
    }

    private int[] NeighboursOf(int item, float[] scores)
    {
        Score(Of(item), this, scores);
        var nearest = new PriorityQueue<int, (float Score, int Later)>(Nearest + 1); // the farthest first; of equals the one with the larger number
        for (var i = 0; i < Count; i++)
        {
            if (i == item || (nearest.Count == Nearest && nearest.TryPeek(out _, out var farthest) && scores[i] <= farthest.Score))
                continue;
            nearest.Enqueue(i, (scores[i], -i));
            if (nearest.Count > Nearest)
                nearest.Dequeue();
        }

        return [.. nearest.UnorderedItems.Select(entry => entry.Element)];
    }

    private static void Score(ReadOnlySpan<float> query, UnitVectors among, float[] scores)
    {
        for (var i = 0; i < scores.Length; i++)
            scores[i] = TensorPrimitives.Dot(query, among.Of(i));
    }

}
