namespace Vitrine.Catalogue;

/// <summary>A hash over the last names of a path, from the file's own name upwards (FNV-1a of 64 bits, of which 56 are kept beside the path's length).</summary>
internal static class TailHash
{
    public const ulong Start = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    /// <summary>The hash of the last <paramref name="count"/> names, given that of one fewer.</summary>
    public static ulong Add(ulong hash, string[] names, int count)
    {
        foreach (var character in NameLikeness.Key(names[^count], isLast: count == 1))
            hash = (hash ^ character) * Prime;
        return (hash ^ '/') * Prime;
    }

    /// <summary>An entry of the index: sorted by hash, and within one by the number of names of the whole path.</summary>
    public static ulong WithDepth(ulong hash, int names) => hash << 8 | (uint)Math.Min(names, byte.MaxValue);

    /// <summary>Whether an entry has this hash.</summary>
    public static bool IsOf(ulong entry, ulong hash) => entry >> 8 == hash << 8 >> 8;
}
