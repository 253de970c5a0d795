namespace Vitrine.Catalogue;

/// <summary>Finds the photos that lie beside a table: an archive, a folder, or the table's own folder.</summary>
internal static class PhotosBeside
{
    /// <summary>Photos that are counted in a place, and files that are passed for them; a table may lie in a folder that has nothing to do with it.</summary>
    private const int MostCounted = 2000;

    private static readonly string[] ArchiveEndings = [".zip", ".tar", ".tar.gz", ".tgz"];

    /// <summary>The place with the most photos, up to two thousand; the first of equals: archives, then folders, then the folder itself.</summary>
    /// <exception cref="UsageException">No photos.</exception>
    public static string Find(string table)
    {
        var folder = Path.GetDirectoryName(table) is { Length: > 0 } named ? named : ".";
        var places = Directory.EnumerateFiles(folder).Where(file => ArchiveEndings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            && !Path.GetFullPath(file).Equals(Path.GetFullPath(table), StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !IsStore(inner)).Order(StringComparer.Ordinal));
        var best = places.Select(place => (Place: place, Photos: Count(place))).Append((Place: folder, Photos: DirectPhotos(folder))).MaxBy(entry => entry.Photos);
        return best.Photos > 0
            ? best.Place
            : throw new UsageException($"There are no photos beside '{table}'.", $"Name {PhotoPlaces.Kinds} with --images; photos end in .jpg, .png, .webp, …. Products without any are found by words: --images {ImportOptions.NoImages}");
    }

    private static int Count(string place)
    {
        try
        {
            return PhotoSource.List(place).Take(MostCounted).Count();
        }
        catch (Exception e) when (e is CatalogueException or UnauthorizedAccessException)
        {
            return 0; // an archive of something else
        }
    }

    private static int DirectPhotos(string folder) => Directory.EnumerateFiles(folder).Where(file => PhotoEndings.HasOne(Path.GetFileName(file))).Take(MostCounted).Count();

    private static bool IsStore(string folder) => File.Exists(Path.Combine(folder, StoreSchema.DatabaseFile));
}
