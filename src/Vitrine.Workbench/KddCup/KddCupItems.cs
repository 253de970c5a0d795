using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Workbench.KddCup;

/// <summary>
/// Rows of KDD Cup files as items: the words are the row's query, and instead of a picture there are the regions that a detector found in it, and
/// their mean as fixed features. So every method learns from them, and ranks them.
/// </summary>
public sealed class KddCupItems : IItemSource
{
    private readonly KddCupRows rows;
    private readonly KddCupRegions regions;

    internal KddCupItems(string name, KddCupRows rows)
    {
        (Name, this.rows, regions) = (name, rows, new KddCupRegions(rows));
        DefaultExtractor = new GivenFeatures(rows.FeatureDimensions);
    }

    public string Name { get; }

    public int Count => rows.Count;

    public bool HasPhotos => false;

    public IFeatureExtractor DefaultExtractor { get; }

    public IRegionSource Regions => regions;

    /// <summary>The identifier of an item's product; candidates of several queries may be rows of one product.</summary>
    public string ProductOf(int item) => rows.Caption(item).ProductId;

    /// <summary>Every row by itself: nothing says that two rows of a product have the same regions.</summary>
    public long PhotoOf(int item) => item;

    public IEnumerable<string> Titles(IReadOnlyList<int> items) => items.Select(item => rows.Caption(item).Query);

    public byte[] ReadPhoto(int item) => throw NoPhotos();

    public (int Width, int Height) PhotoSize(int area) => throw NoPhotos();

    public IPhotoRows Photos(int width, int height, IProgress<int>? progress = null, CancellationToken cancellation = default) => throw NoPhotos();

    public IFeatureRows Features(IFeatureExtractor extractor, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        if (extractor is not GivenFeatures)
            throw NoPhotos();
        return extractor.Dimensions == rows.FeatureDimensions
            ? new KddCupMeans(regions, Count)
            : throw new UsageException($"The model wants {extractor.Dimensions} features of an item; those of '{Name}' have {rows.FeatureDimensions}.",
                "Use a model that was trained on this folder.");
    }

    private UsageException NoPhotos() => new($"The items of '{Name}' have features of regions, but no photos.",
        "Leave out --image-encoder, or take a method that learns from features.");
}
