namespace Vitrine.Catalogue;

/// <summary>Relative paths of photos, as the table writes them and as archives name their members.</summary>
internal static class ImagePath
{
    /// <summary>Where the id goes in <see cref="ImportOptions.ImagePattern"/>.</summary>
    public const string IdPlace = "{id}";

    private const int MaxLength = 4096;

    /// <summary>The path with '/' between its names and nothing superfluous; null if it is empty, absolute, or climbs out by '..'.</summary>
    public static string? Normalise(string path)
    {
        if (path.Length is 0 or > MaxLength || path.Contains('\0') || path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':'))
            return null;
        var names = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".").ToArray();
        return names.Length == 0 || names.Contains("..") ? null : string.Join('/', names);
    }

    /// <summary>The path itself, then the path without its first folder, without its first two, …: the names a table may use for a member.</summary>
    public static IEnumerable<string> WithFewerFolders(string path)
    {
        yield return path;
        for (var at = path.IndexOf('/'); at >= 0; at = path.IndexOf('/', at + 1))
            yield return path[(at + 1)..];
    }
}
