using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Losses
{
    /// <summary>The mean of (x − target)² over all elements. Gradients: ±2(x − target) / count, to both where required.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="target">Of the same shape.</param>
    public static Tensor SquaredError(this Tensor x, Tensor target)
    {
        CheckPairs(x, target, nameof(target));
        var result = Tensor.Result([], x, target);
        var difference = Tensor.Empty(x.Shape);
        TensorPrimitives.Subtract(x.Data, target.Data, difference.Data);
        var sum = 0.0;
        const int Piece = 4096;
        for (var start = 0; start < x.Length; start += Piece)
            sum += TensorPrimitives.SumOfSquares<float>(difference.Data.Slice(start, Math.Min(Piece, x.Length - start)));
        result.Data[0] = (float)(sum / x.Length);
        if (result.RequiresGradient)
        {
            result.OnBackward("SquaredError", gradient =>
            {
                TensorPrimitives.Multiply(difference.Data, 2 * gradient.Item / x.Length, difference.Data);
                if (target.RequiresGradient)
                {
                    var share = target.GradientForWriting(out var isFirst).Data;
                    if (isFirst)
                        TensorPrimitives.Negate(difference.Data, share);
                    else
                        TensorPrimitives.Subtract(share, difference.Data, share);
                }

                if (x.RequiresGradient)
                    x.ReceiveGradient(difference, mayAdopt: true);
            });
        }

        return result;
    }
}
