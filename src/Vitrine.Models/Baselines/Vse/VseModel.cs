using System.Text.Json;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.Vse;

/// <summary>
/// VSE++ (Faghri et al., BMVC 2018) on region features: the mean region and the last state of a GRU over the words, mapped into one space, in which the
/// hardest wrong answer of a batch has to keep its distance. No region is ever compared with a word.
/// </summary>
public sealed class VseModel : RegionModel
{
    private readonly VseSettings settings;
    private readonly SentenceWords vocabulary;
    private readonly Linear image;
    private readonly Embedding words;
    private readonly Gru recurrence;

    /// <param name="settings">Sizes and words.</param>
    /// <param name="regions">As for <see cref="RegionModel"/>.</param>
    /// <param name="seed">Of the first weights.</param>
    public VseModel(VseSettings settings, IRegionEncoder? regions, ulong seed)
        : base(regions, settings.Input, seed)
    {
        this.settings = settings;
        vocabulary = new SentenceWords(settings.Vocabulary);
        image = AddChild("image", new Linear(settings.Input.Width, settings.Dimensions, Random));
        words = AddChild("words", new Embedding(vocabulary.Count, settings.WordDimensions, Random));
        words.Weight.Uniform(Random, -0.1f, 0.1f);
        recurrence = AddChild("gru", new Gru(settings.WordDimensions, settings.Dimensions, Random));
    }

    public override string Method => VseMethod.MethodName;

    public override int VectorDimensions => settings.Dimensions;

    internal override RegionSchedule Schedule => settings.Schedule;

    public override int[] WordsOf(string text) => vocabulary.Of(text);

    /// <summary>Unit vectors of images. [batch, dimensions]</summary>
    internal Tensor Images(RegionBatch regions) => image.Forward(regions.Lengths.Mean(regions.Features)).L2Normalise();

    /// <summary>Unit vectors of texts. [batch, dimensions]</summary>
    internal Tensor Texts(WordBatch texts)
    {
        var lengths = texts.Lengths;
        var states = recurrence.Forward(words.Forward(texts.Words, [lengths.Batch, lengths.Time]), lengths.Counts);
        return recurrence.Final(states, lengths.Counts).L2Normalise();
    }

    internal override Tensor Loss(RegionBatch regions, WordBatch words, ReadOnlyMemory<int> groups, int epoch) =>
        HardTriplets.Loss(Texts(words).MatMul(Images(regions), transposeB: true), settings.Margin, groups, epoch);

    public override float[] EncodeWords(IReadOnlyList<int[]> texts, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var vectors = new float[(long)texts.Count * VectorDimensions];
        ForBatches(texts.Count, (start, count) =>
            Texts(WordBatch.Of([.. Enumerable.Range(start, count).Select(i => texts[i])])).Data.CopyTo(vectors.AsSpan(start * VectorDimensions)), progress, cancellation);
        return vectors;
    }

    public override IRegionComparison Compare(IRegionSource source, IReadOnlyList<int> items, IReadOnlyList<int[]> texts, CancellationToken cancellation = default) =>
        new VectorComparison(EncodeWords(texts, cancellation: cancellation), EncodeVectors(source, items, null, cancellation), VectorDimensions);

    private protected override float[] EncodeVectors(IRegionSource source, IReadOnlyList<int> items, IProgress<int>? progress, CancellationToken cancellation)
    {
        var vectors = new float[(long)items.Count * VectorDimensions];
        ForBatches(items.Count, (start, count) =>
            Images(Scaling.Batch(source, [.. Enumerable.Range(start, count).Select(i => items[i])])).Data.CopyTo(vectors.AsSpan(start * VectorDimensions)), progress, cancellation);
        return vectors;
    }

    internal override JsonElement Describe() => JsonSerializer.SerializeToElement(settings, ModelCard.Json);
}
