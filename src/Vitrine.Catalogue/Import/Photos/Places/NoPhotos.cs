using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>Where a shop without photos has them: nowhere. Its products are found by words.</summary>
internal sealed class NoPhotos : IPhotoPlace
{
    public string Entry => "file";

    public string FullName => ImportOptions.NoImages;

    public IEnumerable<PlacedFile> List() => [];

    public IEnumerable<ReadFile> Read(IReadOnlyList<int> files, ImageLimits limits) => [];

    public void Dispose()
    {
    }
}
