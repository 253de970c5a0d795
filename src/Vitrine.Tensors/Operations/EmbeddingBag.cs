using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>Sums or means of rows of a table, without the rows in between: a bag of words times a weight matrix.</summary>
    /// <param name="table">[rows, width].</param>
    /// <param name="indices">Row numbers of all bags, one bag after the other.</param>
    /// <param name="starts">Where each bag begins, and at the end the number of indices: one more than there are bags.</param>
    /// <param name="mean">Divide by the bag's size; an empty bag gives zeros.</param>
    /// <param name="weights">A factor per index, or empty for 1 each.</param>
    /// <returns>[bags, width]. Gradient: to each row its bag's, times the factor.</returns>
    public static Tensor EmbeddingBag(
        this Tensor table, ReadOnlyMemory<int> indices, ReadOnlyMemory<int> starts, bool mean = false, ReadOnlyMemory<float> weights = default)
    {
        if (table.Rank != 2)
            throw new ArgumentException($"EmbeddingBag takes a table [rows, width]; the shape is {table.Shape}.", nameof(table));
        CheckRows(indices.Span, table.Shape[0]);
        CheckStarts(starts.Span, indices.Length);
        if (weights.Length != 0 && weights.Length != indices.Length)
            throw new ArgumentException($"EmbeddingBag got {weights.Length} weights for {indices.Length} indices.", nameof(weights));
        var (bags, width) = (starts.Length - 1, table.Shape[1]);
        var result = Tensor.Result([bags, width], table);
        var bag = new Bags(indices, starts, weights, mean, width);
        WorkRange.Rows(bags, (indices.Length / Math.Max(1L, bags) + 1) * width, new BagJob(bag, table.Pointer, result.Pointer));
        if (result.RequiresGradient)
        {
            result.OnBackward("EmbeddingBag", gradient =>
            {
                var target = ClearedGradient(table);
                // Bags share rows of the table, so threads share its columns.
                WorkRange.Columns(width, indices.Length, new BagBackwardJob(bag, gradient.Pointer, target.Pointer));
            });
        }

        return result;
    }

    private static void CheckStarts(ReadOnlySpan<int> starts, int count)
    {
        if (starts.IsEmpty || starts[0] != 0 || starts[^1] != count)
            throw new ArgumentException($"The starts of the bags run from 0 to the number of indices, {count}.", nameof(starts));
        for (var i = 1; i < starts.Length; i++)
        {
            if (starts[i] < starts[i - 1])
                throw new ArgumentException($"Bag {i - 1} ends at {starts[i]} before it begins at {starts[i - 1]}.", nameof(starts));
        }
    }

    private readonly record struct Bags(ReadOnlyMemory<int> Indices, ReadOnlyMemory<int> Starts, ReadOnlyMemory<float> Weights, bool Mean, int Width)
    {
        public float Factor(int index, int bagSize) => (Weights.IsEmpty ? 1 : Weights.Span[index]) / (Mean ? bagSize : 1);
    }

    private readonly struct BagJob(Bags bags, float* table, float* y) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var (indices, starts) = (bags.Indices, bags.Starts);
            for (var b = start; b < start + count; b++)
            {
                var target = new Span<float>(y + (long)b * bags.Width, bags.Width);
                target.Clear();
                var (first, end) = (starts.Span[b], starts.Span[b + 1]);
                for (var i = first; i < end; i++)
                {
                    var row = new ReadOnlySpan<float>(table + (long)indices.Span[i] * bags.Width, bags.Width);
                    TensorPrimitives.MultiplyAdd(row, bags.Factor(i, end - first), target, target);
                }
            }
        }
    }

    private readonly struct BagBackwardJob(Bags bags, float* g, float* table) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var (indices, starts) = (bags.Indices, bags.Starts);
            for (var b = 0; b < starts.Length - 1; b++)
            {
                var share = new ReadOnlySpan<float>(g + (long)b * bags.Width + start, count);
                var (first, end) = (starts.Span[b], starts.Span[b + 1]);
                for (var i = first; i < end; i++)
                {
                    var row = new Span<float>(table + (long)indices.Span[i] * bags.Width + start, count);
                    TensorPrimitives.MultiplyAdd(share, bags.Factor(i, end - first), row, row);
                }
            }
        }
    }
}
