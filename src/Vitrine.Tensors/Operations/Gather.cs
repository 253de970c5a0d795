using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>Rows of a table by number: an embedding lookup, a choice of batch rows.</summary>
    /// <param name="table">[rows, …].</param>
    /// <param name="indices">Row numbers, repeats allowed; must stay unchanged until the backward pass is done.</param>
    /// <returns>[indices, …]. Gradient: rows added where they came from, in the order of the indices.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the table.</exception>
    public static Tensor Gather(this Tensor table, ReadOnlyMemory<int> indices)
    {
        if (table.Rank == 0)
            throw new ArgumentException("Gather takes rows, but the table is a single number.", nameof(table));
        CheckRows(indices.Span, table.Shape[0]);
        var width = table.Shape.Product(1, table.Rank);
        var result = Tensor.Result(table.Shape.With(0, indices.Length), table);
        WorkRange.Rows(indices.Length, width, new GatherJob(table.Pointer, result.Pointer, width, indices));
        if (result.RequiresGradient)
        {
            result.OnBackward("Gather", gradient =>
            {
                var target = ClearedGradient(table);
                // Indices repeat, so threads share the columns and each walks all rows in order.
                WorkRange.Columns(width, indices.Length, new ScatterJob(gradient.Pointer, target.Pointer, width, indices));
            });
        }

        return result;
    }

    internal static void CheckRows(ReadOnlySpan<int> indices, int rows)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)rows)
                throw new ArgumentOutOfRangeException(nameof(indices), indices[i], $"Index {i} asks for row {indices[i]} of a table of {rows} rows.");
        }
    }

    private readonly struct GatherJob(float* table, float* y, int width, ReadOnlyMemory<int> indices) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var rows = indices.Span;
            for (var i = start; i < start + count; i++)
                new ReadOnlySpan<float>(table + (long)rows[i] * width, width).CopyTo(new Span<float>(y + (long)i * width, width));
        }
    }

    private readonly struct ScatterJob(float* g, float* table, int width, ReadOnlyMemory<int> indices) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var rows = indices.Span;
            for (var i = 0; i < rows.Length; i++)
            {
                var target = new Span<float>(table + (long)rows[i] * width + start, count);
                TensorPrimitives.Add(target, new ReadOnlySpan<float>(g + (long)i * width + start, count), target);
            }
        }
    }
}
