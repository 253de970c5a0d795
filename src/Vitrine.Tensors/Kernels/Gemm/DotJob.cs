using System.Runtime.CompilerServices;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// A product with very few columns whose reduction runs along the stored rows of both factors (A plain, B transposed: a layer with few
/// outputs, a matrix times a vector). Each element of C is one dot product; the large factor is read once, where it lies.
/// </summary>
/// <remarks>
/// Few rows are no reason to come here: the order of additions would be another for one query than for the same query among others, and
/// what a network makes of it must not depend on that.
/// </remarks>
internal readonly unsafe struct DotJob<TSimd, TVector>(Product product) : IBlockJob
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const int FewColumns = 4;
    private const int Group = 4; // rows of B at a time: each vector of A that was read is used four times
    private const long WorkPerBlock = 1 << 17;

    private bool SplitsRows => product.M > product.N;

    private int PerBlock
    {
        get
        {
            var lines = SplitsRows ? product.N : product.M;
            var wanted = (int)Math.Max(1, WorkPerBlock / Math.Max(1, (long)lines * product.K));
            return (wanted + Group - 1) / Group * Group;
        }
    }

    public static bool Suits(in Product product) =>
        !product.TransposeA && product.TransposeB && product.K >= TSimd.Width && product.N <= FewColumns;

    public static int Blocks(in Product product)
    {
        var job = new DotJob<TSimd, TVector>(product);
        var split = job.SplitsRows ? product.M : product.N;
        return product.Batch * ((split + job.PerBlock - 1) / job.PerBlock);
    }

    public void Run(int block)
    {
        var split = SplitsRows ? product.M : product.N;
        var blocks = (split + PerBlock - 1) / PerBlock;
        var start = block % blocks * PerBlock;
        var end = Math.Min(split, start + PerBlock);
        if (SplitsRows)
            Run(block / blocks, start, end, 0, product.N);
        else
            Run(block / blocks, 0, product.M, start, end);
    }

    private void Run(int batch, int rowStart, int rowEnd, int columnStart, int columnEnd)
    {
        var c = product.C + batch * product.StrideC;
        for (var j = columnStart; j < columnEnd; j += Group)
        {
            var width = Math.Min(Group, columnEnd - j);
            var b = product.B + batch * product.StrideB + (nint)j * product.Ldb;
            for (var i = rowStart; i < rowEnd; i++)
            {
                var offset = (nint)i * product.Ldc + j;
                var a = product.A + batch * product.StrideA + (nint)i * product.Lda;
                if (width == Group)
                {
                    FourDots(a, b, product.Ldb, product.K, out var sum0, out var sum1, out var sum2, out var sum3);
                    Put(c + offset, sum0);
                    Put(c + offset + 1, sum1);
                    Put(c + offset + 2, sum2);
                    Put(c + offset + 3, sum3);
                }
                else
                {
                    for (var line = 0; line < width; line++)
                        Put(c + offset + line, OneDot(a, b + (nint)line * product.Ldb, product.K));
                }

                if (!product.Epilogue.IsEmpty)
                    product.Epilogue.Apply<SimdScalar, float>(c, product.Ldc, offset, j, 1, width);
            }
        }
    }

    private void Put(float* c, float sum) => *c = product.AddsToC ? *c + product.Alpha * sum : product.Alpha * sum;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourDots(float* a, float* b, nint stride, int depth, out float sum0, out float sum1, out float sum2, out float sum3)
    {
        var b1 = b + stride;
        var b2 = b1 + stride;
        var b3 = b2 + stride;
        TVector v0 = default, v1 = default, v2 = default, v3 = default;
        TVector w0 = default, w1 = default, w2 = default, w3 = default;
        var p = 0;

        // Two sums for each dot product: a multiply-add waits 4 cycles for the one before it, and two could start in each.
        for (; p <= depth - 2 * TSimd.Width; p += 2 * TSimd.Width)
        {
            var x = TSimd.Load(a + p);
            v0 = TSimd.MultiplyAdd(x, TSimd.Load(b + p), v0);
            v1 = TSimd.MultiplyAdd(x, TSimd.Load(b1 + p), v1);
            v2 = TSimd.MultiplyAdd(x, TSimd.Load(b2 + p), v2);
            v3 = TSimd.MultiplyAdd(x, TSimd.Load(b3 + p), v3);
            var q = p + TSimd.Width;
            var y = TSimd.Load(a + q);
            w0 = TSimd.MultiplyAdd(y, TSimd.Load(b + q), w0);
            w1 = TSimd.MultiplyAdd(y, TSimd.Load(b1 + q), w1);
            w2 = TSimd.MultiplyAdd(y, TSimd.Load(b2 + q), w2);
            w3 = TSimd.MultiplyAdd(y, TSimd.Load(b3 + q), w3);
        }

        sum0 = TSimd.Sum(TSimd.Add(v0, w0));
        sum1 = TSimd.Sum(TSimd.Add(v1, w1));
        sum2 = TSimd.Sum(TSimd.Add(v2, w2));
        sum3 = TSimd.Sum(TSimd.Add(v3, w3));
        for (; p < depth; p++)
        {
            sum0 += a[p] * b[p];
            sum1 += a[p] * b1[p];
            sum2 += a[p] * b2[p];
            sum3 += a[p] * b3[p];
        }
    }

    /// <summary>The same sum in the same order as each of <see cref="FourDots"/>, so that an element does not depend on its neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float OneDot(float* a, float* b, int depth)
    {
        TVector v = default, w = default;
        var p = 0;
        for (; p <= depth - 2 * TSimd.Width; p += 2 * TSimd.Width)
        {
            v = TSimd.MultiplyAdd(TSimd.Load(a + p), TSimd.Load(b + p), v);
            w = TSimd.MultiplyAdd(TSimd.Load(a + p + TSimd.Width), TSimd.Load(b + p + TSimd.Width), w);
        }

        var sum = TSimd.Sum(TSimd.Add(v, w));
        for (; p < depth; p++)
            sum += a[p] * b[p];
        return sum;
    }
}
