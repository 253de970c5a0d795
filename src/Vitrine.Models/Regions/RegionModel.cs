using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Regions;

/// <summary>What models that compare words with the regions of photos share: inputs, batches, and where regions come from.</summary>
public abstract class RegionModel : Module, IRetrievalModel
{
    private const int BatchSize = 128;

    private readonly IRegionEncoder? regions;

    /// <param name="regions">Makes regions of photos, disposed with the model where it can be; null: photos cannot be encoded, only given regions.</param>
    /// <param name="input">Size of the regions' features.</param>
    /// <param name="seed">Of the first weights.</param>
    private protected RegionModel(IRegionEncoder? regions, RegionInput input, ulong seed)
    {
        this.regions = regions;
        Random = RandomStreams.For(seed, "weights");
        Scaling = AddChild("regions", new RegionScaling(input));
    }

    public abstract string Method { get; }

    public IReadOnlyList<int> CodeBitsPerLayer => [];

    public abstract int VectorDimensions { get; }

    /// <summary>Brings region features to the network's input.</summary>
    public RegionScaling Scaling { get; }

    /// <summary>The encoder of photos.</summary>
    /// <exception cref="UsageException">The model was trained on given regions.</exception>
    public IRegionEncoder Regions => regions
        ?? throw new UsageException("This model was trained on the regions of a KDD Cup file, not on photos.", "Use 'vitrine eval --task candidates'.");

    /// <summary>How it is trained.</summary>
    internal abstract RegionSchedule Schedule { get; }

    /// <summary>Draws the first weights, and what dropout leaves out.</summary>
    private protected RandomSource Random { get; }

    /// <summary>The numbers of a text's words, as the network takes them.</summary>
    public abstract int[] WordsOf(string text);

    /// <summary>Encodes images and texts once, to be compared with each other in any pairs.</summary>
    /// <param name="source">The regions.</param>
    /// <param name="items">Images of the source.</param>
    /// <param name="texts">Texts as <see cref="WordsOf"/> gives them.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>Disposed by the caller.</returns>
    public abstract IRegionComparison Compare(IRegionSource source, IReadOnlyList<int> items, IReadOnlyList<int[]> texts, CancellationToken cancellation = default);

    /// <summary>The vectors of texts given as numbers of words. [texts, <see cref="VectorDimensions"/>]</summary>
    public abstract float[] EncodeWords(IReadOnlyList<int[]> texts, IProgress<int>? progress = null, CancellationToken cancellation = default);

    public Encodings EncodeImages(CatalogueStore store, IReadOnlyList<int> rows, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var features = FeatureTable.Open(store, Regions.Extractor, cancellation: cancellation);
        return new Encodings(rows.Count, null, EncodeVectors(new StoreRegions(features, Regions.Regions), rows, progress, cancellation));
    }

    public Encodings EncodeImageFiles(IReadOnlyList<byte[]> files, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var features = new FileFeatures(Regions.Extractor, files);
        return new Encodings(files.Count, null,
            EncodeVectors(new StoreRegions(features, Regions.Regions), [.. Enumerable.Range(0, files.Count)], progress, cancellation));
    }

    public Encodings EncodeTexts(IReadOnlyList<string> texts, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        new(texts.Count, null, EncodeWords([.. texts.Select(WordsOf)], progress, cancellation));

    /// <summary>The vectors of images. [items, <see cref="VectorDimensions"/>]</summary>
    private protected abstract float[] EncodeVectors(IRegionSource source, IReadOnlyList<int> items, IProgress<int>? progress, CancellationToken cancellation);

    /// <summary>The training loss of a batch: text i belongs to image i.</summary>
    /// <param name="regions">Of the images.</param>
    /// <param name="words">Of the texts.</param>
    /// <param name="groups">Empty, or a number per pair: pairs of one number are not wrong answers for each other.</param>
    /// <param name="epoch">0-based.</param>
    internal abstract Tensor Loss(RegionBatch regions, WordBatch words, ReadOnlyMemory<int> groups, int epoch);

    /// <summary>The method's own part of model.json.</summary>
    internal abstract JsonElement Describe();

    /// <summary>Makes what dropout draws a function of the step alone.</summary>
    internal void SeedDropout(RandomSource random) => Random.State = random.State;

    /// <summary>Runs the network without dropout and gradients over batches, given by their first item and their size.</summary>
    private protected void ForBatches(int count, Action<int, int> encode, IProgress<int>? progress, CancellationToken cancellation)
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

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        (regions as IDisposable)?.Dispose();
    }
}
