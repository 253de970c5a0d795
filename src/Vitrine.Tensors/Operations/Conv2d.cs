using System.Numerics.Tensors;
using Vitrine.Tensors.Kernels;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>Two-dimensional convolution (cross-correlation, as in PyTorch).</summary>
    /// <param name="x">[batch, in, height, width].</param>
    /// <param name="weight">[out, in, window height, window width].</param>
    /// <param name="bias">[out] or null.</param>
    /// <param name="stride">Step between windows, down and across.</param>
    /// <param name="padding">Zeros around each picture; a number for all sides.</param>
    /// <returns>
    /// [batch, out, (height + top + bottom − window height) / stride + 1, likewise across]. Gradients: ∂x is the convolution of g with the
    /// turned window, ∂w the correlation of x with g, ∂b = Σg over pictures and places.
    /// </returns>
    /// <exception cref="ArgumentException">The shapes do not fit; the message names them.</exception>
    public static Tensor Conv2d(this Tensor x, Tensor weight, Tensor? bias = null, int stride = 1, Padding padding = default)
    {
        var shape = ConvolutionOf(x.Shape, weight.Shape, stride, padding);
        var filters = weight.Shape[0];
        if (bias is not null && bias.Shape != new Shape(filters))
            throw new ArgumentException($"The bias of a convolution with {filters} filters has the shape {bias.Shape}.", nameof(bias));

        var result = Tensor.Result([shape.Batch, filters, shape.ResultHeight, shape.ResultWidth], x, weight, bias);
        Convolution.Forward(shape, x.Pointer, weight.Pointer, bias is null ? null : bias.Pointer, result.Pointer);
        if (result.RequiresGradient)
        {
            result.OnBackward("Conv2d", gradient =>
            {
                if (bias is { RequiresGradient: true })
                {
                    var target = bias.GradientForWriting(out var isFirst).Pointer;
                    WorkerPool.For(filters, new ChannelSumJob(gradient.Pointer, shape.Batch, filters, shape.ResultPlane, target, !isFirst));
                }

                if (weight.RequiresGradient)
                {
                    var target = weight.GradientForWriting(out var isFirst).Pointer;
                    Convolution.WeightGradient(shape, x.Pointer, gradient.Pointer, target, !isFirst);
                }

                if (x.RequiresGradient)
                {
                    var target = x.GradientForWriting(out var isFirst).Pointer;
                    Convolution.InputGradient(shape, gradient.Pointer, weight.Pointer, target, !isFirst);
                }
            });
        }

        return result;
    }

    private static ConvolutionShape ConvolutionOf(Shape x, Shape weight, int stride, Padding padding)
    {
        if (x.Rank != 4 || weight.Rank != 4)
            throw new ArgumentException($"Conv2d takes x [batch, in, height, width] and a weight [out, in, …, …]; the shapes are {x} and {weight}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        if (x[1] != weight[1])
            throw new ArgumentException($"Conv2d of {x} by {weight}: the weight wants {weight[1]} channels.");
        var (height, width) = (weight[2], weight[3]);
        if (padding.Top < 0 || padding.Bottom < 0 || padding.Left < 0 || padding.Right < 0)
            throw new ArgumentException($"Padding is 0 or more, not {padding}.", nameof(padding));
        var (free, wide) = (x[2] + padding.Top + padding.Bottom - height, x[3] + padding.Left + padding.Right - width);
        if (height < 1 || width < 1 || free < 0 || wide < 0)
            throw new ArgumentException($"Conv2d of {x} with {padding} is smaller than the window of {weight}.");
        return new ConvolutionShape(
            x[0], weight[1], weight[0], x[2], x[3], height, width, stride, padding.Top, padding.Left, free / stride + 1, wide / stride + 1);
    }

    private readonly struct ChannelSumJob(float* g, int batch, int channels, int plane, float* target, bool adds) : IBlockJob
    {
        public void Run(int block)
        {
            var sum = 0f;
            for (var image = 0; image < batch; image++)
                sum += TensorPrimitives.Sum(new ReadOnlySpan<float>(g + ((nint)image * channels + block) * plane, plane));
            target[block] = adds ? target[block] + sum : sum;
        }
    }
}
