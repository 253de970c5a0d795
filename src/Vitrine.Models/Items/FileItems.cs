using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Items;

/// <summary>Picture files that are in no store, such as that of a query. They have no titles.</summary>
/// <param name="files">The bytes of each.</param>
public sealed class FileItems(IReadOnlyList<byte[]> files) : IItemSource
{
    public string Name => "picture files";

    public int Count => files.Count;

    public bool HasPhotos => true;

    public IFeatureExtractor DefaultExtractor { get; } = new HandMadeFeatures();

    public IRegionSource? Regions => null;

    public long PhotoOf(int item) => item;

    public IEnumerable<string> Titles(IReadOnlyList<int> items) =>
        throw new UsageException("Picture files have no titles.", "Encode their photos.");

    public (int Width, int Height) PhotoSize(int area) => throw new UsageException("Picture files are no shop whose photos have proportions.", "Learn from a store.");

    public byte[] ReadPhoto(int item) => files[item];

    public IPhotoRows Photos(int width, int height, IProgress<int>? progress = null, CancellationToken cancellation = default) => new DecodedPhotos(files);

    public IFeatureRows Features(IFeatureExtractor extractor, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        GivenFeatures.Refuse(extractor, Name);
        return new FileFeatures(extractor, files);
    }

    private sealed class DecodedPhotos(IReadOnlyList<byte[]> files) : IPhotoRows
    {
        public RgbImage this[int item] => ImageDecoder.Decode(files[item]);

        public void Dispose()
        {
        }
    }
}
