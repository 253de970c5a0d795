using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

/// <summary>
/// Walks several tensors of different shapes as if all had the result's shape. Extents align at the end; an operand with extent 1
/// (or without the axis) repeats its elements, that is, its stride there is 0.
/// </summary>
internal unsafe struct Broadcast
{
    /// <summary>The result and up to three operands.</summary>
    public const int MaxOperands = 4;

    private fixed int extents[Shape.MaxRank];
    private fixed int strides[Shape.MaxRank * MaxOperands];
    private fixed long operands[MaxOperands];
    private int rank;
    private int operandCount;

    /// <summary>A row of the innermost axis: pointers and steps (0 or 1) of the operands.</summary>
    public interface IRowKernel
    {
        static abstract void Run(int count, float* p0, int s0, float* p1, int s1, float* p2, int s2, float* p3, int s3);
    }

    /// <summary>The shape of a combination of <paramref name="a"/> and <paramref name="b"/>.</summary>
    public static Shape ShapeOf(string operation, Shape a, Shape b)
    {
        if (a == b)
            return a;
        Span<int> result = stackalloc int[Shape.MaxRank];
        var rank = Math.Max(a.Rank, b.Rank);
        for (var i = 1; i <= rank; i++)
        {
            var (left, right) = (i <= a.Rank ? a[-i] : 1, i <= b.Rank ? b[-i] : 1);
            if (left != right && left != 1 && right != 1)
            {
                throw new ArgumentException(
                    $"{operation} cannot combine {a} and {b}: counted from the end, extent {i} is {left} and {right}; they must be equal or 1.");
            }

            result[rank - i] = left == 1 ? right : left;
        }

        return new Shape(result[..rank]);
    }

    /// <summary>
    /// Runs the kernel over all rows of <paramref name="shape"/>; operand 0 is the one written. When it is smaller than the shape the kernel
    /// adds to it, and each of its elements is summed by one thread in a fixed order.
    /// </summary>
    public static void Run<TKernel>(Shape shape, ReadOnlySpan<Tensor> tensors)
        where TKernel : struct, IRowKernel
    {
        if (shape.Length == 0)
            return;
        var walk = new Broadcast { operandCount = tensors.Length };
        for (var o = 0; o < tensors.Length; o++)
            walk.operands[o] = (long)tensors[o].Pointer;
        walk.Collapse(shape, tensors);
        walk.Split<TKernel>();
    }

    /// <summary>Drops axes of extent 1 and merges neighbours over which every operand moves evenly, so that rows are as long as can be.</summary>
    private void Collapse(Shape shape, ReadOnlySpan<Tensor> tensors)
    {
        Span<int> running = stackalloc int[MaxOperands];
        running.Fill(1);
        Span<int> step = stackalloc int[MaxOperands];
        for (var i = 1; i <= shape.Rank; i++) // from the innermost axis outwards; stored innermost first
        {
            var extent = shape[-i];
            for (var o = 0; o < operandCount; o++)
            {
                var own = i <= tensors[o].Rank ? tensors[o].Shape[-i] : 1;
                step[o] = own == 1 ? 0 : running[o];
                running[o] *= own;
            }

            if (extent == 1)
                continue;
            var merges = rank > 0;
            for (var o = 0; o < operandCount && merges; o++)
                merges = step[o] == strides[(rank - 1) * MaxOperands + o] * extents[rank - 1];
            if (merges)
            {
                extents[rank - 1] *= extent;
                continue;
            }

            for (var o = 0; o < operandCount; o++)
                strides[rank * MaxOperands + o] = step[o];
            extents[rank++] = extent;
        }

        if (rank == 0)
            extents[rank++] = 1;
    }

    private void Split<TKernel>()
        where TKernel : struct, IRowKernel
    {
        // Threads share an axis along which the written operand moves: the one with most work to share.
        var total = 1L;
        var axis = -1;
        for (var i = 0; i < rank; i++)
        {
            total *= extents[i];
            if (strides[i * MaxOperands] != 0 && (axis < 0 || extents[i] >= extents[axis]))
                axis = i;
        }

        if (axis < 0)
            Walk<TKernel>(0, 0, extents[0]);
        else if (axis == 0)
            WorkRange.Columns(extents[axis], total / extents[axis], new Job<TKernel>(this, axis));
        else
            WorkRange.Rows(extents[axis], total / extents[axis], new Job<TKernel>(this, axis));
    }

    private readonly void Walk<TKernel>(int sharedAxis, int start, int count)
        where TKernel : struct, IRowKernel
    {
        var p = stackalloc float*[MaxOperands];
        var s = stackalloc int[MaxOperands];
        for (var o = 0; o < MaxOperands; o++)
        {
            p[o] = (float*)operands[o] + (o < operandCount ? (long)start * strides[sharedAxis * MaxOperands + o] : 0);
            s[o] = o < operandCount ? strides[o] : 0;
        }

        var index = stackalloc int[Shape.MaxRank];
        new Span<int>(index, Shape.MaxRank).Clear();
        var inner = sharedAxis == 0 ? count : extents[0];
        while (true)
        {
            TKernel.Run(inner, p[0], s[0], p[1], s[1], p[2], s[2], p[3], s[3]);
            var axis = 1;
            for (; axis < rank; axis++)
            {
                var extent = axis == sharedAxis ? count : extents[axis];
                var isDone = ++index[axis] == extent;
                var move = isDone ? 1L - extent : 1;
                for (var o = 0; o < operandCount; o++)
                    p[o] += move * strides[axis * MaxOperands + o];
                if (!isDone)
                    break;
                index[axis] = 0;
            }

            if (axis >= rank)
                return;
        }
    }

    private readonly struct Job<TKernel>(Broadcast walk, int axis) : IRangeJob
        where TKernel : struct, IRowKernel
    {
        public void Run(int start, int count) => walk.Walk<TKernel>(axis, start, count);
    }
}
