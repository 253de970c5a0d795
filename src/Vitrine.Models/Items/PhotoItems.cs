using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Items;

/// <summary>Items of a store, each with a photo and the title of its product. Features and small pictures are kept in the store, by the content of the photo.</summary>
/// <param name="store">Not disposed here.</param>
/// <param name="photos">The photo of each item, <see cref="CatalogueStore.NoPhoto"/> where there is none: that item has a title only.</param>
public abstract class PhotoItems(CatalogueStore store, IReadOnlyList<int> photos) : IItemSource
{
    /// <summary>Where the items are from.</summary>
    protected CatalogueStore Store => store;

    public string Name => store.Path;

    public int Count => photos.Count;

    public bool HasPhotos => true;

    public IFeatureExtractor DefaultExtractor { get; } = new HandMadeFeatures();

    public IRegionSource? Regions => null;

    /// <summary>The product row of an item.</summary>
    public abstract int RowOf(int item);

    public long PhotoOf(int item) => photos[item];

    // Of the shop's own file: the store may keep a smaller one.
    public ulong? PhotoDigest(int item) => photos[item] == CatalogueStore.NoPhoto ? null : store.PhotoDigestOf(photos[item]);

    public IEnumerable<string> Titles(IReadOnlyList<int> items) => store.TitlesOf(items.Select(RowOf));

    public (int Width, int Height) PhotoSize(int area) => PhotoProportions.SizeOf(store, area);

    public byte[] ReadPhoto(int item) => store.ReadPhoto(photos[item]);

    public IPhotoRows Photos(int width, int height, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        new StoredPhotos(PixelTable.Open(store, photos, width, height, progress, cancellation));

    public IFeatureRows Features(IFeatureExtractor extractor, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        GivenFeatures.Refuse(extractor, Name);
        return FeatureTable.Open(store, photos, extractor, progress, cancellation);
    }

    private sealed class StoredPhotos(PixelTable pixels) : IPhotoRows
    {
        public RgbImage this[int item]
        {
            get
            {
                var photo = new byte[pixels.PhotoBytes];
                pixels.Read(item, photo);
                return new RgbImage(pixels.Width, pixels.Height, photo);
            }
        }

        public void Dispose() => pixels.Dispose();
    }
}
