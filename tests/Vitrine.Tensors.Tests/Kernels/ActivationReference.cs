namespace Vitrine.Tensors.Tests.Kernels;

/// <summary>The activations in double precision, from their definitions.</summary>
internal static class ActivationReference
{
    public static double Value(Activation activation, double x) => activation switch
    {
        Activation.Relu => Math.Max(x, 0),
        Activation.Tanh => Math.Tanh(x),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Activation.Gelu => x * Normal(x),
        Activation.GeluTanh => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
        Activation.QuickGelu => x / (1 + Math.Exp(-1.702 * x)),
        _ => x,
    };

    /// <summary>The slope by a central difference; its error is about 10⁻⁹.</summary>
    public static double Slope(Activation activation, double x) => (Value(activation, x + 1e-5) - Value(activation, x - 1e-5)) / 2e-5;

    /// <summary>Φ(x) by Simpson's rule from 0.</summary>
    private static double Normal(double x)
    {
        const int Steps = 400;
        var h = x / Steps;
        var sum = 0.0;
        for (var i = 0; i <= Steps; i++)
            sum += (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-(i * h) * (i * h) / 2);
        return 0.5 + sum * h / 3 / Math.Sqrt(2 * Math.PI);
    }
}
