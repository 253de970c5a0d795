namespace Vitrine.Index;

/// <summary>Embedded indexes in a folder: the name is the path below it, such as <c>hichnet-64/photo</c>.</summary>
/// <param name="root">The folder; need not be there yet.</param>
public sealed class FolderIndexes(string root) : IIndexes
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Names => !Directory.Exists(root) ? [] :
    [
        .. Directory.EnumerateFiles(root, Path.GetFileName(Manifest.PathIn(root)), SearchOption.AllDirectories)
            .Select(manifest => Path.GetRelativePath(root, Path.GetDirectoryName(manifest)!).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public string PlaceOf(string name)
    {
        var names = name.Split('/');
        if (names.Any(one => one.Length == 0 || one is "." or ".." || one.Contains('\\')))
            throw new ArgumentException($"'{name}' is no name of an index in a folder; expected names without dots, joined by '/'.", nameof(name));
        return Path.Combine([root, .. names]);
    }

    /// <inheritdoc/>
    public bool Exists(string name) => File.Exists(Manifest.PathIn(PlaceOf(name)));

    /// <inheritdoc/>
    public IIndexSnapshot Open(string name) => new FolderSnapshot(IndexSnapshot.Open(PlaceOf(name)));

    /// <inheritdoc/>
    public IIndexWriter Create(string name, IndexSchema schema) => IndexWriter.Create(PlaceOf(name), schema);

    /// <inheritdoc/>
    public IIndexWriter Change(string name, IndexSchema? expected = null) => IndexWriter.Open(PlaceOf(name), expected);
}
