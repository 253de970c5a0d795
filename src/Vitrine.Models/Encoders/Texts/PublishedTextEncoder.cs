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
    private const int BatchSize = 32;

    private readonly OnnxTextEncoder published;
    private readonly TextEncoder own;
    private readonly BatchNorm scaling;
    private readonly Linear projection;
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private float[] vectors = [];

    /// <param name="published">Disposed with this.</param>
    /// <param name="own">Of the catalogue's words; becomes a part of this.</param>
    /// <param name="random">Draws the first weights.</param>
    internal PublishedTextEncoder(OnnxTextEncoder published, TextEncoder own, RandomSource random)
    {
        this.published = published;
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

    public override void Remember(IReadOnlyList<int[]> texts, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        // Texts of a length together: padding costs as much as words.
        int[][] distinct = [.. texts.Select(PublishedPart).DistinctBy(KeyOf).OrderBy(text => text.Length)];
        var computed = new float[distinct.Length * published.Dimensions];
        known.Clear();
        foreach (var batch in distinct.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            published.Encode(batch).CopyTo(computed.AsSpan(known.Count * published.Dimensions));
            foreach (var text in batch)
                known.Add(KeyOf(text), known.Count);
            progress?.Report(TrainingProgress.Preparing(known.Count, distinct.Length));
        }

        vectors = computed;
    }

    public override Tensor Forward(IReadOnlyList<int[]> texts)
    {
        int[][] words = [.. texts.Select(text => text[1..(1 + text[0])])];
        return own.Forward(words) + projection.Forward(scaling.Forward(SentencesOf([.. texts.Select(PublishedPart)])));
    }

    protected override void Dispose(bool disposing)
    {
        published.Dispose();
        base.Dispose(disposing);
    }

    private Tensor SentencesOf(int[][] texts)
    {
        var sentences = Tensor.Empty([texts.Length, published.Dimensions]);
        var unknown = new List<int>();
        for (var i = 0; i < texts.Length; i++)
        {
            if (known.TryGetValue(KeyOf(texts[i]), out var row))
                vectors.AsSpan(row * published.Dimensions, published.Dimensions).CopyTo(Row(i));
            else
                unknown.Add(i);
        }

        var computed = published.Encode([.. unknown.Select(i => texts[i])]);
        for (var i = 0; i < unknown.Count; i++)
            computed.AsSpan(i * published.Dimensions, published.Dimensions).CopyTo(Row(unknown[i]));
        return sentences;

        Span<float> Row(int text) => sentences.Data.Slice(text * published.Dimensions, published.Dimensions);
    }

    private static int[] PublishedPart(int[] text) => text[(1 + text[0])..];

    private static string KeyOf(int[] text) => string.Join(' ', text);
}
