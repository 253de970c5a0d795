using System.Runtime.CompilerServices;

namespace Vitrine.Tensors.Kernels;

/// <summary>The activations and their slopes for one vector.</summary>
internal static class ActivationFunctions<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private const float Tanh0 = 0.79788456080286536f; // √(2/π)
    private const float Tanh1 = 0.044715f;
    private const float Quick = 1.702f;

    /// <summary>Whether <see cref="Slope"/> is computed from the input; otherwise from the output, so that the input need not be kept.</summary>
    public static bool SlopeNeedsInput(Activation activation) =>
        activation is Activation.Gelu or Activation.GeluTanh or Activation.QuickGelu;

    /// <summary>f(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Apply(Activation activation, TVector x) => activation switch
    {
        Activation.Relu => TSimd.Max(Number(0), x),
        Activation.Tanh => Functions<TSimd, TVector>.Tanh(x),
        Activation.Sigmoid => Functions<TSimd, TVector>.Sigmoid(x),
        Activation.Gelu => TSimd.Multiply(x, Functions<TSimd, TVector>.Normal(x, out _)),
        Activation.GeluTanh => TSimd.Multiply(TSimd.Multiply(x, Number(0.5f)), TSimd.Add(Functions<TSimd, TVector>.Tanh(Inner(x)), Number(1))),
        Activation.QuickGelu => TSimd.Multiply(x, Functions<TSimd, TVector>.Sigmoid(TSimd.Multiply(x, Number(Quick)))),
        _ => x,
    };

    /// <summary>f′(x), from the input <paramref name="x"/> or, where <see cref="SlopeNeedsInput"/> is false, from f(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Slope(Activation activation, TVector x)
    {
        switch (activation)
        {
            case Activation.Relu:
                return TSimd.SelectGreater(x, Number(0), Number(1), Number(0));
            case Activation.Tanh:
                return TSimd.Subtract(Number(1), TSimd.Multiply(x, x));
            case Activation.Sigmoid:
                return TSimd.Multiply(x, TSimd.Subtract(Number(1), x));
            case Activation.Gelu:
                // (x·Φ)′ = Φ + x·φ with the density φ = e^(−x²/2) / √(2π)
                var normal = Functions<TSimd, TVector>.Normal(x, out var bell);
                return TSimd.MultiplyAdd(TSimd.Multiply(x, bell), Number(0.39894228040143268f), normal);
            case Activation.GeluTanh:
                var tanh = Functions<TSimd, TVector>.Tanh(Inner(x));
                var inner = TSimd.MultiplyAdd(TSimd.Multiply(x, x), Number(3 * Tanh0 * Tanh1), Number(Tanh0));
                var sech = TSimd.Subtract(Number(1), TSimd.Multiply(tanh, tanh));
                return TSimd.Multiply(Number(0.5f), TSimd.MultiplyAdd(TSimd.Multiply(x, sech), inner, TSimd.Add(tanh, Number(1))));
            case Activation.QuickGelu:
                var s = Functions<TSimd, TVector>.Sigmoid(TSimd.Multiply(x, Number(Quick)));
                return TSimd.MultiplyAdd(TSimd.Multiply(x, Number(Quick)), TSimd.Multiply(s, TSimd.Subtract(Number(1), s)), s);
            default:
                return Number(1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Inner(TVector x) =>
        TSimd.Multiply(TSimd.Multiply(x, Number(Tanh0)), TSimd.MultiplyAdd(TSimd.Multiply(x, x), Number(Tanh1), Number(1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Number(float value) => TSimd.Broadcast(value);
}
