using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;
using Vitrine.Tensors;

namespace Vitrine.Models.Hsl;

/// <summary>What HSL's model.json says beside the common part.</summary>
/// <param name="Network">Sizes and choices.</param>
/// <param name="Vocabulary">The words.</param>
/// <param name="Input">Size of the region features.</param>
/// <param name="RegionFeatures">Name and version of the region features; empty: those of a KDD Cup file.</param>
/// <param name="Training">The settings it was trained with.</param>
/// <param name="WordVectors">Where the first vectors of the words came from; null: drawn at random.</param>
public sealed record HslModelSettings(
    HslSettings Network, Vocabulary Vocabulary, RegionInput Input, string RegionFeatures, HslPreset Training, WordOrigin? WordVectors = null);

/// <summary>An HSL network with its words and regions. Its vectors are the folded ones, whose inner product is S (<see cref="HslFold"/>).</summary>
public sealed class HslModel : RegionModel, IRescoringModel
{
    /// <param name="settings">Sizes and words.</param>
    /// <param name="regions">As for <see cref="RegionModel"/>.</param>
    /// <param name="seed">Of the first weights.</param>
    public HslModel(HslModelSettings settings, IRegionEncoder? regions, ulong seed)
        : base(regions, settings.Input, seed)
    {
        Settings = settings;
        Words = new SentenceWords(settings.Vocabulary);
        Network = AddChild("", new HslNetwork(settings.Network, Random));
        Scorer = new HslScorer(settings.Network);
    }

    public HslModelSettings Settings { get; }

    public SentenceWords Words { get; }

    public HslNetwork Network { get; }

    public HslScorer Scorer { get; }

    public override string Method => HslMethod.MethodName;

    public override int VectorDimensions => HslFold.Dimensions(Settings.Network);

    internal override RegionSchedule Schedule => Settings.Training.Schedule;

    public override int[] WordsOf(string text) => Words.Of(text);

    /// <summary>The folded vectors of texts given as numbers of words. [texts, <see cref="VectorDimensions"/>]</summary>
    public override float[] EncodeWords(IReadOnlyList<int[]> texts, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var vectors = new float[(long)texts.Count * VectorDimensions];
        ForBatches(texts.Count, (start, count) =>
        {
            var batch = WordBatch.Of([.. Enumerable.Range(start, count).Select(i => texts[i])]);
            HslFold.Texts(Settings.Network, Network.Text.Forward(batch)).Data.CopyTo(vectors.AsSpan(start * VectorDimensions));
        }, progress, cancellation);
        return vectors;
    }

    /// <summary>Max and top-k look at single regions; mean and sum are in the vector already.</summary>
    public IReadOnlyList<ScorePart> ScoreParts =>
        Settings.Network.IsFoldable || Settings.Network.Granularity == Granularity.Image ? [] : HslParts.Of(Settings.Network, Regions.Regions);

    public IReadOnlyList<float[]> EncodeParts(CatalogueStore store, IReadOnlyList<int> rows, CancellationToken cancellation = default)
    {
        using var features = FeatureTable.Open(store, Regions.Extractor, cancellation: cancellation);
        var images = EncodeRegions(new StoreRegions(features, Regions.Regions), rows, withObjects: true, cancellation: cancellation);
        return HslParts.Split(Settings.Network, images);
    }

    /// <summary>Encodes images from their regions.</summary>
    /// <param name="source">The regions.</param>
    /// <param name="items">Which images; encoding i is that of <c>items[i]</c>.</param>
    /// <param name="withObjects">Whether object vectors are wanted: for max and top-k, and to explain.</param>
    /// <param name="progress">Gets the number of images done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public HslImages EncodeRegions(IRegionSource source, IReadOnlyList<int> items, bool withObjects, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        int[] counts = [.. items.Select(source.CountOf)];
        var (network, most) = (Settings.Network, counts.DefaultIfEmpty(1).Max());
        var folded = new float[(long)items.Count * VectorDimensions];
        var objects = withObjects && network.Granularity != Granularity.Image ? new float[(long)items.Count * most * network.Levels * network.JointWidth] : null;
        ForBatches(items.Count, (start, count) =>
        {
            var batch = Scaling.Batch(source, [.. Enumerable.Range(start, count).Select(i => items[i])]);
            var levels = Network.Image.Forward(batch);
            HslFold.Images(network, levels, batch.Lengths).Data.CopyTo(folded.AsSpan(start * VectorDimensions));
            if (objects is not null)
                CopyObjects(levels, batch.Lengths, objects.AsSpan(start * most * network.Levels * network.JointWidth), most);
        }, progress, cancellation);
        return new HslImages(items.Count, folded, objects, most, counts);
    }

    // From [batch, time, joint] per level to [batch, regions, levels × joint].
    private static void CopyObjects(ImageLevel[] levels, SequenceLengths lengths, Span<float> objects, int regions)
    {
        for (var level = 0; level < levels.Length; level++)
        {
            var from = levels[level].Objects;
            var joint = from.Shape[2];
            for (var image = 0; image < lengths.Batch; image++)
            {
                for (var region = 0; region < lengths.Counts[image]; region++)
                {
                    from.Data.Slice((image * lengths.Time + region) * joint, joint)
                        .CopyTo(objects[(((image * regions + region) * levels.Length + level) * joint)..]);
                }
            }
        }
    }

    public override IRegionComparison Compare(IRegionSource source, IReadOnlyList<int> items, IReadOnlyList<int[]> texts, CancellationToken cancellation = default) =>
        new Comparison(Scorer, EncodeRegions(source, items, withObjects: !Settings.Network.IsFoldable, cancellation: cancellation),
            EncodeWords(texts, cancellation: cancellation), VectorDimensions);

    private protected override float[] EncodeVectors(IRegionSource source, IReadOnlyList<int> items, IProgress<int>? progress, CancellationToken cancellation) =>
        EncodeRegions(source, items, withObjects: false, progress, cancellation).Folded;

    internal override Tensor Loss(RegionBatch regions, WordBatch words, ReadOnlyMemory<int> groups, int epoch) =>
        Network.Loss(Network.Similarities(Network.Text.Forward(words), Network.Image.Forward(regions), regions.Lengths), groups);

    internal override JsonElement Describe() => JsonSerializer.SerializeToElement(Settings, ModelCard.Json);

    private sealed class Comparison(HslScorer scorer, HslImages encoded, float[] texts, int dimensions) : IRegionComparison
    {
        public void Scores(int text, IReadOnlyList<int> images, Span<float> scores)
        {
            for (var i = 0; i < scores.Length; i++)
                scores[i] = scorer.Score(texts.AsSpan(text * dimensions, dimensions), encoded, images[i]);
        }

        public void Dispose()
        {
        }
    }
}
