namespace Vitrine.Catalogue;

/// <summary>Paths as lists of names: '/' and '\' alike part names, since archives from Windows have either.</summary>
internal static class PhotoPath
{
    /// <summary>Longer ones are refused unread.</summary>
    public const int MaxLength = 4096;

    /// <summary>Deeper paths are none of a shop.</summary>
    public const int MaxNames = 64;

    /// <summary>The names with "." gone and ".." taken back; null if nothing is left, more than 64 are, or ".." leads out above the first.</summary>
    public static string[]? Names(string path)
    {
        if (path.Length > MaxLength || path.Contains('\0'))
            return null;
        var names = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        if (!names.Any(name => name is "." or ".."))
            return names.Length is 0 or > MaxNames ? null : names;
        var kept = new List<string>(names.Length);
        foreach (var name in names)
        {
            if (name == ".." && kept.Count == 0)
                return null;
            if (name == "..")
                kept.RemoveAt(kept.Count - 1);
            else if (name != ".")
                kept.Add(name);
        }

        return kept.Count is 0 or > MaxNames ? null : [.. kept];
    }

    /// <summary>
    /// The names of a file in a folder or archive; null if it is no photo of the shop: an absolute path, one that climbs out, a hidden file ("._x.jpg" of a
    /// Mac, ".thumbs/x.jpg") or one below __MACOSX.
    /// </summary>
    public static string[]? NamesOfFile(string path)
    {
        if (path.Length == 0 || path[0] is '/' or '\\' || IsOnDrive(path) || path.Contains("..", StringComparison.Ordinal) && Climbs(path))
            return null;
        return Names(path) is { } names && !names.Any(name => name[0] == '.' || name == "__MACOSX") ? names : null;
    }

    /// <summary>Begins like "C:\" or "C:/".</summary>
    public static bool IsOnDrive(string path) => path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\';

    // A member of an archive has no business with "..", even where it stays inside.
    private static bool Climbs(string path) => path.Split('/', '\\').Contains("..");
}
