namespace Vitrine.Catalogue;

/// <summary>
/// Works out how to import a folder that holds one table and its photos, by looking at what is in them: the id is the column whose values
/// name the photos, the categories are columns of which each finer one determines the coarser, the title is the column of several words.
/// </summary>
public static class CatalogueFolder
{
    private const int SampledPhotos = 2000;
    private const int SampledRows = 50_000;

    private static readonly string[] TableEndings = [".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".xlsx", ".csv.gz", ".tsv.gz", ".jsonl.gz"];

    /// <summary>The import of a folder.</summary>
    /// <param name="folder">Holds exactly one table, and photos in a folder or archive beside it.</param>
    /// <param name="store">Where the store is to be.</param>
    /// <exception cref="UsageException">A part cannot be told; the message says which and what to do instead.</exception>
    public static ImportOptions Describe(string folder, string store)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"The folder '{folder}' does not exist.", "Name a folder with a table (.csv, .tsv or .jsonl) and its photos.");
        var table = FindTable(folder);
        (var images, var photos) = FindPhotos(folder);
        var sample = SampledTable.Read(table, SampledRows);
        return sample.Describe(photos) with { Table = table, Images = images, Out = store };
    }

    private static string FindTable(string folder)
    {
        string[] tables = [.. Directory.EnumerateFiles(folder).Where(file => HasEnding(file, TableEndings)).Order(StringComparer.Ordinal)];
        return tables switch
        {
            [var only] => only,
            [] => throw new UsageException($"There is no table in '{folder}'.", $"Put one there that ends in {string.Join(", ", TableEndings)}, or use 'vitrine import'."),
            _ => throw new UsageException($"There are {tables.Length} tables in '{folder}': {string.Join(", ", tables.Select(Path.GetFileName))}.",
                "Leave one of them there, or use 'vitrine import' and name it."),
        };
    }

    /// <summary>An archive, a folder below, or the folder itself, whichever has photos; and the paths of some of them within it.</summary>
    private static (string Images, IReadOnlyList<string> Photos) FindPhotos(string folder)
    {
        var archives = Directory.EnumerateFiles(folder).Where(file => HasEnding(file, [".zip", ".tar", ".tar.gz", ".tgz"]));
        IEnumerable<string> places = [.. archives.Order(StringComparer.Ordinal), .. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal), folder];
        foreach (var place in places)
        {
            string[] photos = [.. PhotoSource.List(place).Take(SampledPhotos)];
            if (photos.Length > 0)
                return (place, photos);
        }

        throw new UsageException($"There are no photos in '{folder}'.", "Put them there, in a folder, a .zip or a .tar.gz; they end in .jpg, .png, .webp, …");
    }

    private static bool HasEnding(string path, string[] endings) => endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
