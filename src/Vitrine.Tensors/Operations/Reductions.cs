using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    // Long sums are taken in pieces of this size and the pieces added in double: the error does not grow with the length.
    private const int SumPiece = 4096;

    /// <summary>The sum of all elements, a scalar. Gradient: the same for every element.</summary>
    public static Tensor Sum(this Tensor x)
    {
        var result = Tensor.Result([], x);
        result.Data[0] = (float)SumOf(x.Data);
        if (result.RequiresGradient)
            result.OnBackward("Sum", gradient => AddConstant(x, gradient.Item));
        return result;
    }

    /// <summary>The mean of all elements, a scalar; NaN of none.</summary>
    public static Tensor Mean(this Tensor x)
    {
        var result = Tensor.Result([], x);
        result.Data[0] = (float)(SumOf(x.Data) / x.Length);
        if (result.RequiresGradient)
            result.OnBackward("Mean", gradient => AddConstant(x, gradient.Item / x.Length));
        return result;
    }

    /// <summary>The sum along one axis.</summary>
    /// <param name="x">Any shape of rank 1 or more.</param>
    /// <param name="axis">The axis that goes; negative axes count from the end.</param>
    /// <param name="keepAxis">Keep it with extent 1, so that the result broadcasts against <paramref name="x"/>.</param>
    public static Tensor Sum(this Tensor x, int axis, bool keepAxis = false) => SumScaled("Sum", x, axis, keepAxis, 1);

    /// <summary>The mean along one axis; see <see cref="Sum(Tensor, int, bool)"/>.</summary>
    public static Tensor Mean(this Tensor x, int axis, bool keepAxis = false) => SumScaled("Mean", x, axis, keepAxis, 1f / x.Shape[axis]);

    /// <summary>The largest element along one axis. Gradient: all of it to the first of the largest.</summary>
    /// <exception cref="ArgumentException">The axis has extent 0.</exception>
    public static Tensor Max(this Tensor x, int axis, bool keepAxis = false)
    {
        axis = x.Shape.Axis(axis);
        var (outer, extent, inner) = Around(x.Shape, axis);
        if (extent == 0)
            throw new ArgumentException($"Max along axis {axis} of {x.Shape} has nothing to choose from.");
        var result = Tensor.Result(Without(x.Shape, axis, keepAxis), x);
        var chosen = new int[result.Length];
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i++)
            {
                var column = x.Pointer + (long)o * extent * inner + i;
                var best = 0;
                for (var e = 1; e < extent; e++)
                {
                    if (column[(long)e * inner] > column[(long)best * inner])
                        best = e;
                }

                result.Pointer[o * inner + i] = column[(long)best * inner];
                chosen[o * inner + i] = best;
            }
        }

        if (result.RequiresGradient)
        {
            result.OnBackward("Max", gradient =>
            {
                var target = ClearedGradient(x);
                for (var o = 0; o < outer; o++)
                {
                    for (var i = 0; i < inner; i++)
                        target.Pointer[((long)o * extent + chosen[o * inner + i]) * inner + i] += gradient.Pointer[o * inner + i];
                }
            });
        }

        return result;
    }

    internal static double SumOf(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        for (; values.Length > SumPiece; values = values[SumPiece..])
            sum += TensorPrimitives.Sum(values[..SumPiece]);
        return sum + TensorPrimitives.Sum(values);
    }

    /// <summary>The gradient of <paramref name="x"/>, zero if nothing had arrived, for a backward pass that adds to some of it.</summary>
    internal static Tensor ClearedGradient(Tensor x)
    {
        var target = x.GradientForWriting(out var isFirst);
        if (isFirst)
            target.Data.Clear();
        return target;
    }

    internal static (int Outer, int Extent, int Inner) Around(Shape shape, int axis) =>
        (shape.Product(0, axis), shape[axis], shape.Product(axis + 1, shape.Rank));

    private static Shape Without(Shape shape, int axis, bool keepAxis)
    {
        if (keepAxis)
            return shape.With(axis, 1);
        Span<int> extents = stackalloc int[Shape.MaxRank];
        shape.CopyTo(extents);
        extents[(axis + 1)..].CopyTo(extents[axis..]);
        return new Shape(extents[..(shape.Rank - 1)]);
    }

    private static void AddConstant(Tensor x, float value)
    {
        var target = x.GradientForWriting(out var isFirst).Data;
        if (isFirst)
            target.Fill(value);
        else
            TensorPrimitives.Add(target, value, target);
    }

    private static Tensor SumScaled(string name, Tensor x, int axis, bool keepAxis, float scale)
    {
        axis = x.Shape.Axis(axis);
        var (outer, extent, inner) = Around(x.Shape, axis);
        var result = Tensor.Result(Without(x.Shape, axis, keepAxis), x);
        WorkRange.Rows(outer, (long)extent * inner, new SumAxisJob(x.Pointer, result.Pointer, extent, inner, scale));
        if (result.RequiresGradient)
        {
            result.OnBackward(name, gradient =>
            {
                var target = x.GradientForWriting(out var isFirst);
                WorkRange.Rows(outer, (long)extent * inner, new SpreadJob(gradient.Pointer, target.Pointer, extent, inner, scale, isFirst));
            });
        }

        return result;
    }

    private readonly struct SumAxisJob(float* x, float* y, int extent, int inner, float scale) : IRangeJob
    {
        public void Run(int start, int count)
        {
            for (var o = start; o < start + count; o++)
            {
                var source = x + (long)o * extent * inner;
                if (inner == 1)
                {
                    y[o] = (float)(SumOf(new ReadOnlySpan<float>(source, extent)) * scale);
                    continue;
                }

                var target = new Span<float>(y + (long)o * inner, inner);
                target.Clear();
                for (var e = 0; e < extent; e++)
                    TensorPrimitives.Add(target, new ReadOnlySpan<float>(source + (long)e * inner, inner), target);
                if (scale != 1)
                    TensorPrimitives.Multiply(target, scale, target);
            }
        }
    }

    private readonly struct SpreadJob(float* g, float* target, int extent, int inner, float scale, bool isFirst) : IRangeJob
    {
        public void Run(int start, int count)
        {
            for (var o = start; o < start + count; o++)
            {
                var source = new ReadOnlySpan<float>(g + (long)o * inner, inner);
                for (var e = 0; e < (inner == 1 ? 1 : extent); e++)
                {
                    var length = inner == 1 ? extent : inner;
                    var row = new Span<float>(target + ((long)o * extent + e) * inner, length);
                    if (inner == 1 && isFirst)
                        row.Fill(source[0] * scale);
                    else if (inner == 1)
                        TensorPrimitives.Add(row, source[0] * scale, row);
                    else if (isFirst)
                        TensorPrimitives.Multiply(source, scale, row);
                    else
                        TensorPrimitives.MultiplyAdd(source, scale, row, row);
                }
            }
        }
    }
}
