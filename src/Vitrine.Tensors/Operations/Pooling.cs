using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>The largest value of each window of a picture.</summary>
    /// <param name="x">[batch, channels, height, width].</param>
    /// <param name="size">Side of the square window.</param>
    /// <param name="stride">Step between windows; default: the size.</param>
    /// <param name="padding">Rows and columns of −∞ around the picture; at most half the size.</param>
    /// <param name="isCeiling">Whether a last window that reaches beyond the picture counts, as Caffe has it; it looks at what is inside.</param>
    /// <returns>
    /// [batch, channels, (height + 2·padding − size) / stride + 1, …], the quotient rounded down or, with <paramref name="isCeiling"/>, up. Gradient: to
    /// the first of the largest.
    /// </returns>
    public static Tensor MaxPool2d(this Tensor x, int size, int stride = 0, int padding = 0, bool isCeiling = false)
    {
        var windows = Windows.Of("MaxPool2d", x.Shape, size, stride, padding, isCeiling);
        var result = Tensor.Result(windows.ResultShape(x.Shape), x);
        var chosen = Tensor.Empty(result.Shape); // positions in the plane, as int bits
        WorkRange.Rows(Windows.Planes(x.Shape), windows.Cost, new MaxPoolJob(x.Pointer, result.Pointer, (int*)chosen.Pointer, windows));
        if (result.RequiresGradient)
        {
            result.OnBackward("MaxPool2d", gradient =>
            {
                var target = ClearedGradient(x);
                WorkRange.Rows(Windows.Planes(x.Shape), windows.Cost, new MaxPoolBackwardJob(gradient.Pointer, (int*)chosen.Pointer, target.Pointer, windows));
            });
        }

        return result;
    }

    /// <summary>The mean of each window of a picture; zeros of the padding count, as PyTorch has it.</summary>
    /// <param name="x">[batch, channels, height, width].</param>
    /// <param name="size">Side of the square window.</param>
    /// <param name="stride">Step between windows; default: the size.</param>
    /// <param name="padding">Rows and columns of zeros around the picture; at most half the size.</param>
    public static Tensor AveragePool2d(this Tensor x, int size, int stride = 0, int padding = 0) =>
        Average("AveragePool2d", x, Windows.Of("AveragePool2d", x.Shape, size, stride, padding));

    /// <summary>The mean of each of <paramref name="height"/> × <paramref name="width"/> about equal parts of a picture, which may overlap by a row or column.</summary>
    /// <param name="x">[batch, channels, …, …].</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    public static Tensor AdaptiveAveragePool2d(this Tensor x, int height, int width) =>
        Average("AdaptiveAveragePool2d", x, Windows.Adaptive(x.Shape, height, width));

    /// <summary>The mean of each channel: [batch, channels, height, width] to [batch, channels].</summary>
    public static Tensor GlobalAveragePool(this Tensor x)
    {
        if (x.Rank != 4)
            throw new ArgumentException($"GlobalAveragePool takes [batch, channels, height, width]; the shape is {x.Shape}.", nameof(x));
        return x.Reshape([x.Shape[0], x.Shape[1], x.Shape[2] * x.Shape[3]]).Mean(-1);
    }

    private static Tensor Average(string name, Tensor x, Windows windows)
    {
        var result = Tensor.Result(windows.ResultShape(x.Shape), x);
        WorkRange.Rows(Windows.Planes(x.Shape), windows.Cost, new AveragePoolJob(x.Pointer, result.Pointer, windows));
        if (result.RequiresGradient)
        {
            result.OnBackward(name, gradient =>
            {
                var target = ClearedGradient(x);
                WorkRange.Rows(Windows.Planes(x.Shape), windows.Cost, new AveragePoolBackwardJob(gradient.Pointer, target.Pointer, windows));
            });
        }

        return result;
    }

    /// <summary>Which part of a plane each result looks at.</summary>
    private readonly record struct Windows(int Height, int Width, int ResultHeight, int ResultWidth, int Size, int Stride, int Padding)
    {
        public long Cost => (long)Height * Width + (long)ResultHeight * ResultWidth * Size * Size;

        private bool IsAdaptive => Size == 0;

        public static Windows Of(string name, Shape shape, int size, int stride, int padding, bool isCeiling = false)
        {
            if (shape.Rank != 4)
                throw new ArgumentException($"{name} takes [batch, channels, height, width]; the shape is {shape}.");
            stride = stride == 0 ? size : stride;
            if (size < 1 || stride < 1 || padding < 0 || 2 * padding > size || shape[2] + 2 * padding < size || shape[3] + 2 * padding < size)
                throw new ArgumentException($"{name} of {shape} cannot use windows of {size} with stride {stride} and padding {padding}.");
            return new Windows(shape[2], shape[3], Count(shape[2]), Count(shape[3]), size, stride, padding);

            int Count(int extent)
            {
                var free = extent + 2 * padding - size;
                if (!isCeiling)
                    return free / stride + 1;
                var count = (free + stride - 1) / stride + 1;
                return (count - 1) * stride >= extent + padding ? count - 1 : count; // a window must begin inside
            }
        }

        public static Windows Adaptive(Shape shape, int height, int width) =>
            shape.Rank == 4 && height > 0 && width > 0 && shape[2] > 0 && shape[3] > 0
                ? new Windows(shape[2], shape[3], height, width, 0, 0, 0)
                : throw new ArgumentException($"AdaptiveAveragePool2d takes [batch, channels, height, width] to at least 1×1, not {shape} to {height}×{width}.");

        public Shape ResultShape(Shape shape) => [shape[0], shape[1], ResultHeight, ResultWidth];

        public static int Planes(Shape shape) => shape[0] * shape[1];

        public (int Start, int End) Rows(int row) => Part(row, ResultHeight, Height);

        public (int Start, int End) Columns(int column) => Part(column, ResultWidth, Width);

        /// <summary>What the sum of a window is divided by.</summary>
        public int Divisor(int rows, int columns) => IsAdaptive ? rows * columns : Size * Size;

        private (int Start, int End) Part(int index, int count, int extent) => IsAdaptive
            ? ((int)((long)index * extent / count), (int)(((long)(index + 1) * extent + count - 1) / count))
            : (Math.Max(0, index * Stride - Padding), Math.Min(extent, index * Stride - Padding + Size));
    }

    private readonly struct MaxPoolJob(float* x, float* y, int* chosen, Windows windows) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var next = (long)start * windows.ResultHeight * windows.ResultWidth;
            for (var plane = start; plane < start + count; plane++)
            {
                var source = x + (long)plane * windows.Height * windows.Width;
                for (var i = 0; i < windows.ResultHeight; i++)
                {
                    var (top, bottom) = windows.Rows(i);
                    for (var j = 0; j < windows.ResultWidth; j++, next++)
                    {
                        var (left, right) = windows.Columns(j);
                        var best = top * windows.Width + left;
                        for (var row = top; row < bottom; row++)
                        {
                            for (var column = left; column < right; column++)
                            {
                                var at = row * windows.Width + column;
                                if (source[at] > source[best] || float.IsNaN(source[at]))
                                    best = at;
                            }
                        }

                        y[next] = source[best];
                        chosen[next] = best;
                    }
                }
            }
        }
    }

    private readonly struct MaxPoolBackwardJob(float* g, int* chosen, float* target, Windows windows) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var size = windows.ResultHeight * windows.ResultWidth;
            for (var plane = start; plane < start + count; plane++)
            {
                var to = target + (long)plane * windows.Height * windows.Width;
                for (var i = 0; i < size; i++)
                    to[chosen[(long)plane * size + i]] += g[(long)plane * size + i];
            }
        }
    }

    private readonly struct AveragePoolJob(float* x, float* y, Windows windows) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var next = (long)start * windows.ResultHeight * windows.ResultWidth;
            for (var plane = start; plane < start + count; plane++)
            {
                var source = x + (long)plane * windows.Height * windows.Width;
                for (var i = 0; i < windows.ResultHeight; i++)
                {
                    var (top, bottom) = windows.Rows(i);
                    for (var j = 0; j < windows.ResultWidth; j++)
                    {
                        var (left, right) = windows.Columns(j);
                        var sum = 0f;
                        for (var row = top; row < bottom; row++)
                            sum += TensorPrimitives.Sum(new ReadOnlySpan<float>(source + row * windows.Width + left, right - left));
                        y[next++] = sum / windows.Divisor(bottom - top, right - left);
                    }
                }
            }
        }
    }

    private readonly struct AveragePoolBackwardJob(float* g, float* target, Windows windows) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var next = (long)start * windows.ResultHeight * windows.ResultWidth;
            for (var plane = start; plane < start + count; plane++)
            {
                var to = target + (long)plane * windows.Height * windows.Width;
                for (var i = 0; i < windows.ResultHeight; i++)
                {
                    var (top, bottom) = windows.Rows(i);
                    for (var j = 0; j < windows.ResultWidth; j++)
                    {
                        var (left, right) = windows.Columns(j);
                        var share = g[next++] / windows.Divisor(bottom - top, right - left);
                        for (var row = top; row < bottom; row++)
                        {
                            for (var column = left; column < right; column++)
                                to[row * windows.Width + column] += share;
                        }
                    }
                }
            }
        }
    }
}
