using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>a + b with broadcasting. Gradient: passed to both, summed over the axes along which one was repeated.</summary>
    public static Tensor Add(this Tensor a, Tensor b)
    {
        var result = Combine<AddKernel>("Add", a, b);
        if (result.RequiresGradient)
        {
            result.OnBackward("Add", gradient =>
            {
                // b first: a may take over the gradient's memory and then add to it.
                PassOn(gradient, b, mayAdopt: !a.RequiresGradient);
                PassOn(gradient, a, mayAdopt: a != b);
            });
        }

        return result;
    }

    /// <summary>a − b with broadcasting. Gradient: g and −g.</summary>
    public static Tensor Subtract(this Tensor a, Tensor b)
    {
        var result = Combine<SubtractKernel>("Subtract", a, b);
        if (result.RequiresGradient)
        {
            result.OnBackward("Subtract", gradient =>
            {
                AddShare<NegateKernel>(b, result.Shape, gradient);
                PassOn(gradient, a, mayAdopt: a != b);
            });
        }

        return result;
    }

    /// <summary>a·b element by element, with broadcasting. Gradient: g·b and g·a.</summary>
    public static Tensor Multiply(this Tensor a, Tensor b)
    {
        var result = Combine<MultiplyKernel>("Multiply", a, b);
        if (result.RequiresGradient)
        {
            result.OnBackward("Multiply", gradient =>
            {
                SendShare<ProductKernel, MultiplyKernel>(gradient, a, b);
                SendShare<ProductKernel, MultiplyKernel>(gradient, b, a);
            });
        }

        return result;
    }

    /// <summary>a / b element by element, with broadcasting. Gradient: g / b and −g·y / b with y = a / b.</summary>
    public static Tensor Divide(this Tensor a, Tensor b)
    {
        var result = Combine<DivideKernel>("Divide", a, b);
        if (result.RequiresGradient)
        {
            result.OnBackward("Divide", gradient =>
            {
                SendShare<QuotientKernel, DivideKernel>(gradient, a, b);
                AddShare<DivisorKernel>(b, result.Shape, gradient, b, result);
            });
        }

        return result;
    }

    private static Tensor Combine<TKernel>(string operation, Tensor a, Tensor b)
        where TKernel : struct, Broadcast.IRowKernel
    {
        var result = Tensor.Result(Broadcast.ShapeOf(operation, a.Shape, b.Shape), a, b);
        Broadcast.Run<TKernel>(result.Shape, [result, a, b]);
        return result;
    }

    private static void PassOn(Tensor gradient, Tensor input, bool mayAdopt)
    {
        if (!input.RequiresGradient)
            return;
        if (input.Shape == gradient.Shape)
            input.ReceiveGradient(gradient, mayAdopt);
        else
            AddShare<CopyKernel>(input, gradient.Shape, gradient);
    }

    /// <summary>Sends a function of the gradient and the other input: written straight away where nothing is there yet, else added.</summary>
    private static void SendShare<TAdd, TWrite>(Tensor gradient, Tensor input, Tensor other)
        where TAdd : struct, Broadcast.IRowKernel
        where TWrite : struct, Broadcast.IRowKernel
    {
        if (input.RequiresGradient && !input.HasGradient && input.Shape == gradient.Shape)
            Broadcast.Run<TWrite>(gradient.Shape, [input.GradientForWriting(out _), gradient, other]);
        else
            AddShare<TAdd>(input, gradient.Shape, gradient, other);
    }

    /// <summary>Adds the kernel's value, summed over repeated axes, to the gradient of <paramref name="input"/>.</summary>
    private static void AddShare<TKernel>(Tensor input, Shape shape, params ReadOnlySpan<Tensor> sources)
        where TKernel : struct, Broadcast.IRowKernel
    {
        if (!input.RequiresGradient)
            return;
        var target = input.GradientForWriting(out var isFirst);
        if (isFirst)
            target.Data.Clear();
        Broadcast.Run<TKernel>(shape, [target, .. sources]);
    }

    // Rows of the result: each operand moves by one element, or stays where it is repeated.
    private readonly struct AddKernel : Broadcast.IRowKernel
    {
        public static void Run(int count, float* y, int ys, float* a, int sa, float* b, int sb, float* p3, int s3)
        {
            if (sa == 0)
                TensorPrimitives.Add(new ReadOnlySpan<float>(b, sb == 0 ? 1 : count), *a, new Span<float>(y, count));
            else if (sb == 0)
                TensorPrimitives.Add(new ReadOnlySpan<float>(a, count), *b, new Span<float>(y, count));
            else
                TensorPrimitives.Add(new ReadOnlySpan<float>(a, count), new ReadOnlySpan<float>(b, count), new Span<float>(y, count));
        }
    }

    private readonly struct SubtractKernel : Broadcast.IRowKernel
    {
        public static void Run(int count, float* y, int ys, float* a, int sa, float* b, int sb, float* p3, int s3)
        {
            if (sa == 0)
                TensorPrimitives.Subtract(*a, new ReadOnlySpan<float>(b, sb == 0 ? 1 : count), new Span<float>(y, count));
            else if (sb == 0)
                TensorPrimitives.Subtract(new ReadOnlySpan<float>(a, count), *b, new Span<float>(y, count));
            else
                TensorPrimitives.Subtract(new ReadOnlySpan<float>(a, count), new ReadOnlySpan<float>(b, count), new Span<float>(y, count));
        }
    }

    private readonly struct MultiplyKernel : Broadcast.IRowKernel
    {
        public static void Run(int count, float* y, int ys, float* a, int sa, float* b, int sb, float* p3, int s3)
        {
            if (sa == 0)
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(b, sb == 0 ? 1 : count), *a, new Span<float>(y, count));
            else if (sb == 0)
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(a, count), *b, new Span<float>(y, count));
            else
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(a, count), new ReadOnlySpan<float>(b, count), new Span<float>(y, count));
        }
    }

    private readonly struct DivideKernel : Broadcast.IRowKernel
    {
        public static void Run(int count, float* y, int ys, float* a, int sa, float* b, int sb, float* p3, int s3)
        {
            if (sa == 0)
                TensorPrimitives.Divide(*a, new ReadOnlySpan<float>(b, sb == 0 ? 1 : count), new Span<float>(y, count));
            else if (sb == 0)
                TensorPrimitives.Divide(new ReadOnlySpan<float>(a, count), *b, new Span<float>(y, count));
            else
                TensorPrimitives.Divide(new ReadOnlySpan<float>(a, count), new ReadOnlySpan<float>(b, count), new Span<float>(y, count));
        }
    }

    // Shares of a gradient: the target t moves with the row, or collects its sum.
    private readonly struct CopyKernel : Broadcast.IRowKernel
    {
        public static void Run(int count, float* t, int st, float* g, int sg, float* p2, int s2, float* p3, int s3)
        {
            var source = new ReadOnlySpan<float>(g, count);
            if (st == 0)
                *t += TensorPrimitives.Sum(source);
            else
                TensorPrimitives.Add(new ReadOnlySpan<float>(t, count), source, new Span<float>(t, count));
        }
    }

    private readonly struct NegateKernel : Broadcast.IRowKernel
    {
        public static void Run(int count, float* t, int st, float* g, int sg, float* p2, int s2, float* p3, int s3)
        {
            var source = new ReadOnlySpan<float>(g, count);
            if (st == 0)
                *t -= TensorPrimitives.Sum(source);
            else
                TensorPrimitives.Subtract(new ReadOnlySpan<float>(t, count), source, new Span<float>(t, count));
        }
    }

    private readonly struct ProductKernel : Broadcast.IRowKernel
    {
        public static void Run(int count, float* t, int st, float* g, int sg, float* b, int sb, float* p3, int s3)
        {
            var source = new ReadOnlySpan<float>(g, count);
            var target = new Span<float>(t, st == 0 ? 1 : count);
            if (st == 0)
                *t += sb == 0 ? *b * TensorPrimitives.Sum(source) : TensorPrimitives.Dot(source, new ReadOnlySpan<float>(b, count));
            else if (sb == 0)
                TensorPrimitives.MultiplyAdd(source, *b, target, target);
            else
                TensorPrimitives.MultiplyAdd(source, new ReadOnlySpan<float>(b, count), target, target);
        }
    }

    private readonly struct QuotientKernel : Broadcast.IRowKernel
    {
        public static void Run(int count, float* t, int st, float* g, int sg, float* b, int sb, float* p3, int s3)
        {
            for (var i = 0; i < count; i++)
                t[i * st] += g[i] / b[i * sb];
        }
    }

    private readonly struct DivisorKernel : Broadcast.IRowKernel
    {
        public static void Run(int count, float* t, int st, float* g, int sg, float* b, int sb, float* y, int sy)
        {
            for (var i = 0; i < count; i++)
                t[i * st] -= g[i] * y[i] / b[i * sb];
        }
    }
}
