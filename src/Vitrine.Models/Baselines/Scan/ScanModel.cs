using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.Scan;

/// <summary>
/// SCAN (Lee et al., ECCV 2018), text-to-image with the mean over the words: every word looks for its regions (<see cref="Operations.StackedCrossAttention"/>).
/// The score is no inner product of two vectors; the vectors given, of the mean word and the mean region, are good for a shortlist only.
/// </summary>
public sealed class ScanModel : RegionModel, IComparingModel
{
    private readonly ScanSettings settings;
    private readonly SentenceWords vocabulary;
    private readonly Linear image;
    private readonly Embedding words;
    private readonly Gru recurrence;

    /// <param name="settings">Sizes and words.</param>
    /// <param name="regions">As for <see cref="RegionModel"/>.</param>
    /// <param name="seed">Of the first weights.</param>
    public ScanModel(ScanSettings settings, IRegionEncoder? regions, ulong seed)
        : base(regions, settings.Input, seed)
    {
        this.settings = settings;
        vocabulary = new SentenceWords(settings.Vocabulary);
        image = AddChild("image", new Linear(settings.Input.Width, settings.Dimensions, Random));
        words = AddChild("words", new Embedding(vocabulary.Count, settings.WordDimensions, Random));
        words.Weight.Uniform(Random, -0.1f, 0.1f);
        recurrence = AddChild("gru", new Gru(settings.WordDimensions, settings.Dimensions, Random, bidirectional: true));
    }

    public override string Method => ScanMethod.MethodName;

    public override int VectorDimensions => settings.Dimensions;

    internal override RegionSchedule Schedule => settings.Schedule;

    public override int[] WordsOf(string text) => vocabulary.Of(text);

    /// <summary>Unit vectors of regions. [batch, regions, dimensions]</summary>
    internal Tensor Regional(RegionBatch regions) => image.Forward(regions.Features).L2Normalise();

    /// <summary>Unit vectors of words in the context of their text: the mean of both directions. [batch, words, dimensions]</summary>
    internal Tensor Verbal(WordBatch texts)
    {
        var (lengths, width) = (texts.Lengths, settings.Dimensions);
        var states = recurrence.Forward(words.Forward(texts.Words, [lengths.Batch, lengths.Time]), lengths.Counts);
        return (states.Slice(2, 0, width) + states.Slice(2, width, width)).L2Normalise(); // the length does not matter
    }

    /// <summary>The scores of all texts with all images. [texts, images]</summary>
    internal Tensor Scores(Tensor verbal, SequenceLengths texts, Tensor regional, SequenceLengths images)
    {
        var similarities = verbal.Reshape([texts.Batch * texts.Time, settings.Dimensions])
            .MatMul(regional.Reshape([images.Batch * images.Time, settings.Dimensions]), transposeB: true)
            .Reshape([texts.Batch, texts.Time, images.Batch, images.Time]);
        return similarities.StackedCrossAttention(regional.BatchMatMul(regional, transposeB: true), texts.Counts, images.Counts, settings.Sharpness);
    }

    internal override Tensor Loss(RegionBatch regions, WordBatch words, ReadOnlyMemory<int> groups, int epoch) =>
        HardTriplets.Loss(Scores(Verbal(words), words.Lengths, Regional(regions), regions.Lengths), settings.Margin, groups, epoch);

    public override float[] EncodeWords(IReadOnlyList<int[]> texts, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var vectors = new float[(long)texts.Count * VectorDimensions];
        ForBatches(texts.Count, (start, count) =>
        {
            var batch = WordBatch.Of([.. Enumerable.Range(start, count).Select(i => texts[i])]);
            batch.Lengths.Mean(Verbal(batch)).L2Normalise().Data.CopyTo(vectors.AsSpan(start * VectorDimensions));
        }, progress, cancellation);
        return vectors;
    }

    public float[][] Compare(CatalogueStore store, IReadOnlyList<string> texts, IReadOnlyList<int> rows, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var features = FeatureTable.Open(store, Regions.Extractor, cancellation: cancellation);
        var queries = new RegionCandidates(new StoreRegions(features, Regions.Regions), [.. texts.Select(text => new RegionQuery(WordsOf(text), rows, []))]);
        return queries.Scores(this, progress, cancellation);
    }

    public override IRegionComparison Compare(IRegionSource source, IReadOnlyList<int> items, IReadOnlyList<int[]> texts, CancellationToken cancellation = default)
    {
        var (sentences, photos) = (new ScanSide([.. texts.Select(text => text.Length)], settings.Dimensions), new ScanSide([.. items.Select(source.CountOf)], settings.Dimensions));
        ForBatches(texts.Count, (start, count) =>
            sentences.Set(start, Verbal(WordBatch.Of([.. Enumerable.Range(start, count).Select(i => texts[i])]))), null, cancellation);
        ForBatches(items.Count, (start, count) =>
            photos.Set(start, Regional(Scaling.Batch(source, [.. Enumerable.Range(start, count).Select(i => items[i])]))), null, cancellation);
        return new ScanComparison(this, sentences, photos);
    }

    private protected override float[] EncodeVectors(IRegionSource source, IReadOnlyList<int> items, IProgress<int>? progress, CancellationToken cancellation)
    {
        var vectors = new float[(long)items.Count * VectorDimensions];
        ForBatches(items.Count, (start, count) =>
        {
            var batch = Scaling.Batch(source, [.. Enumerable.Range(start, count).Select(i => items[i])]);
            batch.Lengths.Mean(Regional(batch)).L2Normalise().Data.CopyTo(vectors.AsSpan(start * VectorDimensions));
        }, progress, cancellation);
        return vectors;
    }

    internal override JsonElement Describe() => JsonSerializer.SerializeToElement(settings, ModelCard.Json);
}
