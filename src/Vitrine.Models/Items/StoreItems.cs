using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Items;

/// <summary>The products of a store as items: item i is product row i. Features and small pictures are kept in the store, by the content of the photo.</summary>
/// <param name="store">Not disposed here.</param>
public sealed class StoreItems(CatalogueStore store) : IItemSource
{
    public string Name => store.Path;

    public int Count => store.Count;

    public bool HasPhotos => true;

    public IFeatureExtractor DefaultExtractor { get; } = new HandMadeFeatures();

    public IRegionSource? Regions => null;

    public long PhotoOf(int item) => store.PhotoOf(item);

    // Of the shop's own file: the store may keep a smaller one.
    public ulong? PhotoDigest(int item) => store.PhotoDigestOf(item);

    public IEnumerable<string> Titles(IReadOnlyList<int> items) => store.TitlesOf(items);

    public (int Width, int Height) PhotoSize(int area) => PhotoProportions.SizeOf(store, area);

    public byte[] ReadPhoto(int item) => store.ReadImage(item);

    public IPhotoRows Photos(int width, int height, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        new StoredPhotos(PixelTable.Open(store, width, height, progress, cancellation));

    public IFeatureRows Features(IFeatureExtractor extractor, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        GivenFeatures.Refuse(extractor, Name);
        return FeatureTable.Open(store, extractor, progress, cancellation);
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
