using System.Numerics.Tensors;
using System.Text.Json;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;
using Vitrine.Models.Training;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors;

namespace Vitrine.Models.Hsl;

/// <summary>
/// An HSL network with its words and regions. Its vectors are the folded ones (<see cref="HslFold"/>), whose inner product with a text is S, and one number
/// more (<see cref="HslLength"/>), by which a photo finds photos. They have no unit length.
/// </summary>
public sealed class HslModel : RegionModel
{
    private readonly HslParts parts;
    private readonly HslLength length;

    /// <param name="settings">Sizes and words.</param>
    /// <param name="regions">As for <see cref="RegionModel"/>.</param>
    /// <param name="seed">Of the first weights.</param>
    public HslModel(HslModelSettings settings, IRegionEncoder? regions, ulong seed)
        : base(regions, settings.Vocabulary, settings.Training.MostWords, settings.Input, seed)
    {
        Settings = settings;
        Network = AddChild("", new HslNetwork(settings.Network, Random));
        parts = new HslParts(settings.Network, MostRegions);
        length = new HslLength(settings.Network);
        Description = new ModelDescription(HslMethod.MethodName)
        {
            VectorDimensions = HslFold.Dimensions(settings.Network) + 1,
            Parts = parts.Forms,
            VectorsLabel = settings.Label,
        };
    }

    public HslModelSettings Settings { get; }

    public HslNetwork Network { get; }

    public override ModelDescription Description { get; }

    public override RegionSchedule Schedule => Settings.Training.Schedule;

    protected override int Width => HslFold.Dimensions(Settings.Network);

    public override Tensor Loss(RegionBatch regions, WordBatch words, WrongAnswers wrong, int epoch) =>
        Network.Loss(Network.Similarities(Network.Text.Forward(words), Network.Image.Forward(regions), regions.Lengths), wrong);

    public override void ScoreParts(EncodedQuery query, ItemParts items, Span<float> scores)
    {
        for (var item = 0; item < scores.Length; item++)
            scores[item] = parts.Score(query.Parts, items, item);
    }

    /// <summary>A query of words is taken apart by levels and regions; any other by its parts.</summary>
    public override Explanation Explain(Query query, IItemSource source, int item, CancellationToken cancellation = default)
    {
        if (!IsOfWords(query))
            return base.Explain(query, source, item, cancellation);
        var text = EncodeQueries([query], ItemField.Photo, cancellation)[0].Vector!;
        var regions = OpenRegions(source, cancellation);
        using var owned = regions as IDisposable;
        using var scope = Scope.Begin(recordGradients: false);
        var (levels, shares) = (Network.Image.Forward(Scaling.Batch(regions, [item])), new List<ScoreShare>());
        var similarities = new float[Settings.Network.Granularity == Granularity.Image ? 0 : regions.CountOf(item)];
        for (var level = 0; level < levels.Length; level++)
        {
            var (objects, image) = (parts.ObjectsOf(text, level).ToArray(), parts.ImageOf(text, level).ToArray());
            if (objects.Length > 0)
            {
                var ofLevel = HslParts.Similarities(objects, levels[level].Objects.Data[..(similarities.Length * objects.Length)]);
                TensorPrimitives.Add(similarities, ofLevel, similarities);
                shares.Add(new ScoreShare(ShareKind.Level, $"level {level + 1}, regions", parts.Aggregate(ofLevel)));
            }

            if (image.Length > 0)
                shares.Add(new ScoreShare(ShareKind.Level, $"level {level + 1}, whole picture", TensorPrimitives.Dot(image, levels[level].Image.Data)));
        }

        return new Explanation(shares.Sum(share => share.Value), shares,
            [.. similarities.Select((similarity, region) => new ExplainedRegion(BoxOf(source, item, region), similarity)).OrderByDescending(region => region.Similarity)]);
    }

    public override JsonElement Describe() => JsonSerializer.SerializeToElement(Settings, ModelCard.Json);

    protected override PhotoBatch EncodeRegions(RegionBatch batch)
    {
        var levels = Network.Image.Forward(batch);
        var folded = HslFold.Images(Settings.Network, levels, batch.Lengths);
        return parts.Forms.Count == 0 ? new PhotoBatch(folded) : new PhotoBatch(folded, parts.Of(levels), batch.Lengths.Counts);
    }

    protected override Tensor RepresentWords(WordBatch batch) => HslFold.Texts(Settings.Network, Network.Text.Forward(batch));

    protected override void WriteItem(ReadOnlySpan<float> representation, ItemField field, Span<float> vector) => length.WriteItem(representation, field, vector);

    protected override void AddToQuery(ReadOnlySpan<float> representation, ItemField of, ItemField searched, float weight, Span<float> vector) =>
        length.AddToQuery(representation, of, searched, weight, vector);

    // The parts of a text's vector are what regions and whole picture are compared with.
    protected override float[]? PartsOf(Query query, float[]? vector) => parts.Forms.Count > 0 && IsOfWords(query) ? vector : null;

    private static bool IsOfWords(Query query) => query.Parts.All(part => part is TextPart);
}
