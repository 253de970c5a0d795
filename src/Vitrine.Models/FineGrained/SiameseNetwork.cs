using Vitrine.Catalogue;
using Vitrine.Models.Encoders;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.FineGrained;

/// <summary>Two texts through the same filters: children <c>words</c>, <c>left</c> (and <c>right</c> where the two sides have a layer each), <c>product</c>.</summary>
internal sealed class SiameseNetwork : Module
{
    private const int TextsAtOnce = 256;

    private readonly GraphFilters words;
    private readonly Linear left;
    private readonly Linear right;
    private readonly ProductHead product;

    /// <param name="graph">Of the words.</param>
    /// <param name="preset">Sizes.</param>
    /// <param name="random">Draws the first weights.</param>
    public SiameseNetwork(WordGraph graph, FineGrainedPreset preset, RandomSource random)
    {
        words = AddChild("words", new GraphFilters(graph, preset, random));
        left = AddChild("left", GlorotLinear.New(graph.Nodes, preset.Width, random));
        right = preset.HasSeparateSides ? AddChild("right", GlorotLinear.New(graph.Nodes, preset.Width, random)) : left;
        product = AddChild("product", new ProductHead(preset.Width, 1 - preset.Keep, random));
    }

    /// <summary>The similarities of pairs of texts. [pairs], or [left, right] where each is compared with each.</summary>
    /// <param name="texts">The texts of some items.</param>
    /// <param name="batch">Which.</param>
    /// <param name="random">Of dropout.</param>
    public Tensor Scores(Func<int[], TermBatch> texts, PairBatch batch, RandomSource random)
    {
        var one = words.Forward(texts(batch.Left));
        var other = ReferenceEquals(batch.Left, batch.Right) ? one : words.Forward(texts(batch.Right));
        return batch.IsCross
            ? product.Cross(left.Forward(one), right.Forward(other), random)
            : product.Pairs(left.Forward(one), right.Forward(other), random);
    }

    /// <summary>The representations of all texts, without dropout, on the left and on the right, [items × width] each (one array where both sides are the same), and the weights of their products.</summary>
    /// <exception cref="UsageException">There are too many texts for one array.</exception>
    public (float[] Left, float[] Right, float[] Product) Represent(Func<int[], TermBatch> texts, int items, CancellationToken cancellation)
    {
        var width = product.Weight.Length;
        if ((long)items * width > Array.MaxLength)
            throw new UsageException($"Labels of pairs were asked for among {items:N0} training products; there can be {Array.MaxLength / width:N0}.", "Train without labels, or on a sample of the shop.");
        var ofLeft = new float[items * width];
        var ofRight = ReferenceEquals(left, right) ? ofLeft : new float[items * width];
        for (var start = 0; start < items; start += TextsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = Scope.Begin(recordGradients: false);
            var filtered = words.Forward(texts([.. Enumerable.Range(start, Math.Min(TextsAtOnce, items - start))]));
            left.Forward(filtered).Data.CopyTo(ofLeft.AsSpan(start * width));
            if (!ReferenceEquals(left, right))
                right.Forward(filtered).Data.CopyTo(ofRight.AsSpan(start * width));
        }

        return (ofLeft, ofRight, [.. product.Weight.Data]);
    }
}
