namespace Vitrine.VectorData.Storage;

/// <summary>Where a collection's files are: a folder of the store, named like the collection.</summary>
/// <param name="Folder">The collection's folder.</param>
internal sealed record CollectionPaths(string Folder)
{
    /// <summary>What the names of folders begin with that are no collections.</summary>
    public const char Hidden = '.';

    private const int MaxNameCharacters = 200;

    /// <summary>The folder of the index.</summary>
    public string Index => Path.Combine(Folder, "index");

    /// <summary>What is replaced at each commit.</summary>
    public string Manifest => Path.Combine(Index, "manifest");

    /// <summary>The paths of a collection in a store.</summary>
    /// <exception cref="ArgumentException">The name is empty, or too long for a folder's.</exception>
    public static CollectionPaths Of(string store, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var folder = Uri.EscapeDataString(name);
        if (folder[0] == Hidden)
            folder = "%2E" + folder[1..];
        return folder.Length <= MaxNameCharacters
            ? new CollectionPaths(Path.Combine(Path.GetFullPath(store), folder))
            : throw new ArgumentException($"The collection's name takes {folder.Length} characters as the name of a folder; at most {MaxNameCharacters} are possible.", nameof(name));
    }

    /// <summary>The names of the collections in a store.</summary>
    public static IEnumerable<string> NamesIn(string store) => !Directory.Exists(store)
        ? []
        : Directory.EnumerateDirectories(store)
            .Where(folder => Path.GetFileName(folder)[0] != Hidden && File.Exists(new CollectionPaths(folder).Manifest))
            .Select(folder => Uri.UnescapeDataString(Path.GetFileName(folder)))
            .Order(StringComparer.Ordinal);

    /// <summary>A file of records.</summary>
    public string Records(string file) => Path.Combine(Folder, file);
}
