using System.Text.Json;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;
using Vitrine.Models.Training;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.Scan;

/// <summary>
/// SCAN (Lee et al., ECCV 2018), text-to-image with the mean over the words: every word looks for its regions (<see cref="Operations.StackedCrossAttention"/>).
/// The score is no inner product of two vectors; the vectors given, of the mean word and the mean region, find a shortlist, which is scored by the regions.
/// </summary>
public sealed class ScanModel : RegionModel
{
    private readonly ScanSettings settings;
    private readonly Linear image;
    private readonly Embedding words;
    private readonly Gru recurrence;
    private readonly PartForm regionPart;

    // Many queries are usually compared with one list of items after the other.
    private ItemParts? taken;
    private Tensor? takenRegions;

    /// <param name="settings">Sizes and words.</param>
    /// <param name="regions">As for <see cref="RegionModel"/>.</param>
    /// <param name="seed">Of the first weights.</param>
    public ScanModel(ScanSettings settings, IRegionEncoder? regions, ulong seed)
        : base(regions, settings.Vocabulary, settings.MostWords, settings.Input, seed)
    {
        this.settings = settings;
        regionPart = new PartForm("regions", settings.Dimensions, MostRegions);
        Description = new ModelDescription(ScanMethod.MethodName) { VectorDimensions = settings.Dimensions, HasUnitVectors = true, Parts = [regionPart] };
        image = AddChild("image", new Linear(settings.Input.Width, settings.Dimensions, Random));
        words = AddChild("words", new Embedding(Words.Count, settings.WordDimensions, Random));
        words.Weight.Uniform(Random, -0.1f, 0.1f);
        recurrence = AddChild("gru", new Gru(settings.WordDimensions, settings.Dimensions, Random, bidirectional: true));
    }

    public override ModelDescription Description { get; }

    public override RegionSchedule Schedule => settings.Schedule;

    protected override int Width => settings.Dimensions;

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

    public override Tensor Loss(RegionBatch regions, WordBatch words, WrongAnswers wrong, int epoch) =>
        HardTriplets.Loss(Scores(Verbal(words), words.Lengths, Regional(regions), regions.Lengths), settings.Margin, wrong.Groups, epoch);

    public override void ScoreParts(EncodedQuery query, ItemParts items, Span<float> scores)
    {
        if (items.Count == 0)
            return;
        var lengths = new SequenceLengths([.. Enumerable.Range(0, items.Count).Select(item => items.CountOf(item, regionPart))], MostRegions);
        if (!ReferenceEquals(taken, items))
        {
            takenRegions?.Dispose();
            (taken, takenRegions) = (items, Tensor.From(items.Vectors[0], [items.Count, MostRegions, settings.Dimensions]));
        }

        using var scope = Scope.Begin(recordGradients: false);
        var count = query.Parts!.Length / settings.Dimensions;
        Scores(Tensor.From(query.Parts, [1, count, settings.Dimensions]), new SequenceLengths([count], count), takenRegions!, lengths).Data.CopyTo(scores);
    }

    public override Explanation Explain(Query query, IItemSource source, int item, CancellationToken cancellation = default)
    {
        var encoded = EncodeQueries([query], ItemField.Photo, cancellation)[0];
        if (encoded.Parts is null)
            return base.Explain(query, source, item, cancellation);
        var block = EncodeItems(source, ItemField.Photo, [item], cancellation).Single();
        var pair = new ScanExplanation(encoded.Parts, block.Parts!.Of(0, 0, regionPart).ToArray(), settings.Dimensions, settings.Sharpness);
        var score = new float[1];
        ScoreParts(encoded, block.Parts, score);
        return new Explanation(score[0], [.. pair.Shares(["start", .. Words.Terms(QueryParts.TextsOf(query).Single()), "end"])],
            [.. pair.RegionSimilarities().Select((similarity, region) => new ExplainedRegion(BoxOf(source, item, region), similarity)).OrderByDescending(region => region.Similarity)]);
    }

    public override JsonElement Describe() => JsonSerializer.SerializeToElement(settings, ModelCard.Json);

    protected override PhotoBatch EncodeRegions(RegionBatch batch)
    {
        var regional = Regional(batch);
        return new PhotoBatch(batch.Lengths.Mean(regional), [regional], batch.Lengths.Counts);
    }

    protected override Tensor RepresentWords(WordBatch batch) => batch.Lengths.Mean(Verbal(batch));

    // [words, dimensions] of a query of one text, however much it counts; any other query is compared by vectors.
    protected override float[]? PartsOf(Query query, float[]? vector)
    {
        if (query.Parts is not [TextPart { Weight: > 0 } text])
            return null;
        using var scope = Scope.Begin(recordGradients: false);
        return Verbal(WordBatch.Of([Words.Of(text.Text)])).Data.ToArray();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        takenRegions?.Dispose();
    }
}
