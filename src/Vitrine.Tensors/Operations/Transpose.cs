using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>Two axes exchanged, as a copy: [a, b] becomes [b, a]. MatMul takes transposed matrices without one.</summary>
    /// <returns>The shape with the extents exchanged. Gradient: exchanged back.</returns>
    public static Tensor Transpose(this Tensor x, int first = -2, int second = -1)
    {
        Span<int> order = stackalloc int[x.Rank];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        (first, second) = (x.Shape.Axis(first), x.Shape.Axis(second));
        (order[first], order[second]) = (order[second], order[first]);
        return x.Permute(order);
    }

    /// <summary>Axes in another order, as a copy: axis i of the result is axis <paramref name="order"/>[i] of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">The order does not name every axis once.</exception>
    public static Tensor Permute(this Tensor x, params ReadOnlySpan<int> order)
    {
        Span<int> back = stackalloc int[Shape.MaxRank];
        Span<int> extents = stackalloc int[Shape.MaxRank];
        back.Fill(-1);
        for (var i = 0; i < order.Length; i++)
        {
            var axis = x.Shape.Axis(order[i]);
            if (back[axis] >= 0)
                throw new ArgumentException($"Axis {axis} occurs twice in the order.", nameof(order));
            back[axis] = i;
            extents[i] = x.Shape[axis];
        }

        if (order.Length != x.Rank)
            throw new ArgumentException($"{x.Shape} has {x.Rank} axes, but the order names {order.Length}.", nameof(order));
        var result = Tensor.Result(new Shape(extents[..x.Rank]), x);
        PermuteInto(x, order, result, add: false);
        if (result.RequiresGradient)
        {
            var inverse = back[..x.Rank].ToArray();
            result.OnBackward("Permute", gradient =>
            {
                var target = x.GradientForWriting(out var isFirst);
                PermuteInto(gradient, inverse, target, add: !isFirst);
            });
        }

        return result;
    }

    private static void PermuteInto(Tensor source, ReadOnlySpan<int> order, Tensor target, bool add)
    {
        if (target.Length == 0)
            return;
        var job = new PermuteJob { Source = source.Pointer, Target = target.Pointer, Add = add };
        Span<int> strides = stackalloc int[Shape.MaxRank];
        var running = 1;
        for (var i = source.Rank - 1; i >= 0; i--)
        {
            strides[i] = running;
            running *= source.Shape[i];
        }

        // Axes that stay neighbours in the same order are one axis; stored innermost first.
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var (extent, stride) = (target.Shape[i], strides[source.Shape.Axis(order[i])]);
            if (extent == 1)
                continue;
            if (job.Rank > 0 && stride == job.Strides[job.Rank - 1] * job.Extents[job.Rank - 1])
            {
                job.Extents[job.Rank - 1] *= extent;
            }
            else
            {
                job.Extents[job.Rank] = extent;
                job.Strides[job.Rank++] = stride;
            }
        }

        if (job.Rank == 0)
            job.Extents[job.Rank++] = 1;
        WorkRange.Rows(target.Length / job.Extents[0], job.Extents[0], job);
    }

    private struct PermuteJob : IRangeJob
    {
        // Rows of the result that are neighbours in the source are filled together: whole cache lines are read, not one float of each.
        private const int TileRows = 16;

        public fixed int Extents[Shape.MaxRank];
        public fixed int Strides[Shape.MaxRank];
        public float* Source;
        public float* Target;
        public int Rank;
        public bool Add;

        public void Run(int start, int count)
        {
            var (inner, step) = (Extents[0], Strides[0]);
            for (var row = start; row < start + count; row++)
            {
                if (Rank > 1 && Strides[1] == 1 && !Add)
                {
                    row += CopyTile(row, Math.Min(TileRows, Math.Min(start + count - row, Extents[1] - row % Extents[1]))) - 1;
                    continue;
                }

                var from = RowStart(row);
                var to = new Span<float>(Target + (long)row * inner, inner);
                if (step == 1)
                {
                    var span = new ReadOnlySpan<float>(from, inner);
                    if (Add)
                        TensorPrimitives.Add(to, span, to);
                    else
                        span.CopyTo(to);
                }
                else if (Add)
                {
                    for (var i = 0; i < to.Length; i++)
                        to[i] += from[(long)i * step];
                }
                else
                {
                    for (var i = 0; i < to.Length; i++)
                        to[i] = from[(long)i * step];
                }
            }
        }

        private readonly float* RowStart(int row)
        {
            var from = Source;
            for (var axis = 1; axis < Rank; axis++)
            {
                from += (long)(row % Extents[axis]) * Strides[axis];
                row /= Extents[axis];
            }

            return from;
        }

        private readonly int CopyTile(int row, int rows)
        {
            var (inner, step) = (Extents[0], Strides[0]);
            var from = RowStart(row);
            var to = Target + (long)row * inner;
            for (var i = 0; i < inner; i++)
            {
                for (var r = 0; r < rows; r++)
                    to[(long)r * inner + i] = from[(long)i * step + r];
            }

            return rows;
        }
    }
}
