using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Losses
{
    /// <summary>
    /// The likelihood of pair labels under a logistic model, −Σᵢⱼ wᵢⱼ(Sᵢⱼ·Φᵢⱼ − log(1 + e^Φᵢⱼ)), as DCMH (CVPR 2017) and HiCHNet (SIGIR 2019) train
    /// on. A sum, not a mean: divide by the number of pairs where the scale should not depend on it.
    /// </summary>
    /// <param name="phi">Φ [rows, columns]: half the inner products of the codes.</param>
    /// <param name="rowLabels">The class of each row; S is 1 where the classes are equal.</param>
    /// <param name="columnLabels">The class of each column.</param>
    /// <param name="weights">[rows, columns] or null for 1 each.</param>
    /// <returns>A scalar. Gradient: w(sigmoid(Φ) − S).</returns>
    public static Tensor PairwiseLogistic(
        this Tensor phi, ReadOnlyMemory<int> rowLabels, ReadOnlyMemory<int> columnLabels, Tensor? weights = null)
    {
        var (rows, columns) = Matrix(phi, "PairwiseLogistic");
        if (rowLabels.Length != rows || columnLabels.Length != columns)
            throw new ArgumentException($"PairwiseLogistic got {rowLabels.Length} row and {columnLabels.Length} column labels for {phi.Shape}.");
        CheckPairs(phi, weights, nameof(weights));
        return Reduce("PairwiseLogistic", phi, new PairRows(phi.Pointer, columns, rowLabels, columnLabels, null, Start(weights)));
    }

    /// <summary>As above with S given as a tensor [rows, columns] of zeros and ones, or of degrees in between.</summary>
    public static Tensor PairwiseLogistic(this Tensor phi, Tensor similar, Tensor? weights = null)
    {
        var (_, columns) = Matrix(phi, "PairwiseLogistic");
        CheckPairs(phi, similar, nameof(similar));
        CheckPairs(phi, weights, nameof(weights));
        return Reduce("PairwiseLogistic", phi, new PairRows(phi.Pointer, columns, default, default, similar.Pointer, Start(weights)));
    }

    internal static void CheckPairs(Tensor pairs, Tensor? other, string name)
    {
        if (other is not null && other.Shape != pairs.Shape)
            throw new ArgumentException($"'{name}' has the shape {other.Shape}; it needs a value for each of {pairs.Shape}.", name);
    }

    internal static float* Start(Tensor? tensor) => tensor is null ? null : tensor.Pointer;

    private readonly struct PairRows(
        float* phi, int columns, ReadOnlyMemory<int> rowLabels, ReadOnlyMemory<int> columnLabels, float* similar, float* weights) : ILossRow
    {
        private const int Chunk = 256;

        public double Run(int row, Span<float> gradient)
        {
            Span<float> values = stackalloc float[Chunk];
            Span<float> targets = stackalloc float[Chunk];
            var sum = 0.0;
            for (var start = 0; start < columns; start += Chunk)
            {
                var count = Math.Min(Chunk, columns - start);
                var offset = (long)row * columns + start;
                var x = new ReadOnlySpan<float>(phi + offset, count);
                var target = targets[..count];
                Targets(row, start, offset, target);

                // S·Φ − softplus(Φ)
                var value = values[..count];
                Operations.SoftplusFunction.Apply(x, value);
                if (weights is null)
                {
                    sum += TensorPrimitives.Sum<float>(value) - TensorPrimitives.Dot(target, x);
                }
                else
                {
                    var weight = new ReadOnlySpan<float>(weights + offset, count);
                    sum += TensorPrimitives.Dot(value, weight);
                    TensorPrimitives.Multiply(x, weight, value);
                    sum -= TensorPrimitives.Dot(target, value);
                }

                if (gradient.IsEmpty)
                    continue;
                var slope = gradient.Slice(start, count);
                TensorPrimitives.Sigmoid(x, slope);
                TensorPrimitives.Subtract(slope, target, slope);
                if (weights is not null)
                    TensorPrimitives.Multiply(slope, new ReadOnlySpan<float>(weights + offset, count), slope);
            }

            return sum;
        }

        private void Targets(int row, int start, long offset, Span<float> target)
        {
            if (similar is not null)
            {
                new ReadOnlySpan<float>(similar + offset, target.Length).CopyTo(target);
                return;
            }

            var label = rowLabels.Span[row];
            var others = columnLabels.Span.Slice(start, target.Length);
            for (var i = 0; i < others.Length; i++)
                target[i] = others[i] == label ? 1 : 0;
        }
    }
}
