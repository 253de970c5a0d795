using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>factor·x + offset, element by element. Gradient: factor.</summary>
    public static Tensor Scale(this Tensor x, float factor, float offset = 0)
    {
        var result = Tensor.Result(x.Shape, x);
        WorkRange.Elements(x.Length, new ScaleJob(x.Pointer, factor, offset, result.Pointer));
        if (result.RequiresGradient)
        {
            result.OnBackward("Scale", gradient =>
            {
                if (factor != 1)
                    WorkRange.Elements(x.Length, new ScaleJob(gradient.Pointer, factor, 0, gradient.Pointer));
                x.ReceiveGradient(gradient, mayAdopt: true);
            });
        }

        return result;
    }

    private readonly struct ScaleJob(float* x, float factor, float offset, float* y) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var result = new Span<float>(y + start, count);
            TensorPrimitives.Multiply(new ReadOnlySpan<float>(x + start, count), factor, result);
            if (offset != 0)
                TensorPrimitives.Add(result, offset, result);
        }
    }
}
