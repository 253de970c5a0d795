using System.Runtime.CompilerServices;

namespace Vitrine.Tensors.Kernels;

/// <summary>Functions of a vector of floats, accurate to about 2⁻²² unless stated. NaN goes in and comes out.</summary>
internal static class Functions<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>eˣ; below −87 and above 88 the value at that bound, so neither 0 nor infinity is returned.</summary>
    /// <remarks>x = n·ln 2 + r with |r| ≤ ln 2 / 2, so eˣ = 2ⁿ·eʳ; eʳ by a polynomial (coefficients: Cephes library, Moshier).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        // The bound comes first: of two operands the processor returns the second when one is NaN.
        x = TSimd.Max(Number(-87f), TSimd.Min(Number(88f), x));
        var n = TSimd.Round(TSimd.Multiply(x, Number(1.44269504088896341f)));

        // ln 2 in two parts, of which the first has few bits: n times it is exact.
        var r = TSimd.MultiplyAdd(n, Number(-0.693359375f), x);
        r = TSimd.MultiplyAdd(n, Number(2.12194440e-4f), r);
        var p = Number(1.9875691500e-4f);
        p = TSimd.MultiplyAdd(p, r, Number(1.3981999507e-3f));
        p = TSimd.MultiplyAdd(p, r, Number(8.3334519073e-3f));
        p = TSimd.MultiplyAdd(p, r, Number(4.1665795894e-2f));
        p = TSimd.MultiplyAdd(p, r, Number(1.6666665459e-1f));
        p = TSimd.MultiplyAdd(p, r, Number(5.0000001201e-1f));
        p = TSimd.MultiplyAdd(TSimd.Multiply(p, r), r, TSimd.Add(r, Number(1)));
        return TSimd.Multiply(p, TSimd.PowerOfTwo(n));
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x) =>
        TSimd.Divide(Number(1), TSimd.Add(Number(1), Exp(TSimd.Subtract(Number(0), x))));

    /// <summary>tanh x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        // 1 − 2 / (e^2|x| + 1) loses digits near 0; there an odd polynomial (Cephes) takes over.
        var size = TSimd.Abs(x);
        var far = TSimd.Subtract(Number(1), TSimd.Divide(Number(2), TSimd.Add(Exp(TSimd.Add(size, size)), Number(1))));
        var square = TSimd.Multiply(x, x);
        var p = Number(-5.70498872745e-3f);
        p = TSimd.MultiplyAdd(p, square, Number(2.06390887954e-2f));
        p = TSimd.MultiplyAdd(p, square, Number(-5.37397155531e-2f));
        p = TSimd.MultiplyAdd(p, square, Number(1.33314422036e-1f));
        p = TSimd.MultiplyAdd(p, square, Number(-3.33332819422e-1f));
        var near = TSimd.MultiplyAdd(TSimd.Multiply(p, square), x, x);
        return TSimd.SelectGreater(size, Number(0.625f), TSimd.CopySign(far, x), near);
    }

    /// <summary>Φ(x), the normal distribution function, to 10⁻⁷ (Abramowitz and Stegun 7.1.26), and e^(−x²/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Normal(TVector x, out TVector bell)
    {
        bell = Exp(TSimd.Multiply(TSimd.Multiply(x, x), Number(-0.5f)));
        var t = TSimd.Divide(Number(1), TSimd.MultiplyAdd(TSimd.Abs(x), Number(0.3275911f * 0.70710678118654752f), Number(1)));
        var p = Number(1.061405429f);
        p = TSimd.MultiplyAdd(p, t, Number(-1.453152027f));
        p = TSimd.MultiplyAdd(p, t, Number(1.421413741f));
        p = TSimd.MultiplyAdd(p, t, Number(-0.284496736f));
        p = TSimd.MultiplyAdd(p, t, Number(0.254829592f));
        var tail = TSimd.Multiply(TSimd.Multiply(p, t), TSimd.Multiply(bell, Number(0.5f))); // 1 − Φ(|x|)
        return TSimd.SelectGreater(x, Number(0), TSimd.Subtract(Number(1), tail), tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Number(float value) => TSimd.Broadcast(value);
}
