namespace Vitrine.Tensors;

/// <summary>Applies an <see cref="Activation"/> chosen at run time.</summary>
internal static unsafe class ActivationPass
{
    /// <summary>Whether the derivative needs the input x; the others are found from the output y.</summary>
    public static bool NeedsInput(this Activation activation) => activation is Activation.Gelu or Activation.GeluTanh or Activation.QuickGelu;

    /// <summary>y = f(x); y may be x.</summary>
    public static void Apply(this Activation activation, ReadOnlySpan<float> x, Span<float> y)
    {
        switch (activation)
        {
            case Activation.Relu: Operations.ReluFunction.Apply(x, y); break;
            case Activation.Tanh: Operations.TanhFunction.Apply(x, y); break;
            case Activation.Sigmoid: Operations.SigmoidFunction.Apply(x, y); break;
            case Activation.Gelu: Operations.GeluFunction.Apply(x, y); break;
            case Activation.GeluTanh: Operations.GeluTanhFunction.Apply(x, y); break;
            case Activation.QuickGelu: Operations.QuickGeluFunction.Apply(x, y); break;
            case Activation.None:
                if (!x.Overlaps(y))
                    x.CopyTo(y);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "No such activation.");
        }
    }

    /// <summary>g ← g·f′. The input x is read only where <see cref="NeedsInput"/>.</summary>
    public static void Differentiate(this Activation activation, float* x, float* y, float* g, int length)
    {
        switch (activation)
        {
            case Activation.Relu: Elementwise.Differentiate<Operations.ReluFunction>(y, y, g, length); break;
            case Activation.Tanh: Elementwise.Differentiate<Operations.TanhFunction>(y, y, g, length); break;
            case Activation.Sigmoid: Elementwise.Differentiate<Operations.SigmoidFunction>(y, y, g, length); break;
            case Activation.Gelu: Elementwise.Differentiate<Operations.GeluFunction>(x, y, g, length); break;
            case Activation.GeluTanh: Elementwise.Differentiate<Operations.GeluTanhFunction>(x, y, g, length); break;
            case Activation.QuickGelu: Elementwise.Differentiate<Operations.QuickGeluFunction>(x, y, g, length); break;
            default: break;
        }
    }
}
