using System.Runtime.Intrinsics;
using Vitrine.Tensors.Kernels;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>max(0, x), element by element. Gradient: 1 where x &gt; 0, else 0 (also at 0).</summary>
    public static Tensor Relu(this Tensor x) => x.Activate(Activation.Relu);

    /// <summary>Hyperbolic tangent, element by element. Gradient: 1 − y².</summary>
    public static Tensor Tanh(this Tensor x) => x.Activate(Activation.Tanh);

    /// <summary>1 / (1 + e⁻ˣ), element by element. Gradient: y(1 − y).</summary>
    public static Tensor Sigmoid(this Tensor x) => x.Activate(Activation.Sigmoid);

    /// <summary>GELU, x·Φ(x) with Φ(x) = ½(1 + erf(x/√2)) (Hendrycks and Gimpel, 2016). Gradient: Φ(x) + x·φ(x).</summary>
    public static Tensor Gelu(this Tensor x) => x.Activate(Activation.Gelu);

    /// <summary>GELU's tanh form, ½x(1 + tanh(√(2/π)(x + 0.044715x³))).</summary>
    public static Tensor GeluTanh(this Tensor x) => x.Activate(Activation.GeluTanh);

    /// <summary>x·sigmoid(1.702x), the form that CLIP was trained with.</summary>
    public static Tensor QuickGelu(this Tensor x) => x.Activate(Activation.QuickGelu);

    /// <summary>f(x), element by element; <see cref="Linear"/> and convolutions apply it on their way.</summary>
    public static Tensor Activate(this Tensor x, Activation activation)
    {
        if (activation == Activation.None)
            return x;
        var result = Tensor.Result(x.Shape, x);
        WorkRange.Elements(x.Length, new ActivationJob(activation, x.Pointer, result.Pointer));
        if (result.RequiresGradient)
        {
            result.OnBackward(activation.ToString(), gradient =>
            {
                Differentiate(activation, activation.NeedsInput() ? x.Pointer : result.Pointer, gradient.Pointer, x.Length);
                x.ReceiveGradient(gradient, mayAdopt: true);
            });
        }

        return result;
    }

    /// <summary>Whether the derivative is found from the input; otherwise it is found from the output.</summary>
    internal static bool NeedsInput(this Activation activation) =>
        ActivationFunctions<SimdScalar, float>.SlopeNeedsInput(activation);

    /// <summary>g ← g·f′, from the input or the output of f, whichever <see cref="NeedsInput"/> says.</summary>
    internal static void Differentiate(Activation activation, float* source, float* g, int length)
    {
        if (activation != Activation.None)
            WorkRange.Elements(length, new ActivationSlopeJob(activation, source, g));
    }

    private readonly struct ActivationJob(Activation activation, float* x, float* y) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var end = start + count;
            var done = KernelSelection.Level switch
            {
                KernelLevel.V512 => Run<Simd512, Vector512<float>>(start, end),
                KernelLevel.V256 => Run<Simd256, Vector256<float>>(start, end),
                KernelLevel.V128 => Run<Simd128, Vector128<float>>(start, end),
                _ => start,
            };
            Run<SimdScalar, float>(done, end);
        }

        private int Run<TSimd, TVector>(int i, int end)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            for (; i <= end - TSimd.Width; i += TSimd.Width)
                TSimd.Store(ActivationFunctions<TSimd, TVector>.Apply(activation, TSimd.Load(x + i)), y + i);
            return i;
        }
    }

    private readonly struct ActivationSlopeJob(Activation activation, float* source, float* g) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var end = start + count;
            var done = KernelSelection.Level switch
            {
                KernelLevel.V512 => Run<Simd512, Vector512<float>>(start, end),
                KernelLevel.V256 => Run<Simd256, Vector256<float>>(start, end),
                KernelLevel.V128 => Run<Simd128, Vector128<float>>(start, end),
                _ => start,
            };
            Run<SimdScalar, float>(done, end);
        }

        private int Run<TSimd, TVector>(int i, int end)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            for (; i <= end - TSimd.Width; i += TSimd.Width)
            {
                var slope = ActivationFunctions<TSimd, TVector>.Slope(activation, TSimd.Load(source + i));
                TSimd.Store(TSimd.Multiply(slope, TSimd.Load(g + i)), g + i);
            }

            return i;
        }
    }
}
