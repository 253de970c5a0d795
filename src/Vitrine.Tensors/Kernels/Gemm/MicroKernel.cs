using System.Runtime.CompilerServices;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// The innermost loops of the matrix product: a small tile of C (rows × 1 or 2 vectors) that stays in registers while the whole depth
/// of a block passes by.
/// <para>
/// Why a tile. A fused multiply-add needs two operands; were both read from memory, the two load ports, not the two multipliers, would
/// set the pace. In a tile of 12 rows × 2 vectors one step of depth reads 2 vectors of B and 12 numbers of A (each copied to all lanes of a
/// register) and does 24 multiply-adds with them: 14 loads for 24 multiply-adds, so the multipliers never wait. The 24 sums, 2 vectors
/// and 1 broadcast fit the 32 registers of AVX-512 (6 rows: 12 + 2 + 1 fit the 16 registers of AVX2 and SSE). A multiply-add takes 4 cycles
/// and two start per cycle, so at least 8 independent sums are needed to keep busy; every large tile has more.
/// </para>
/// <para>
/// Every element of C is the same chain of multiply-adds in order of depth, in whatever tile it falls: tiling, and with it the
/// number of threads, cannot change a bit.
/// </para>
/// </summary>
internal static unsafe class MicroKernel
{
    /// <summary>C[rows, columns] ← αA·B, or C + αA·B if <paramref name="accumulate"/>, where B has equal steps.</summary>
    /// <param name="depth">Steps of the reduction.</param>
    /// <param name="a">Packed: <typeparamref name="TRows"/> numbers for each step.</param>
    /// <param name="b">For each step <typeparamref name="TColumns"/> vectors.</param>
    /// <param name="strideB">Floats from one step of B to the next.</param>
    /// <param name="c">The tile's first element.</param>
    /// <param name="strideC">Floats from one row of C to the next.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="accumulate">Whether C is added to; otherwise it is not read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TSimd, TVector, TRows, TColumns>(
        nint depth, float* a, float* b, nint strideB, float* c, nint strideC, float alpha, bool accumulate)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TRows : struct, IConstant
        where TColumns : struct, IConstant =>
        Run<TSimd, TVector, TRows, TColumns, Steps>(
            depth, a, b, b + TSimd.Width, strideB, null, c, c + TSimd.Width, strideC, alpha, accumulate);

    /// <summary>
    /// The general form: the two vectors of B, and of each row of C, may lie apart, and the steps of B may be listed (a convolution's are: each
    /// step is a channel and a place in the window).
    /// </summary>
    /// <param name="depth">Steps of the reduction.</param>
    /// <param name="a">Packed: <typeparamref name="TRows"/> numbers for each step.</param>
    /// <param name="bLeft">The first vector of B.</param>
    /// <param name="bRight">The second vector of B.</param>
    /// <param name="strideB">Floats from one step of B to the next, with <see cref="Steps"/>.</param>
    /// <param name="offsets">Floats from the first element of B to each step, with <see cref="Listed"/>.</param>
    /// <param name="cLeft">Where the tile's first column of vectors begins.</param>
    /// <param name="cRight">Where its second begins.</param>
    /// <param name="strideC">Floats from one row of C to the next.</param>
    /// <param name="alpha">Factor of the product.</param>
    /// <param name="accumulate">Whether C is added to; otherwise it is not read.</param>
    // AggressiveOptimization: the loop is hot from its first call, so it must not start in the slow first tier.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TRows, TColumns, TWalk>(
        nint depth, float* a, float* bLeft, float* bRight, nint strideB, int* offsets, float* cLeft, float* cRight, nint strideC, float alpha,
        bool accumulate)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TRows : struct, IConstant
        where TColumns : struct, IConstant
        where TWalk : struct, IWalk
    {
        // Separate locals, not an array: only these live in registers. The conditions below are constants for the compiler, which drops
        // the rows and columns that this tile does not have.
        var two = TColumns.Value == 2;
        TVector c0l = default, c1l = default, c2l = default, c3l = default, c4l = default, c5l = default;
        TVector c6l = default, c7l = default, c8l = default, c9l = default, c10l = default, c11l = default;
        TVector c0r = default, c1r = default, c2r = default, c3r = default, c4r = default, c5r = default;
        TVector c6r = default, c7r = default, c8r = default, c9r = default, c10r = default, c11r = default;
        for (; depth > 0; depth--)
        {
            nint step = TWalk.IsListed ? *offsets : 0;
            var left = TSimd.Load(bLeft + step);
            var right = two ? TSimd.Load(bRight + step) : default;
            var x0 = TSimd.Broadcast(a[0]);
            c0l = TSimd.MultiplyAdd(x0, left, c0l);
            if (two)
                c0r = TSimd.MultiplyAdd(x0, right, c0r);

            if (TRows.Value > 1)
            {
                var x1 = TSimd.Broadcast(a[1]);
                c1l = TSimd.MultiplyAdd(x1, left, c1l);
                if (two)
                    c1r = TSimd.MultiplyAdd(x1, right, c1r);
            }

            if (TRows.Value > 2)
            {
                var x2 = TSimd.Broadcast(a[2]);
                c2l = TSimd.MultiplyAdd(x2, left, c2l);
                if (two)
                    c2r = TSimd.MultiplyAdd(x2, right, c2r);
                var x3 = TSimd.Broadcast(a[3]);
                c3l = TSimd.MultiplyAdd(x3, left, c3l);
                if (two)
                    c3r = TSimd.MultiplyAdd(x3, right, c3r);
            }

            if (TRows.Value > 4)
            {
                var x4 = TSimd.Broadcast(a[4]);
                c4l = TSimd.MultiplyAdd(x4, left, c4l);
                if (two)
                    c4r = TSimd.MultiplyAdd(x4, right, c4r);
                var x5 = TSimd.Broadcast(a[5]);
                c5l = TSimd.MultiplyAdd(x5, left, c5l);
                if (two)
                    c5r = TSimd.MultiplyAdd(x5, right, c5r);
            }

            if (TRows.Value > 6)
            {
                var x6 = TSimd.Broadcast(a[6]);
                c6l = TSimd.MultiplyAdd(x6, left, c6l);
                if (two)
                    c6r = TSimd.MultiplyAdd(x6, right, c6r);
                var x7 = TSimd.Broadcast(a[7]);
                c7l = TSimd.MultiplyAdd(x7, left, c7l);
                if (two)
                    c7r = TSimd.MultiplyAdd(x7, right, c7r);
            }

            if (TRows.Value > 8)
            {
                var x8 = TSimd.Broadcast(a[8]);
                c8l = TSimd.MultiplyAdd(x8, left, c8l);
                if (two)
                    c8r = TSimd.MultiplyAdd(x8, right, c8r);
                var x9 = TSimd.Broadcast(a[9]);
                c9l = TSimd.MultiplyAdd(x9, left, c9l);
                if (two)
                    c9r = TSimd.MultiplyAdd(x9, right, c9r);
                var x10 = TSimd.Broadcast(a[10]);
                c10l = TSimd.MultiplyAdd(x10, left, c10l);
                if (two)
                    c10r = TSimd.MultiplyAdd(x10, right, c10r);
                var x11 = TSimd.Broadcast(a[11]);
                c11l = TSimd.MultiplyAdd(x11, left, c11l);
                if (two)
                    c11r = TSimd.MultiplyAdd(x11, right, c11r);
            }

            a += TRows.Value;
            if (TWalk.IsListed)
            {
                offsets++;
            }
            else
            {
                bLeft += strideB;
                bRight += strideB;
            }
        }

        var factor = TSimd.Broadcast(alpha);
        Put<TSimd, TVector, TColumns>(cLeft, cRight, c0l, c0r, factor, accumulate);

        if (TRows.Value > 1)
        {
            Put<TSimd, TVector, TColumns>(cLeft + strideC, cRight + strideC, c1l, c1r, factor, accumulate);
        }

        if (TRows.Value > 2)
        {
            Put<TSimd, TVector, TColumns>(cLeft + 2 * strideC, cRight + 2 * strideC, c2l, c2r, factor, accumulate);
            Put<TSimd, TVector, TColumns>(cLeft + 3 * strideC, cRight + 3 * strideC, c3l, c3r, factor, accumulate);
        }

        if (TRows.Value > 4)
        {
            Put<TSimd, TVector, TColumns>(cLeft + 4 * strideC, cRight + 4 * strideC, c4l, c4r, factor, accumulate);
            Put<TSimd, TVector, TColumns>(cLeft + 5 * strideC, cRight + 5 * strideC, c5l, c5r, factor, accumulate);
        }

        if (TRows.Value > 6)
        {
            Put<TSimd, TVector, TColumns>(cLeft + 6 * strideC, cRight + 6 * strideC, c6l, c6r, factor, accumulate);
            Put<TSimd, TVector, TColumns>(cLeft + 7 * strideC, cRight + 7 * strideC, c7l, c7r, factor, accumulate);
        }

        if (TRows.Value > 8)
        {
            Put<TSimd, TVector, TColumns>(cLeft + 8 * strideC, cRight + 8 * strideC, c8l, c8r, factor, accumulate);
            Put<TSimd, TVector, TColumns>(cLeft + 9 * strideC, cRight + 9 * strideC, c9l, c9r, factor, accumulate);
            Put<TSimd, TVector, TColumns>(cLeft + 10 * strideC, cRight + 10 * strideC, c10l, c10r, factor, accumulate);
            Put<TSimd, TVector, TColumns>(cLeft + 11 * strideC, cRight + 11 * strideC, c11l, c11r, factor, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TSimd, TVector, TColumns>(
        float* cLeft, float* cRight, TVector left, TVector right, TVector factor, bool accumulate)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TColumns : struct, IConstant
    {
        TSimd.Store(accumulate ? TSimd.MultiplyAdd(left, factor, TSimd.Load(cLeft)) : TSimd.Multiply(left, factor), cLeft);
        if (TColumns.Value == 2)
            TSimd.Store(accumulate ? TSimd.MultiplyAdd(right, factor, TSimd.Load(cRight)) : TSimd.Multiply(right, factor), cRight);
    }
}
