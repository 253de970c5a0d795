namespace Vitrine.Catalogue;

/// <summary>The photos of a folder or archive, to try references of a table on.</summary>
internal sealed class SampledPhotos
{
    private const int MostPaths = 2000;

    private readonly PhotoShelf shelf;

    private SampledPhotos(PhotoShelf shelf, IReadOnlyList<string> paths) => (this.shelf, Paths) = (shelf, paths);

    /// <summary>The paths of the first 2,000 photos within their folder or archive.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <exception cref="UsageException">See <see cref="PhotoPlaces.Open"/>.</exception>
    /// <exception cref="BadDataException">A damaged archive.</exception>
    public static SampledPhotos Of(string images)
    {
        using var place = PhotoPlaces.Open(images);
        return new SampledPhotos(new PhotoShelf(place, images, CancellationToken.None), [.. PhotoSource.List(images).Take(MostPaths)]);
    }

    /// <summary>The files that a reference may mean, by number.</summary>
    public IReadOnlyList<int> Find(string reference) => shelf.Find(reference).Files;

    /// <summary>The files that some references lead to.</summary>
    public HashSet<int> Found(IEnumerable<string> references) => [.. references.SelectMany(Find)];
}
