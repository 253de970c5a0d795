using Vitrine.Models.Contract;
using Vitrine.Onnx.Encoders;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>
/// A published network's vectors of texts, fixed, and beside them the catalogue's own words: V·s + f(words), where s is the vector at mean 0 and deviation 1 and f
/// an encoder that learns. So a text begins with what the world knows of it, and gets what only this shop means by its words.
/// </summary>
public sealed class PublishedTextEncoder : TextEncoder
{
    private readonly OnnxTextEncoder published;
    private readonly TextVectors kept;
    private readonly TextEncoder own;
    private readonly BatchNorm scaling;
    private readonly Linear projection;

    /// <param name="published">Disposed with this.</param>
    /// <param name="kept">Its vectors that the store has; likewise.</param>
    /// <param name="own">Of the catalogue's words; becomes a part of this.</param>
    /// <param name="random">Draws the first weights.</param>
    internal PublishedTextEncoder(OnnxTextEncoder published, TextVectors kept, TextEncoder own, RandomSource random)
    {
        (this.published, this.kept) = (published, kept);
        this.own = AddChild("own", own);
        scaling = AddChild("scaling", new BatchNorm(published.Dimensions));
        projection = AddChild("projection", new Linear(published.Dimensions, own.Dimensions, random, bias: false));
    }

    public override int Dimensions => own.Dimensions;

    public override void StartFrom(Catalogue.Text.WordVectors vectors) => own.StartFrom(vectors);

    /// <summary>How many tokens the catalogue's words have, these, and then those of the published network.</summary>
    public override int[] Tokens(string text)
    {
        var words = own.Tokens(text);
        return [words.Length, .. words, .. published.Tokens(text)];
    }

    public override void Remember(IReadOnlyList<int[]> texts, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        kept.Complete([.. texts.Select(PublishedPart)], published.Encode, progress, cancellation);

    public override Tensor Forward(IReadOnlyList<int[]> texts)
    {
        int[][] words = [.. texts.Select(text => text[1..(1 + text[0])])];
        return own.Forward(words) + projection.Forward(scaling.Forward(SentencesOf([.. texts.Select(PublishedPart)])));
    }

    protected override void Dispose(bool disposing)
    {
        kept.Dispose();
        published.Dispose();
        base.Dispose(disposing);
    }

    private Tensor SentencesOf(int[][] texts)
    {
        var sentences = Tensor.Empty([texts.Length, published.Dimensions]);
        var unknown = new List<int>();
        for (var i = 0; i < texts.Length; i++)
        {
            if (!kept.TryRead(texts[i], Row(i)))
                unknown.Add(i);
        }

        var computed = published.Encode([.. unknown.Select(i => texts[i])]);
        for (var i = 0; i < unknown.Count; i++)
            computed.AsSpan(i * published.Dimensions, published.Dimensions).CopyTo(Row(unknown[i]));
        return sentences;

        Span<float> Row(int text) => sentences.Data.Slice(text * published.Dimensions, published.Dimensions);
    }

    private static int[] PublishedPart(int[] text) => text[(1 + text[0])..];
}
