using Vitrine.Tensors.Kernels;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>Scaled dot-product attention softmax(scale·q·kᵀ)·v (Vaswani et al., 2017) of separate heads; no tensor of all scores is made.</summary>
    /// <param name="q">[batch, heads, queries, features].</param>
    /// <param name="k">[batch, heads, keys, features].</param>
    /// <param name="v">As <paramref name="k"/>.</param>
    /// <param name="lengths">
    /// How many of each sequence's keys are not padding; null: all. Not to be changed before the backward pass. A query that sees no key gets zeros.
    /// </param>
    /// <param name="causal">Query i sees the keys up to i + keys − queries only.</param>
    /// <param name="scale">Factor of the scores; default 1/√features.</param>
    /// <returns>[batch, heads, queries, features].</returns>
    public static Tensor Attention(this Tensor q, Tensor k, Tensor v, int[]? lengths = null, bool causal = false, float? scale = null)
    {
        if (q.Rank != 4 || k.Rank != 4 || k.Shape != v.Shape || q.Shape[0] != k.Shape[0] || q.Shape[1] != k.Shape[1] || q.Shape[3] != k.Shape[3])
        {
            throw new ArgumentException(
                $"Attention takes q [batch, heads, queries, features] and k, v [batch, heads, keys, features]; the shapes are {q.Shape}, {k.Shape} and {v.Shape}.");
        }

        var features = q.Shape[3];
        return Attend(
            q, k, v, lengths,
            new AttentionShape(q.Shape[0], q.Shape[1], q.Shape[2], k.Shape[2], features, true, causal, scale ?? 1 / MathF.Sqrt(features)));
    }

    /// <summary>As the other form, with the heads side by side as a linear map makes them, so that nothing is transposed.</summary>
    /// <param name="q">[batch, queries, heads · features].</param>
    /// <param name="k">[batch, keys, heads · features].</param>
    /// <param name="v">As <paramref name="k"/>.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="lengths">As in the other form.</param>
    /// <param name="causal">As in the other form.</param>
    /// <param name="scale">As in the other form.</param>
    /// <returns>[batch, queries, heads · features].</returns>
    public static Tensor Attention(
        this Tensor q, Tensor k, Tensor v, int heads, int[]? lengths = null, bool causal = false, float? scale = null)
    {
        if (q.Rank != 3 || k.Rank != 3 || k.Shape != v.Shape || q.Shape[0] != k.Shape[0] || q.Shape[2] != k.Shape[2])
        {
            throw new ArgumentException(
                $"Attention takes q [batch, queries, width] and k, v [batch, keys, width]; the shapes are {q.Shape}, {k.Shape} and {v.Shape}.");
        }

        if (heads < 1 || q.Shape[2] % heads != 0)
            throw new ArgumentException($"{heads} heads cannot share {q.Shape[2]} features equally.", nameof(heads));
        var features = q.Shape[2] / heads;
        return Attend(
            q, k, v, lengths, new AttentionShape(q.Shape[0], heads, q.Shape[1], k.Shape[1], features, false, causal, scale ?? 1 / MathF.Sqrt(features)));
    }

    private static Tensor Attend(Tensor q, Tensor k, Tensor v, int[]? lengths, AttentionShape shape)
    {
        if (lengths is not null && lengths.Length != shape.Batch)
            throw new ArgumentException($"There are {lengths.Length} lengths for {shape.Batch} sequences.", nameof(lengths));
        foreach (var length in lengths ?? [])
        {
            if (length < 0 || length > shape.Keys)
                throw new ArgumentException($"A length is {length}; it is 0 to {shape.Keys}, the number of keys.", nameof(lengths));
        }

        var result = Tensor.Result(q.Shape, q, k, v);
        var logSums = Tensor.Empty([shape.Batch, shape.Heads, shape.Queries]);
        Kernels.Attention.Forward(shape, q.Pointer, k.Pointer, v.Pointer, lengths, result.Pointer, logSums.Pointer);
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
                Kernels.Attention.Backward(shape, tensors, lengths);
            });
        }

        if (Scope.Current is null)
            logSums.Dispose();
        return result;
    }
}
