using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>The part from <paramref name="start"/> of <paramref name="count"/> along an axis, as a copy.</summary>
    /// <returns>The shape of <paramref name="x"/> with <paramref name="count"/> at the axis. Gradient: 0 outside the part.</returns>
    public static Tensor Slice(this Tensor x, int axis, int start, int count)
    {
        axis = x.Shape.Axis(axis);
        var (outer, extent, inner) = Around(x.Shape, axis);
        if (start < 0 || count < 0 || start > extent - count)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"A slice of {count} from {start} does not fit axis {axis} of {x.Shape}.");
        var result = Tensor.Result(x.Shape.With(axis, count), x);
        CopyColumns(x.Pointer + (long)start * inner, extent * inner, result.Pointer, count * inner, outer, count * inner, add: false);
        if (result.RequiresGradient)
        {
            result.OnBackward("Slice", gradient =>
            {
                var target = ClearedGradient(x);
                CopyColumns(gradient.Pointer, count * inner, target.Pointer + (long)start * inner, extent * inner, outer, count * inner, add: true);
            });
        }

        return result;
    }

    /// <summary>Copies, or adds, the first <paramref name="columns"/> of each row between matrices of different width.</summary>
    internal static void CopyColumns(float* source, int sourceWidth, float* target, int targetWidth, int rows, int columns, bool add)
    {
        if (columns > 0)
            WorkRange.Rows(rows, columns, new CopyColumnsJob(source, sourceWidth, target, targetWidth, columns, add));
    }

    private readonly struct CopyColumnsJob(float* source, int sourceWidth, float* target, int targetWidth, int columns, bool add) : IRangeJob
    {
        public void Run(int start, int count)
        {
            for (var r = start; r < start + count; r++)
            {
                var from = new ReadOnlySpan<float>(source + (long)r * sourceWidth, columns);
                var to = new Span<float>(target + (long)r * targetWidth, columns);
                if (add)
                    TensorPrimitives.Add(to, from, to);
                else
                    from.CopyTo(to);
            }
        }
    }
}
