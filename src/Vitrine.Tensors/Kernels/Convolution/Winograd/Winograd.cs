using System.Runtime.Intrinsics;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// The convolution of 3×3 windows in tiles of 4×4 results, with a quarter of the multiplications (Lavin and Gray, CVPR 2016; the algorithm is Winograd's,
/// 1980). Its rounding errors are some times those of <see cref="Convolution"/>'s direct way: in sums of 64·9 numbers about 10⁻⁶ of the largest result.
/// </summary>
internal static unsafe class Winograd
{
    private static int VectorWidth => KernelSelection.Level switch
    {
        KernelLevel.V512 => Simd512.Width,
        KernelLevel.V256 => Simd256.Width,
        KernelLevel.V128 => Simd128.Width,
        _ => SimdScalar.Width,
    };

    /// <summary>Whether y and ∂weight are computed here.</summary>
    public static bool Suits(in ConvolutionShape shape) => WinogradTiling.Suits(shape, VectorWidth);

    /// <summary>Whether ∂x is computed here.</summary>
    public static bool SuitsInputGradient(in ConvolutionShape shape) => Suits(shape) && Suits(Turned(shape));

    /// <summary>y ← x ∗ weight + bias. Parameters as in <see cref="Convolution.Forward"/>.</summary>
    public static void Forward(in ConvolutionShape shape, float* x, float* weight, float* bias, float* y) =>
        Forward(shape, x, weight, isTurned: false, bias, y, adds: false);

    /// <summary>∂x, set or added to, from ∂y: the convolution of ∂y with every window turned by 180°, filters and channels exchanged.</summary>
    public static void InputGradient(in ConvolutionShape shape, float* yGradient, float* weight, float* xGradient, bool adds) =>
        Forward(Turned(shape), yGradient, weight, isTurned: true, null, xGradient, adds);

    /// <summary>∂weight, set or added to, from x and ∂y.</summary>
    public static void WeightGradient(in ConvolutionShape shape, float* x, float* yGradient, float* weightGradient, bool adds)
    {
        switch (KernelSelection.Level)
        {
            case KernelLevel.V512:
                WinogradWeightGradient<Simd512, Vector512<float>, Twelve>.Run(shape, x, yGradient, weightGradient, adds);
                break;
            case KernelLevel.V256:
                WinogradWeightGradient<Simd256, Vector256<float>, Six>.Run(shape, x, yGradient, weightGradient, adds);
                break;
            case KernelLevel.V128:
                WinogradWeightGradient<Simd128, Vector128<float>, Six>.Run(shape, x, yGradient, weightGradient, adds);
                break;
            default:
                WinogradWeightGradient<SimdScalar, float, Six>.Run(shape, x, yGradient, weightGradient, adds);
                break;
        }
    }

    private static void Forward(in ConvolutionShape shape, float* x, float* weight, bool isTurned, float* bias, float* y, bool adds)
    {
        switch (KernelSelection.Level)
        {
            case KernelLevel.V512:
                WinogradForward<Simd512, Vector512<float>, Twelve>.Run(shape, x, weight, isTurned, bias, y, adds);
                break;
            case KernelLevel.V256:
                WinogradForward<Simd256, Vector256<float>, Six>.Run(shape, x, weight, isTurned, bias, y, adds);
                break;
            case KernelLevel.V128:
                WinogradForward<Simd128, Vector128<float>, Six>.Run(shape, x, weight, isTurned, bias, y, adds);
                break;
            default:
                WinogradForward<SimdScalar, float, Six>.Run(shape, x, weight, isTurned, bias, y, adds);
                break;
        }
    }

    private static ConvolutionShape Turned(in ConvolutionShape shape) => shape with
    {
        Channels = shape.Filters,
        Filters = shape.Channels,
        Height = shape.ResultHeight,
        Width = shape.ResultWidth,
        PaddingTop = shape.WindowHeight - 1 - shape.PaddingTop,
        PaddingLeft = shape.WindowWidth - 1 - shape.PaddingLeft,
        ResultHeight = shape.Height,
        ResultWidth = shape.Width,
    };
}
