using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Training;

internal static unsafe class GradientNorms
{
    private const int Piece = 65_536;

    /// <summary>Σx², summed in double over pieces that do not depend on the number of threads.</summary>
    public static double SumOfSquares(Tensor tensor)
    {
        var pieces = (int)(((long)tensor.Length + Piece - 1) / Piece);
        if (pieces == 0)
            return 0;
        using var sums = Tensor.Unscoped([pieces, 2]);
        WorkerPool.For(pieces, new SumJob(tensor.Pointer, tensor.Length, (double*)sums.Pointer));
        var total = 0.0;
        for (var i = 0; i < pieces; i++)
            total += ((double*)sums.Pointer)[i];
        return total;
    }

    public static void Scale(Tensor tensor, float factor) => WorkRange.Elements(tensor.Length, new ScaleJob(tensor.Pointer, factor));

    private readonly struct SumJob(float* x, int length, double* sums) : IBlockJob
    {
        // In double only every so often: float is exact enough for a short run.
        private const int ShortRun = 1024;

        public void Run(int block)
        {
            var start = block * Piece;
            var end = Math.Min(length, (long)start + Piece);
            var sum = 0.0;
            for (long i = start; i < end; i += ShortRun)
                sum += TensorPrimitives.SumOfSquares(new ReadOnlySpan<float>(x + i, (int)Math.Min(ShortRun, end - i)));
            sums[block] = sum;
        }
    }

    private readonly struct ScaleJob(float* x, float factor) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var span = new Span<float>(x + start, count);
            TensorPrimitives.Multiply(span, factor, span);
        }
    }
}
