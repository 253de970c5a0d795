using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Datasets.LabelledPairs;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Workbench.LabelledPairs;

/// <summary>Labelled pairs as items: the words are their texts, and instead of a picture there are the features that the folder gives.</summary>
public sealed class PairItems : IItemSource
{
    private readonly PairFolder folder;
    private readonly int dimensions;

    internal PairItems(PairFolder folder)
    {
        this.folder = folder;
        dimensions = folder.Pairs[0].Picture.Length;
        DefaultExtractor = new GivenFeatures(dimensions);
    }

    public string Name => folder.Path;

    public int Count => folder.Pairs.Count;

    public bool HasPhotos => false;

    public IFeatureExtractor DefaultExtractor { get; }

    /// <summary>The topics of the texts, where the folder has some.</summary>
    public IFeatureRows? GivenTexts => folder.Pairs[0].Topics.Length > 0 ? new GivenRows(folder.Pairs, pair => pair.Topics) : null;

    public IRegionSource? Regions => null;

    public long PhotoOf(int item) => item;

    public IEnumerable<string> Titles(IReadOnlyList<int> items) => items.Select(item => folder.Pairs[item].Text);

    public byte[] ReadPhoto(int item) => throw NoPhotos();

    public (int Width, int Height) PhotoSize(int area) => throw NoPhotos();

    public IPhotoRows Photos(int width, int height, IProgress<int>? progress = null, CancellationToken cancellation = default) => throw NoPhotos();

    public IFeatureRows Features(IFeatureExtractor extractor, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        if (extractor is not GivenFeatures)
            throw NoPhotos();
        return extractor.Dimensions == dimensions
            ? new GivenRows(folder.Pairs, pair => pair.Picture)
            : throw new UsageException($"The model wants {extractor.Dimensions} features of an item; those of '{Name}' have {dimensions}.", "Use a model that was trained on this folder.");
    }

    private UsageException NoPhotos() => new($"The items of '{Name}' have features of pictures, but no pictures.",
        "Leave out --image-encoder, or take a method that learns from features.");

    private sealed class GivenRows(IReadOnlyList<LabelledPair> pairs, Func<LabelledPair, float[]> numbers) : IFeatureRows
    {
        public int Count => pairs.Count;

        public int Dimensions { get; } = numbers(pairs[0]).Length;

        public void Read(ReadOnlySpan<int> rows, Span<float> features)
        {
            for (var i = 0; i < rows.Length; i++)
                numbers(pairs[rows[i]]).CopyTo(features[(i * Dimensions)..]);
        }

        public void Dispose()
        {
        }
    }
}
