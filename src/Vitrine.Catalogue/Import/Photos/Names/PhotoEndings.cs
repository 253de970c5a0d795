namespace Vitrine.Catalogue;

/// <summary>The endings of photo files, in any letter case. Which format a file has is told by its first bytes; endings only help to find it by name.</summary>
internal static class PhotoEndings
{
    /// <summary>Stands for any ending in a pattern: "{id}.*".</summary>
    private const string Any = ".*";

    /// <summary>Formats that are not read (HEIC, JPEG XL, BMP) are among them: such a photo is found, and then named for what it is.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".tif", ".tiff", ".svg", ".avif", ".bmp", ".heic", ".heif", ".jxl",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownSpans = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The longest that can be an ending, its dot included.</summary>
    private const int MaxLength = 5;

    /// <summary>Whether the name ends like a photo.</summary>
    public static bool HasOne(ReadOnlySpan<char> name) => KnownSpans.Contains(Of(name));

    /// <summary>The name in two: "boot.JPG" is "boot" and ".JPG"; "P1.2" is all stem, for ".2" is no ending of a photo; "P1.*" is "P1" and an open ending.</summary>
    public static (string Stem, string? Ending) Split(string name)
    {
        var ending = Of(name);
        if (ending.SequenceEqual(Any))
            return (name[..^ending.Length], null);
        return KnownSpans.Contains(ending) ? (name[..^ending.Length], ending.ToString()) : (name, null);
    }

    private static ReadOnlySpan<char> Of(ReadOnlySpan<char> name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && name.Length - dot <= MaxLength ? name[dot..] : [];
    }
}
