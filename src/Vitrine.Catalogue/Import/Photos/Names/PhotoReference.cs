namespace Vitrine.Catalogue;

/// <summary>What a table says about where a photo is, in every way in which it can be meant.</summary>
/// <remarks>
/// A path, a name without ending, "x.*", a web address, a path of another machine ("/img/x.jpg", "C:\pics\x.jpg", "\\server\share\x.jpg"). Nothing
/// here becomes a path on the disk: references are only compared with the names of files that were listed.
/// </remarks>
internal sealed class PhotoReference
{
    private PhotoReference(IReadOnlyList<string[]> readings, bool isForeign) => (Readings, IsForeign) = (readings, isForeign);

    /// <summary>The names of the path, the most literal reading first: as it stands, decoded, and both without a query ("?v=3") or fragment.</summary>
    public IReadOnlyList<string[]> Readings { get; }

    /// <summary>Its folders are those of another machine: a web address or an absolute path. They need not be found here.</summary>
    public bool IsForeign { get; }

    /// <summary>Reads a reference; no readings where it names nothing, or climbs out by "..".</summary>
    public static PhotoReference Parse(string text)
    {
        text = text.Trim();
        if (text.Length > PhotoPath.MaxLength)
            return new PhotoReference([], isForeign: false);
        var isAddress = IsAddress(text);
        var readings = new List<string[]>();
        foreach (var whole in Cuts(text, isAddress).Prepend(text))
        {
            Add(whole);
            Add(PercentEncoding.Decode(whole));
        }

        return new PhotoReference(readings, isAddress || PhotoPath.IsOnDrive(text) || text is ['/' or '\\', ..]);

        void Add(string reading)
        {
            if (Names(reading, isAddress) is { } names && !readings.Any(names.SequenceEqual))
                readings.Add(names);
        }
    }

    private static bool IsAddress(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        return text.StartsWith("//", StringComparison.Ordinal)
            || scheme > 0 && text.AsSpan(0, scheme).IndexOfAnyExcept(SchemeCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> SchemeCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    /// <summary>
    /// The text without what may be its query or fragment. "k#1.jpg" may also be the name of a file; so the end is cut off only where a photo's
    /// ending stands before it, or, in a web address, where none stands after it ("…/12345?w=300").
    /// </summary>
    private static IEnumerable<string> Cuts(string text, bool isAddress)
    {
        for (var at = text.AsSpan().LastIndexOfAny('?', '#'); at > 0; at = text.AsSpan(0, at).LastIndexOfAny('?', '#'))
        {
            var before = text[..at];
            if (PhotoEndings.HasOne(before))
                yield return before;
            else if (isAddress && !before.AsSpan().ContainsAny('?', '#') && !NamesAPhoto(text.AsSpan(at)))
                yield return before;
        }
    }

    private static bool NamesAPhoto(ReadOnlySpan<char> query)
    {
        foreach (var part in query.SplitAny('?', '#', '&', '='))
        {
            if (PhotoEndings.HasOne(query[part]))
                return true;
        }

        return false;
    }

    /// <summary>A '/' in a query parts no names: "x.jpg?from=a/b.jpg" does not ask for b.jpg. What leads above the host of an address leads to the host.</summary>
    private static string[]? Names(string text, bool isAddress)
    {
        if (!isAddress)
            return PhotoPath.Names(text);
        var query = text.IndexOf('?');
        var names = PhotoPath.Names(query < 0 ? text : text[..query]);
        if (names is null || query < 0)
            return names;
        names[^1] += text[query..];
        return names;
    }
}
