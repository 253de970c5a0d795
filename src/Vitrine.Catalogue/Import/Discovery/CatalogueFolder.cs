namespace Vitrine.Catalogue;

/// <summary>Works out how to import a folder that holds a table and its photos; see <see cref="ImportGuess"/>.</summary>
public static class CatalogueFolder
{
    private static readonly string[] TableEndings =
        [".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".xlsx", ".csv.gz", ".tsv.gz", ".json.gz", ".jsonl.gz"];

    // Where there is no other table: much else is XML too.
    private static readonly string[] FeedEndings = [".xml", ".xml.gz"];

    /// <summary>What tables of products are called; so a folder may hold others as well.</summary>
    private static readonly string[] ProductNames = ["product", "catalog", "item", "article", "styles", "artikel", "produkt"];

    /// <summary>The import of a folder.</summary>
    /// <param name="folder">Holds a table, and photos in a folder or archive beside it. Of several tables that of the products: by its name, or as the only one whose columns can be told.</param>
    /// <param name="store">Where the store is to be.</param>
    /// <exception cref="UsageException">A part cannot be told; the message says which and what to do instead.</exception>
    public static GuessedImport Describe(string folder, string store)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"The folder '{folder}' does not exist.", "Name a folder with a table (.csv, .tsv or .jsonl) and its photos.");
        var tables = In(folder, TableEndings);
        if (tables.Length == 0)
            tables = In(folder, FeedEndings);
        string[] products = [.. tables.Where(table => ProductNames.Any(name => Path.GetFileName(table).Contains(name, StringComparison.OrdinalIgnoreCase)))];
        if (tables.Length == 0)
            throw new UsageException($"There is no table in '{folder}'.", $"Put one there that ends in {string.Join(", ", TableEndings.Concat(FeedEndings))}, or use 'vitrine import'.");
        if ((products.Length > 0 ? products : tables) is [var only])
            return ImportGuess.Complete(Open(only, store));
        GuessedImport[] described = [.. tables.Select(other => TryComplete(Open(other, store))).OfType<GuessedImport>()];
        return described is [var found] ? found : throw new UsageException(
            $"There are {tables.Length} tables in '{folder}': {string.Join(", ", tables.Select(Path.GetFileName))}.", "Leave one of them there, or use 'vitrine import' and name it.");
    }

    private static GuessedImport? TryComplete(ImportOptions said)
    {
        try
        {
            return ImportGuess.Complete(said);
        }
        catch (CatalogueException)
        {
            return null; // another kind of table
        }
    }

    private static ImportOptions Open(string table, string store) =>
        new() { Table = table, Images = "", Out = store, Id = "", Title = [], Category = [], ImagePattern = "" };

    private static string[] In(string folder, string[] endings) =>
        [.. Directory.EnumerateFiles(folder).Where(file => Array.Exists(endings, ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal)];
}
