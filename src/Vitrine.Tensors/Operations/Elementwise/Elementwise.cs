using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

/// <summary>A function of one number, applied to every element.</summary>
internal interface IElementwise
{
    /// <summary>The name on the tape.</summary>
    static abstract string Name { get; }

    /// <summary>y = f(x); y may be x.</summary>
    static abstract void Apply(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>g ← g·f′, from x, from y = f(x), or both.</summary>
    static abstract void Differentiate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> g);
}

internal static unsafe class Elementwise
{
    public static Tensor Apply<TFunction>(Tensor x)
        where TFunction : struct, IElementwise
    {
        var result = Tensor.Result(x.Shape, x);
        Forward<TFunction>(x.Pointer, result.Pointer, x.Length);
        if (result.RequiresGradient)
        {
            result.OnBackward(TFunction.Name, gradient =>
            {
                // The result's own gradient is not needed any more: it becomes the input's in place.
                Differentiate<TFunction>(x.Pointer, result.Pointer, gradient.Pointer, x.Length);
                x.ReceiveGradient(gradient, mayAdopt: true);
            });
        }

        return result;
    }

    public static void Forward<TFunction>(float* x, float* y, int length)
        where TFunction : struct, IElementwise => WorkRange.Elements(length, new ForwardJob<TFunction>(x, y));

    public static void Differentiate<TFunction>(float* x, float* y, float* g, int length)
        where TFunction : struct, IElementwise => WorkRange.Elements(length, new BackwardJob<TFunction>(x, y, g));

    private readonly struct ForwardJob<TFunction>(float* x, float* y) : IRangeJob
        where TFunction : struct, IElementwise
    {
        public void Run(int start, int count) => TFunction.Apply(new(x + start, count), new(y + start, count));
    }

    private readonly struct BackwardJob<TFunction>(float* x, float* y, float* g) : IRangeJob
        where TFunction : struct, IElementwise
    {
        public void Run(int start, int count) => TFunction.Differentiate(new(x + start, count), new(y + start, count), new(g + start, count));
    }
}
