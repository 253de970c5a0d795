using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Hsl.Regions;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Hsl;

/// <summary>What HSL's model.json says beside the common part.</summary>
/// <param name="Network">Sizes and choices.</param>
/// <param name="Vocabulary">The words.</param>
/// <param name="RegionFeatures">Name and version of the region features; empty: those of a KDD Cup file.</param>
/// <param name="Training">The settings it was trained with.</param>
/// <param name="Variant">How it departs from the published network (<see cref="HslVariant"/>), or null.</param>
/// <param name="WordVectors">Where the first vectors of the words came from; null: drawn at random.</param>
public sealed record HslModelSettings(HslSettings Network, Vocabulary Vocabulary, string RegionFeatures, HslPreset Training, string? Variant = null, WordOrigin? WordVectors = null);

/// <summary>An HSL network with its words and regions. Its vectors are the folded ones, whose inner product is S (<see cref="HslFold"/>).</summary>
public sealed class HslModel : Module, IRescoringModel
{
    private const int BatchSize = 128;

    private readonly RandomSource dropout;
    private readonly IRegionEncoder? regions;

    /// <param name="settings">Sizes and words.</param>
    /// <param name="regions">Makes regions of photos, disposed with the model where it can be; null: photos cannot be encoded, only given regions.</param>
    /// <param name="seed">Of the first weights.</param>
    public HslModel(HslModelSettings settings, IRegionEncoder? regions, ulong seed)
    {
        (Settings, this.regions) = (settings, regions);
        dropout = RandomStreams.For(seed, "weights");
        Words = new HslWords(settings.Vocabulary);
        Scaling = AddChild("regions", new RegionScaling(settings.Network.RegionDimensions));
        Network = AddChild("", new HslNetwork(settings.Network, dropout));
        Scorer = new HslScorer(settings.Network);
    }

    public HslModelSettings Settings { get; }

    public HslWords Words { get; }

    public RegionScaling Scaling { get; }

    public HslNetwork Network { get; }

    public HslScorer Scorer { get; }

    public string Method => HslMethod.MethodName;

    public IReadOnlyList<int> CodeBitsPerLayer => [];

    public int VectorDimensions => HslFold.Dimensions(Settings.Network);

    /// <summary>The encoder of photos.</summary>
    /// <exception cref="UsageException">The model was trained on given regions.</exception>
    public IRegionEncoder Regions => regions
        ?? throw new UsageException("This model was trained on the regions of a KDD Cup file, not on photos.", "Use 'vitrine eval --task candidates'.");

    /// <summary>Makes what dropout draws a function of the step alone.</summary>
    internal void SeedDropout(RandomSource random) => dropout.State = random.State;

    public Encodings EncodeImages(CatalogueStore store, IReadOnlyList<int> rows, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var features = FeatureCache.Load(store, Regions.Extractor, cancellation: cancellation);
        var images = EncodeRegions(new StoreRegions(features, Regions.Regions), rows, withObjects: false, progress, cancellation);
        return new Encodings(images.Count, null, images.Folded);
    }

    public Encodings EncodeImageFiles(IReadOnlyList<byte[]> files, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var features = Tensor.Empty([files.Count, Regions.Extractor.Dimensions]);
        using (features)
        {
            for (var i = 0; i < files.Count; i++)
                Regions.Extractor.Extract(files[i], features.Data.Slice(i * features.Shape[1], features.Shape[1]));
            var images = EncodeRegions(new StoreRegions(features, Regions.Regions), [.. Enumerable.Range(0, files.Count)], withObjects: false, progress, cancellation);
            return new Encodings(images.Count, null, images.Folded);
        }
    }

    public Encodings EncodeTexts(IReadOnlyList<string> texts, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        new(texts.Count, null, EncodeWords([.. texts.Select(Words.Of)], progress, cancellation));

    /// <summary>The folded vectors of texts given as numbers of words. [texts, <see cref="VectorDimensions"/>]</summary>
    public float[] EncodeWords(IReadOnlyList<int[]> texts, IProgress<int>? progress = null, CancellationToken cancellation = default)
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
        using var features = FeatureCache.Load(store, Regions.Extractor, cancellation: cancellation);
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

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        (regions as IDisposable)?.Dispose();
    }

    private void ForBatches(int count, Action<int, int> encode, IProgress<int>? progress, CancellationToken cancellation)
    {
        var wasTraining = IsTraining;
        Eval();
        try
        {
            for (var start = 0; start < count; start += BatchSize)
            {
                cancellation.ThrowIfCancellationRequested();
                var batch = Math.Min(BatchSize, count - start);
                using var scope = Scope.Begin(recordGradients: false);
                encode(start, batch);
                progress?.Report(start + batch);
            }
        }
        finally
        {
            Train(wasTraining);
        }
    }
}
