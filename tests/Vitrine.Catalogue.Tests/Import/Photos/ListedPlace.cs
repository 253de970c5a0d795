using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Import.Photos;

/// <summary>A place that has names and no bytes.</summary>
internal sealed class ListedPlace(params string[] paths) : IPhotoPlace
{
    public string Entry => "file";

    public string FullName => "list";

    /// <summary>The path that a reference is found at; "missing", or "a.jpg | b.jpg" where it may be either.</summary>
    public static string Find(string reference, params string[] paths)
    {
        using var place = new ListedPlace(paths);
        var shelf = new PhotoShelf(place, "list", default);
        var match = shelf.Find(reference);
        return match.Files.Count == 0 ? "missing" : string.Join(" | ", match.Files.Select(shelf.PathOf).Order(StringComparer.Ordinal));
    }

    public IEnumerable<PlacedFile> List() => paths.Select(path => new PlacedFile(path));

    public IEnumerable<ReadFile> Read(IReadOnlyList<int> files, ImageLimits limits) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
