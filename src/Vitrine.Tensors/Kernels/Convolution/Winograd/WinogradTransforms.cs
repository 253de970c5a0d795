using System.Runtime.CompilerServices;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// One of the five linear maps of F(4×4, 3×3) (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016, section 4.3): polynomials of a
/// row are evaluated at 0, ±1, ±2 and ∞, multiplied there, and read back. A picture's map is the row's, first down and then across.
/// </summary>
internal unsafe interface IWinogradTransform
{
    /// <summary>Numbers that the map takes.</summary>
    static abstract int Inputs { get; }

    /// <summary>Numbers that it gives.</summary>
    static abstract int Outputs { get; }

    /// <summary>Maps one row of vectors; each lane is a row of its own.</summary>
    /// <param name="from">The first of <see cref="Inputs"/> vectors.</param>
    /// <param name="step">Floats from one to the next.</param>
    /// <param name="to">The first of <see cref="Outputs"/> vectors.</param>
    /// <param name="toStep">Floats from one to the next.</param>
    static abstract void Run<TSimd, TVector>(float* from, nint step, float* to, nint toStep)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>Bᵀ: six neighbouring numbers of a picture.</summary>
internal readonly unsafe struct InputTransform : IWinogradTransform
{
    public static int Inputs => 6;

    public static int Outputs => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TSimd, TVector>(float* from, nint step, float* to, nint toStep)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector two = TSimd.Broadcast(2), four = TSimd.Broadcast(4), minusFour = TSimd.Broadcast(-4), minusFive = TSimd.Broadcast(-5);
        TVector d0 = TSimd.Load(from), d1 = TSimd.Load(from + step), d2 = TSimd.Load(from + 2 * step);
        TVector d3 = TSimd.Load(from + 3 * step), d4 = TSimd.Load(from + 4 * step), d5 = TSimd.Load(from + 5 * step);
        var even = TSimd.MultiplyAdd(d2, minusFour, d4);
        var odd = TSimd.MultiplyAdd(d1, minusFour, d3);
        var evenHalf = TSimd.Subtract(d4, d2);
        var oddHalf = TSimd.Multiply(two, TSimd.Subtract(d3, d1));
        TSimd.Store(TSimd.MultiplyAdd(d0, four, TSimd.MultiplyAdd(d2, minusFive, d4)), to);
        TSimd.Store(TSimd.Add(even, odd), to + toStep);
        TSimd.Store(TSimd.Subtract(even, odd), to + 2 * toStep);
        TSimd.Store(TSimd.Add(evenHalf, oddHalf), to + 3 * toStep);
        TSimd.Store(TSimd.Subtract(evenHalf, oddHalf), to + 4 * toStep);
        TSimd.Store(TSimd.MultiplyAdd(d1, four, TSimd.MultiplyAdd(d3, minusFive, d5)), to + 5 * toStep);
    }
}

/// <summary>Aᵀ: the products at the six points, back to four neighbouring results.</summary>
internal readonly unsafe struct OutputTransform : IWinogradTransform
{
    public static int Inputs => 6;

    public static int Outputs => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TSimd, TVector>(float* from, nint step, float* to, nint toStep)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector m0 = TSimd.Load(from), m1 = TSimd.Load(from + step), m2 = TSimd.Load(from + 2 * step);
        TVector m3 = TSimd.Load(from + 3 * step), m4 = TSimd.Load(from + 4 * step), m5 = TSimd.Load(from + 5 * step);
        TVector even = TSimd.Add(m1, m2), odd = TSimd.Subtract(m1, m2), evenTwo = TSimd.Add(m3, m4), oddTwo = TSimd.Subtract(m3, m4);
        TSimd.Store(TSimd.Add(TSimd.Add(m0, even), evenTwo), to);
        TSimd.Store(TSimd.MultiplyAdd(oddTwo, TSimd.Broadcast(2), odd), to + toStep);
        TSimd.Store(TSimd.MultiplyAdd(evenTwo, TSimd.Broadcast(4), even), to + 2 * toStep);
        TSimd.Store(TSimd.Add(TSimd.MultiplyAdd(oddTwo, TSimd.Broadcast(8), odd), m5), to + 3 * toStep);
    }
}

/// <summary>G: the three numbers of a row of a filter.</summary>
internal readonly unsafe struct FilterTransform : IWinogradTransform
{
    public static int Inputs => 3;

    public static int Outputs => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TSimd, TVector>(float* from, nint step, float* to, nint toStep)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector g0 = TSimd.Load(from), g1 = TSimd.Load(from + step), g2 = TSimd.Load(from + 2 * step);
        var even = TSimd.Multiply(TSimd.Broadcast(-1f / 6), TSimd.Add(g0, g2));
        var odd = TSimd.Multiply(TSimd.Broadcast(1f / 6), g1);
        var evenTwo = TSimd.MultiplyAdd(g2, TSimd.Broadcast(1f / 6), TSimd.Multiply(TSimd.Broadcast(1f / 24), g0));
        var oddTwo = TSimd.Multiply(TSimd.Broadcast(1f / 12), g1);
        TSimd.Store(TSimd.Multiply(TSimd.Broadcast(0.25f), g0), to);
        TSimd.Store(TSimd.Subtract(even, odd), to + toStep);
        TSimd.Store(TSimd.Add(even, odd), to + 2 * toStep);
        TSimd.Store(TSimd.Add(evenTwo, oddTwo), to + 3 * toStep);
        TSimd.Store(TSimd.Subtract(evenTwo, oddTwo), to + 4 * toStep);
        TSimd.Store(g2, to + 5 * toStep);
    }
}

/// <summary>A: four neighbouring gradients of results.</summary>
internal readonly unsafe struct OutputGradientTransform : IWinogradTransform
{
    public static int Inputs => 4;

    public static int Outputs => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TSimd, TVector>(float* from, nint step, float* to, nint toStep)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var four = TSimd.Broadcast(4);
        TVector y0 = TSimd.Load(from), y1 = TSimd.Load(from + step), y2 = TSimd.Load(from + 2 * step), y3 = TSimd.Load(from + 3 * step);
        TVector even = TSimd.Add(y0, y2), odd = TSimd.Add(y1, y3);
        var evenTwo = TSimd.MultiplyAdd(y2, four, y0);
        var oddTwo = TSimd.Multiply(TSimd.Broadcast(2), TSimd.MultiplyAdd(y3, four, y1));
        TSimd.Store(y0, to);
        TSimd.Store(TSimd.Add(even, odd), to + toStep);
        TSimd.Store(TSimd.Subtract(even, odd), to + 2 * toStep);
        TSimd.Store(TSimd.Add(evenTwo, oddTwo), to + 3 * toStep);
        TSimd.Store(TSimd.Subtract(evenTwo, oddTwo), to + 4 * toStep);
        TSimd.Store(y3, to + 5 * toStep);
    }
}

/// <summary>Gᵀ: gradients at the six points, back to the three numbers of a row of a filter.</summary>
internal readonly unsafe struct FilterGradientTransform : IWinogradTransform
{
    public static int Inputs => 6;

    public static int Outputs => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TSimd, TVector>(float* from, nint step, float* to, nint toStep)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var sixth = TSimd.Broadcast(1f / 6);
        TVector u0 = TSimd.Load(from), u1 = TSimd.Load(from + step), u2 = TSimd.Load(from + 2 * step);
        TVector u3 = TSimd.Load(from + 3 * step), u4 = TSimd.Load(from + 4 * step), u5 = TSimd.Load(from + 5 * step);
        TVector even = TSimd.Multiply(TSimd.Broadcast(-1f / 6), TSimd.Add(u1, u2)), evenTwo = TSimd.Add(u3, u4);
        TSimd.Store(TSimd.MultiplyAdd(evenTwo, TSimd.Broadcast(1f / 24), TSimd.MultiplyAdd(u0, TSimd.Broadcast(0.25f), even)), to);
        TSimd.Store(TSimd.MultiplyAdd(TSimd.Subtract(u3, u4), TSimd.Broadcast(1f / 12), TSimd.Multiply(sixth, TSimd.Subtract(u2, u1))), to + toStep);
        TSimd.Store(TSimd.Add(TSimd.MultiplyAdd(evenTwo, sixth, even), u5), to + 2 * toStep);
    }
}

internal static unsafe class WinogradTransform
{
    /// <summary>Floats of working memory for <see cref="Run"/>, at most.</summary>
    public static int Scratch<TSimd, TVector>()
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => 6 * 6 * TSimd.Width;

    /// <summary>A map down and then across: <c>Inputs</c>² vectors become <c>Outputs</c>².</summary>
    /// <param name="from">The first vector.</param>
    /// <param name="rowStep">Floats from one row of vectors to the next.</param>
    /// <param name="columnStep">Floats from one column to the next.</param>
    /// <param name="to">The first vector of the result.</param>
    /// <param name="toRowStep">Floats between rows of the result.</param>
    /// <param name="toColumnStep">Floats between columns of the result.</param>
    /// <param name="scratch">Working memory.</param>
    // AggressiveOptimization: called for every tile, so it must not start in the slow first tier.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TSimd, TVector, TTransform>(
        float* from, nint rowStep, nint columnStep, float* to, nint toRowStep, nint toColumnStep, float* scratch)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TTransform : struct, IWinogradTransform
    {
        nint width = TSimd.Width, row = TTransform.Inputs * width;
        for (var j = 0; j < TTransform.Inputs; j++)
            TTransform.Run<TSimd, TVector>(from + j * columnStep, rowStep, scratch + j * width, row);
        for (var i = 0; i < TTransform.Outputs; i++)
            TTransform.Run<TSimd, TVector>(scratch + i * row, width, to + i * toRowStep, toColumnStep);
    }
}
