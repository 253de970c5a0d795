using Vitrine.Tensors.Kernels;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>Scaled dot-product attention softmax(scale·q·kᵀ)·v (Vaswani et al., 2017) of separate heads; no tensor of all scores is made.</summary>
    /// <param name="q">[batch, heads, queries, features].</param>
    /// <param name="k">[batch, heads, keys, features].</param>
    /// <param name="v">As <paramref name="k"/>.</param>
    /// <param name="mask">[batch, keys] with 0 for padding, or null. A query that sees no key gets zeros.</param>
    /// <param name="causal">Query i sees the keys up to i + keys − queries only.</param>
    /// <param name="scale">Factor of the scores; default 1/√features.</param>
    /// <returns>[batch, heads, queries, features].</returns>
    public static Tensor Attention(this Tensor q, Tensor k, Tensor v, Tensor? mask = null, bool causal = false, float? scale = null)
    {
        if (q.Rank != 4 || k.Rank != 4 || k.Shape != v.Shape || q.Shape[0] != k.Shape[0] || q.Shape[1] != k.Shape[1] || q.Shape[3] != k.Shape[3])
        {
            throw new ArgumentException(
                $"Attention takes q [batch, heads, queries, features] and k, v [batch, heads, keys, features]; the shapes are {q.Shape}, {k.Shape} and {v.Shape}.");
        }

        var features = q.Shape[3];
        var layout = new HeadLayout(true, features);
        return Attend(
            q, k, v, mask,
            new AttentionShape(
                q.Shape[0], q.Shape[1], q.Shape[2], k.Shape[2], features, layout, layout, layout, causal, scale ?? 1 / MathF.Sqrt(features)));
    }

    /// <summary>As the other form, with the heads side by side as a linear map makes them, so that nothing is transposed.</summary>
    /// <param name="q">[batch, queries, heads · features].</param>
    /// <param name="k">[batch, keys, heads · features].</param>
    /// <param name="v">As <paramref name="k"/>.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="mask">As in the other form.</param>
    /// <param name="causal">As in the other form.</param>
    /// <param name="scale">As in the other form.</param>
    /// <returns>[batch, queries, heads · features].</returns>
    public static Tensor Attention(
        this Tensor q, Tensor k, Tensor v, int heads, Tensor? mask = null, bool causal = false, float? scale = null)
    {
        if (q.Rank != 3 || k.Rank != 3 || k.Shape != v.Shape || q.Shape[0] != k.Shape[0] || q.Shape[2] != k.Shape[2])
        {
            throw new ArgumentException(
                $"Attention takes q [batch, queries, width] and k, v [batch, keys, width]; the shapes are {q.Shape}, {k.Shape} and {v.Shape}.");
        }

        var width = q.Shape[2];
        var features = FeaturesOf(width, heads);
        var layout = new HeadLayout(false, width);
        return Attend(
            q, k, v, mask,
            new AttentionShape(
                q.Shape[0], heads, q.Shape[1], k.Shape[1], features, layout, layout, layout, causal, scale ?? 1 / MathF.Sqrt(features)));
    }

    /// <summary>Attention of a sequence to itself, from queries, keys and values side by side, as one linear map makes them; nothing is sliced.</summary>
    /// <param name="packed">[batch, time, 3 · heads · features]: all queries, then all keys, then all values of a step.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="mask">[batch, time] with 0 for padding, or null.</param>
    /// <param name="causal">Whether a step sees only itself and those before it.</param>
    /// <returns>[batch, time, heads · features].</returns>
    public static Tensor SelfAttention(this Tensor packed, int heads, Tensor? mask = null, bool causal = false)
    {
        if (packed.Rank != 3 || packed.Shape[2] % 3 != 0)
            throw new ArgumentException($"SelfAttention takes [batch, time, 3 · heads · features]; the shape is {packed.Shape}.", nameof(packed));
        var (batch, time, width) = (packed.Shape[0], packed.Shape[1], packed.Shape[2] / 3);
        var features = FeaturesOf(width, heads);
        var layout = new HeadLayout(false, 3 * width);
        var shape = new AttentionShape(
            batch, heads, time, time, features, layout, layout, new HeadLayout(false, width), causal, 1 / MathF.Sqrt(features));
        CheckMask(mask, shape);

        var result = Tensor.Result([batch, time, width], packed);
        var logSums = Tensor.Empty([batch, heads, time]);
        var all = packed.Pointer;
        Kernels.Attention.Forward(shape, all, all + width, all + 2 * width, PointerOf(mask), result.Pointer, logSums.Pointer);
        if (result.RequiresGradient)
        {
            result.OnBackward("SelfAttention", gradient =>
            {
                var input = packed.Pointer;
                var target = packed.GradientForWriting(out var isFirst).Pointer;
                Kernels.Attention.Backward(shape, new AttentionTensors
                {
                    Mask = PointerOf(mask),
                    Q = input,
                    K = input + width,
                    V = input + 2 * width,
                    Y = result.Pointer,
                    LogSums = logSums.Pointer,
                    Gradient = gradient.Pointer,
                    ForQ = target,
                    ForK = target + width,
                    ForV = target + 2 * width,
                    AddsToQ = !isFirst,
                    AddsToK = !isFirst,
                    AddsToV = !isFirst,
                });
            });
        }

        if (Scope.Current is null)
            logSums.Dispose();
        return result;
    }

    private static Tensor Attend(Tensor q, Tensor k, Tensor v, Tensor? mask, AttentionShape shape)
    {
        CheckMask(mask, shape);
        var result = Tensor.Result(q.Shape, q, k, v);
        var logSums = Tensor.Empty([shape.Batch, shape.Heads, shape.Queries]);
        Kernels.Attention.Forward(shape, q.Pointer, k.Pointer, v.Pointer, PointerOf(mask), result.Pointer, logSums.Pointer);
        if (result.RequiresGradient)
        {
            result.OnBackward("Attention", gradient =>
            {
                // One tensor in two roles gets the sum of both shares.
                var (firstQ, firstK, firstV) = (true, true, true);
                if (q == k || q == v || k == v)
                {
                    foreach (var input in (ReadOnlySpan<Tensor>)[q, k, v])
                    {
                        if (input.RequiresGradient)
                            ClearedGradient(input);
                    }
                }

                var tensors = new AttentionTensors
                {
                    Mask = PointerOf(mask),
                    Q = q.Pointer,
                    K = k.Pointer,
                    V = v.Pointer,
                    Y = result.Pointer,
                    LogSums = logSums.Pointer,
                    Gradient = gradient.Pointer,
                    ForQ = q.RequiresGradient ? q.GradientForWriting(out firstQ).Pointer : null,
                    ForK = k.RequiresGradient ? k.GradientForWriting(out firstK).Pointer : null,
                    ForV = v.RequiresGradient ? v.GradientForWriting(out firstV).Pointer : null,
                    AddsToQ = !firstQ,
                    AddsToK = !firstK,
                    AddsToV = !firstV,
                };
                Kernels.Attention.Backward(shape, tensors);
            });
        }

        if (Scope.Current is null)
            logSums.Dispose();
        return result;
    }

    private static int FeaturesOf(int width, int heads) => heads >= 1 && width % heads == 0
        ? width / heads
        : throw new ArgumentException($"{heads} heads cannot share {width} features equally.", nameof(heads));

    private static void CheckMask(Tensor? mask, in AttentionShape shape)
    {
        if (mask is not null && mask.Shape != new Shape(shape.Batch, shape.Keys))
            throw new ArgumentException($"The mask {mask.Shape} does not fit {shape.Batch} sequences of {shape.Keys} keys.", nameof(mask));
    }

    private static float* PointerOf(Tensor? tensor) => tensor is null ? null : tensor.Pointer;
}
