using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

/// <summary>What training makes small: each returns a scalar, with softmax, logarithm and reduction fused in one pass.</summary>
public static unsafe partial class Losses
{
    internal static (int Rows, int Columns) Matrix(Tensor x, string loss) =>
        x.Rank == 2 ? (x.Shape[0], x.Shape[1]) : throw new ArgumentException($"{loss} takes a matrix; the shape is {x.Shape}.");

    internal static void CheckWeights(Tensor? weights, int rows)
    {
        if (weights is not null && weights.Shape != new Shape(rows))
            throw new ArgumentException($"There is one weight per row, [{rows}]; the shape is {weights.Shape}.", nameof(weights));
    }

    internal static double WeightOf(Tensor? weights, int row) => weights is null ? 1 : weights.Pointer[row];

    /// <summary>One row of a fused loss.</summary>
    internal interface ILossRow
    {
        /// <summary>The row's share of the loss; with <paramref name="gradient"/>, also its derivative by the row, overwritten.</summary>
        double Run(int row, Span<float> gradient);
    }

    /// <summary>
    /// Sums the rows' losses. Where a gradient is wanted it is found in the same pass, while the row is in the cache, and only
    /// multiplied by the incoming number later.
    /// </summary>
    internal static Tensor Reduce<TRow>(string name, Tensor x, TRow row)
        where TRow : struct, ILossRow
    {
        var columns = x.Rank == 0 ? 1 : x.Shape[-1];
        var rows = x.Length / Math.Max(1, columns);
        var result = Tensor.Result([], x);
        var slopes = result.RequiresGradient ? Tensor.Empty(x.Shape) : null;
        var shares = Tensor.Empty([rows, 2]); // a double per row
        WorkRange.Rows(rows, columns * 4L, new LossJob<TRow>(row, slopes is null ? null : slopes.Pointer, columns, (double*)shares.Pointer));
        var sum = 0.0;
        for (var r = 0; r < rows; r++)
            sum += ((double*)shares.Pointer)[r];
        result.Data[0] = (float)sum;
        if (slopes is not null)
            result.OnBackward(name, gradient => SendScaled(x, slopes, gradient.Item));
        return result;
    }

    /// <summary>Hands <paramref name="slopes"/>, times the loss' own gradient, to the input.</summary>
    internal static void SendScaled(Tensor input, Tensor slopes, float factor)
    {
        if (!input.RequiresGradient)
            return;
        if (factor != 1)
            TensorPrimitives.Multiply(slopes.Data, factor, slopes.Data);
        input.ReceiveGradient(slopes, mayAdopt: true);
    }

    private readonly struct LossJob<TRow>(TRow row, float* slopes, int columns, double* shares) : IRangeJob
        where TRow : struct, ILossRow
    {
        public void Run(int start, int count)
        {
            for (var r = start; r < start + count; r++)
                shares[r] = row.Run(r, slopes is null ? default : new Span<float>(slopes + (long)r * columns, columns));
        }
    }
}
