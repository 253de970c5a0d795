namespace Vitrine.Models.HiCHNet;

/// <summary>What an earlier model says of today's training part, and with it the codes B that its products keep.</summary>
/// <param name="bits">r_k.</param>
/// <param name="images">K × [n, r_k].</param>
/// <param name="texts">K × [n, r_k].</param>
/// <param name="isOld">Whether the earlier model was trained on an item: its code stays.</param>
internal sealed class EarlierHashes(IReadOnlyList<int> bits, float[][] images, float[][] texts, bool[] isOld)
{
    /// <summary>Items that the earlier model has not learned from.</summary>
    public int[] New { get; } = [.. Enumerable.Range(0, isOld.Length).Where(item => !isOld[item])];

    /// <summary>Those that it has.</summary>
    public int[] Old { get; } = [.. Enumerable.Range(0, isOld.Length).Where(item => isOld[item])];

    /// <summary>The same representations with those of old items replaced by their codes: what others are compared with.</summary>
    /// <param name="h">Of a batch. [items, r_k]</param>
    /// <param name="items">Their numbers.</param>
    /// <param name="layer">k.</param>
    public Tensor Anchored(Tensor h, int[] items, int layer)
    {
        var anchored = Tensor.From(h.Data, h.Shape);
        for (var i = 0; i < items.Length; i++)
        {
            if (isOld[items[i]])
                CopyCode(items[i], layer, anchored.Data.Slice(i * bits[layer], bits[layer]));
        }

        return anchored;
    }

    /// <summary>The mean representation of each class: where a classifier begins that has to name the classes as they lie. [classes, r_k]</summary>
    public void WriteMeans(int[] labels, int layer, Tensor weight, bool isImage)
    {
        var (h, width, counts) = ((isImage ? images : texts)[layer], bits[layer], new int[weight.Shape[0]]);
        weight.Data.Clear();
        for (var item = 0; item < labels.Length; item++)
        {
            counts[labels[item]]++;
            for (var j = 0; j < width; j++)
                weight.Data[labels[item] * width + j] += h[item * width + j];
        }

        for (var i = 0; i < weight.Length; i++)
            weight.Data[i] /= Math.Max(1, counts[i / width]);
    }

    // B = sign(H_v + H_t), as the earlier training had it in the end.
    private void CopyCode(int item, int layer, Span<float> code)
    {
        for (var j = 0; j < code.Length; j++)
            code[j] = images[layer][item * bits[layer] + j] + texts[layer][item * bits[layer] + j] >= 0 ? 1 : -1;
    }
}
