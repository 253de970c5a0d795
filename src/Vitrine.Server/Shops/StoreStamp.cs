namespace Vitrine.Server.Shops;

/// <summary>Tells one state of a store's files from another: names, lengths and times of change of what a search opens. A look costs tens of microseconds.</summary>
/// <param name="Files">One line a file.</param>
internal sealed record StoreStamp(string Files)
{
    // What is published last decides: databases and manifests are renamed into their places.
    private static readonly string[] Folders = ["", "index", "models"];

    /// <summary>The files as they are now.</summary>
    /// <param name="storePath">The store's folder.</param>
    public static StoreStamp Of(string storePath)
    {
        var lines = new List<string>();
        foreach (var folder in Folders.Select(name => new DirectoryInfo(Path.Combine(storePath, name))).Where(folder => folder.Exists))
        {
            var options = new EnumerationOptions { RecurseSubdirectories = folder.FullName != new DirectoryInfo(storePath).FullName, AttributesToSkip = FileAttributes.ReparsePoint };
            lines.AddRange(folder.EnumerateFiles("*", options).Where(IsOpened).Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        }

        lines.Sort(StringComparer.Ordinal);
        return new StoreStamp(string.Join('\n', lines));
    }

    // What a writer has not published yet tells nothing.
    private static bool IsOpened(FileInfo file) => file.Extension is not (".tmp" or ".lock") && file.Name is not ("import.db" or "import.db-journal" or "photos.pack") && !file.Name.StartsWith("catalogue.live", StringComparison.Ordinal);
}
