using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>A sparse matrix times a dense one, for each element of a batch.</summary>
    /// <param name="matrix">[rows, columns], a constant.</param>
    /// <param name="x">[…, columns, features].</param>
    /// <returns>[…, rows, features]. Gradient: the transposed matrix times g.</returns>
    public static Tensor MatMul(this SparseMatrix matrix, Tensor x)
    {
        if (x.Rank < 2 || x.Shape[-2] != matrix.Columns)
            throw new ArgumentException($"A sparse matrix {matrix.Rows} × {matrix.Columns} multiplies […, {matrix.Columns}, features]; the shape is {x.Shape}.", nameof(x));
        var result = Tensor.Result(x.Shape.With(-2, matrix.Rows), x);
        Multiply(matrix, x, result, add: false);
        if (result.RequiresGradient)
        {
            result.OnBackward("SparseMatMul", gradient =>
            {
                var target = x.GradientForWriting(out var isFirst);
                Multiply(matrix.Transposed, gradient, target, add: !isFirst);
            });
        }

        return result;
    }

    private static void Multiply(SparseMatrix matrix, Tensor x, Tensor y, bool add)
    {
        var features = x.Shape[-1];
        var batch = x.Shape.Product(0, x.Rank - 2);
        var cost = (matrix.Count / Math.Max(1L, matrix.Rows) + 1) * features;
        WorkRange.Rows(checked(batch * matrix.Rows), cost, new SparseJob(matrix, x.Pointer, y.Pointer, features, add));
    }

    private readonly struct SparseJob(SparseMatrix matrix, float* x, float* y, int features, bool add) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var (starts, indices, values) = (matrix.Starts, matrix.ColumnIndices, matrix.Values);
            for (var i = start; i < start + count; i++)
            {
                var (element, row) = (i / matrix.Rows, i % matrix.Rows);
                var source = x + (long)element * matrix.Columns * features;
                if (features == 1)
                {
                    var sum = 0f;
                    for (var e = starts[row]; e < starts[row + 1]; e++)
                        sum += values[e] * source[indices[e]];
                    y[i] = add ? y[i] + sum : sum;
                    continue;
                }

                var target = new Span<float>(y + (long)i * features, features);
                if (!add)
                    target.Clear();
                for (var e = starts[row]; e < starts[row + 1]; e++)
                    TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(source + (long)indices[e] * features, features), values[e], target, target);
            }
        }
    }
}
