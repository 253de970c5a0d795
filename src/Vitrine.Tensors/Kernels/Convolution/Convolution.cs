using System.Runtime.Intrinsics;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// Two-dimensional convolution of pictures [batch, channels, height, width], forward and both gradients, with any stride and any padding.
/// <para>
/// No im2col matrix is made. A picture is copied once with its padding (see <see cref="Phases"/>), and then every tap of the window – a
/// channel and a place in the window – is a shifted view of that copy: neighbouring results need neighbouring numbers, which one vector
/// load fetches. So the micro-kernel of the matrix product runs over taps instead of rows of B. The same bits on any number of threads.
/// </para>
/// <para>3×3 windows without stride over enough channels go another way, see <see cref="Winograd"/>.</para>
/// </summary>
internal static unsafe class Convolution
{
    /// <summary>y ← x ∗ weight + bias.</summary>
    /// <param name="shape">All extents.</param>
    /// <param name="x">[batch, channels, height, width].</param>
    /// <param name="weight">[filters, channels, window height, window width].</param>
    /// <param name="bias">[filters] or null.</param>
    /// <param name="y">[batch, filters, result height, result width].</param>
    public static void Forward(in ConvolutionShape shape, float* x, float* weight, float* bias, float* y)
    {
        if (Winograd.Suits(shape))
        {
            Winograd.Forward(shape, x, weight, bias, y);
            return;
        }

        switch (KernelSelection.Level)
        {
            case KernelLevel.V512:
                ConvolutionForward<Simd512, Vector512<float>, Twelve>.Run(shape, x, weight, bias, y);
                break;
            case KernelLevel.V256:
                ConvolutionForward<Simd256, Vector256<float>, Six>.Run(shape, x, weight, bias, y);
                break;
            case KernelLevel.V128:
                ConvolutionForward<Simd128, Vector128<float>, Six>.Run(shape, x, weight, bias, y);
                break;
            default:
                ConvolutionForward<SimdScalar, float, Six>.Run(shape, x, weight, bias, y);
                break;
        }
    }

    /// <summary>∂x, set or added to, from ∂y.</summary>
    public static void InputGradient(in ConvolutionShape shape, float* yGradient, float* weight, float* xGradient, bool adds)
    {
        if (Winograd.SuitsInputGradient(shape))
        {
            Winograd.InputGradient(shape, yGradient, weight, xGradient, adds);
            return;
        }

        switch (KernelSelection.Level)
        {
            case KernelLevel.V512:
                ConvolutionInputGradient<Simd512, Vector512<float>, Twelve>.Run(shape, yGradient, weight, xGradient, adds);
                break;
            case KernelLevel.V256:
                ConvolutionInputGradient<Simd256, Vector256<float>, Six>.Run(shape, yGradient, weight, xGradient, adds);
                break;
            case KernelLevel.V128:
                ConvolutionInputGradient<Simd128, Vector128<float>, Six>.Run(shape, yGradient, weight, xGradient, adds);
                break;
            default:
                ConvolutionInputGradient<SimdScalar, float, Six>.Run(shape, yGradient, weight, xGradient, adds);
                break;
        }
    }

    /// <summary>∂weight, set or added to, from x and ∂y.</summary>
    public static void WeightGradient(in ConvolutionShape shape, float* x, float* yGradient, float* weightGradient, bool adds)
    {
        if (Winograd.Suits(shape))
        {
            Winograd.WeightGradient(shape, x, yGradient, weightGradient, adds);
            return;
        }

        switch (KernelSelection.Level)
        {
            case KernelLevel.V512:
                ConvolutionWeightGradient<Simd512, Vector512<float>, Eight>.Run(shape, x, yGradient, weightGradient, adds);
                break;
            case KernelLevel.V256:
                ConvolutionWeightGradient<Simd256, Vector256<float>, Four>.Run(shape, x, yGradient, weightGradient, adds);
                break;
            case KernelLevel.V128:
                ConvolutionWeightGradient<Simd128, Vector128<float>, Four>.Run(shape, x, yGradient, weightGradient, adds);
                break;
            default:
                ConvolutionWeightGradient<SimdScalar, float, Four>.Run(shape, x, yGradient, weightGradient, adds);
                break;
        }
    }
}
