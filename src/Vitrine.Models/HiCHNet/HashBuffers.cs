using System.Numerics.Tensors;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.HiCHNet;

/// <summary>
/// H_v, H_t and B of the whole training part, as alternating optimisation keeps them: K × [N, r_k] each. H starts as N(0,1), B as sign(H_v + H_t).
/// </summary>
internal sealed class HashBuffers : Module
{
    public HashBuffers(int items, IReadOnlyList<int> bitsPerLayer, RandomSource random)
    {
        Images = [.. bitsPerLayer.Select((r, k) => AddBuffer($"image.{k}", [items, r]).Normal(random, 1))];
        Texts = [.. bitsPerLayer.Select((r, k) => AddBuffer($"text.{k}", [items, r]).Normal(random, 1))];
        Codes = [.. bitsPerLayer.Select((r, k) => AddBuffer($"codes.{k}", [items, r]))];
        UpdateSigns();
    }

    public Tensor[] Images { get; }

    public Tensor[] Texts { get; }

    public Tensor[] Codes { get; }

    /// <summary>Step 3 of an epoch: B = sign(H_v + H_t).</summary>
    public void UpdateSigns()
    {
        for (var k = 0; k < Codes.Length; k++)
            Signs(Images[k].Data, Texts[k].Data, Codes[k].Data);
    }

    /// <summary>sign(a + b) with sign(0) = +1, without history.</summary>
    public static Tensor Signs(Tensor a, Tensor b)
    {
        var signs = Tensor.Empty(a.Shape);
        Signs(a.Data, b.Data, signs.Data);
        return signs;
    }

    /// <summary>Puts fresh representations of some items into a buffer.</summary>
    public static void Store(Tensor buffer, Tensor fresh, ReadOnlySpan<int> items)
    {
        var width = buffer.Shape[1];
        for (var i = 0; i < items.Length; i++)
            fresh.Data.Slice(i * width, width).CopyTo(buffer.Data.Slice(items[i] * width, width));
    }

    /// <summary>The rows of some items, [items, r].</summary>
    public static Tensor Rows(Tensor buffer, ReadOnlySpan<int> items)
    {
        var width = buffer.Shape[1];
        var rows = Tensor.Empty([items.Length, width]);
        for (var i = 0; i < items.Length; i++)
            buffer.Data.Slice(items[i] * width, width).CopyTo(rows.Data.Slice(i * width, width));
        return rows;
    }

    /// <summary>The sum of all rows but those of some items, [r].</summary>
    public static Tensor SumWithout(Tensor buffer, ReadOnlySpan<int> items)
    {
        // Summed anew each time: a running sum would drift, and a resumed training could not repeat its rounding.
        var (count, width) = (buffer.Shape[0], buffer.Shape[1]);
        var sum = Tensor.Zeros([width]);
        for (var i = 0; i < count; i++)
            TensorPrimitives.Add(sum.Data, buffer.Data.Slice(i * width, width), sum.Data);
        foreach (var item in items)
            TensorPrimitives.Subtract(sum.Data, buffer.Data.Slice(item * width, width), sum.Data);
        return sum;
    }

    private static void Signs(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> signs)
    {
        for (var i = 0; i < signs.Length; i++)
            signs[i] = a[i] + b[i] >= 0 ? 1 : -1;
    }
}
