using System.Globalization;

namespace Vitrine.Index;

/// <summary>What a copy of an index did.</summary>
/// <param name="Items">Items of the index.</param>
/// <param name="Copied">Items that were copied; fewer where a copy went on that was stopped before, none where all was there.</param>
/// <param name="Hash">SHA-256 over all items, by ascending id, as the copy has them. Both sides have given the same.</param>
public sealed record IndexCopyReport(int Items, int Copied, string Hash);

/// <summary>Copies an index from one place to another: from a folder to a database, and back.</summary>
/// <remarks>
/// Items are copied by ascending id and committed some at a time; a copy that is stopped goes on behind the last. Until it is done, the copy has none of the
/// properties of the original, so that a search takes it for none of today's products.
/// </remarks>
public static class IndexCopy
{
    private const string OriginKey = "copy of", LastKey = "copied to";

    /// <summary>Copies an index, and compares the copy with the original: by counts, and by a hash over all items as the copy keeps them.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="name">What it is called there.</param>
    /// <param name="to">Where it goes. An index that is there is replaced, unless it is the same or a copy that was stopped.</param>
    /// <param name="toName">What it will be called.</param>
    /// <param name="progress">Told the items that are there.</param>
    /// <param name="itemsPerCommit">Items that are committed together: what an interruption costs.</param>
    /// <param name="cancellation">Stops; what is committed stays.</param>
    /// <exception cref="IndexFormatException">There is no such index, or it is damaged, or the copy differs.</exception>
    /// <exception cref="IOException">Another writer is at work, or a server does not answer.</exception>
    /// <exception cref="ArgumentException">The other place cannot hold an item.</exception>
    public static IndexCopyReport Run(
        IIndexes from, string name, IIndexes to, string toName, IProgress<int>? progress = null, int itemsPerCommit = 50_000, CancellationToken cancellation = default)
    {
        using var original = from.Open(name);
        var origin = string.Create(CultureInfo.InvariantCulture, $"{original.Generation} of {from.PlaceOf(name)}");
        var (isSame, last) = StateOf(to, toName, original, origin);
        var copied = isSame ? 0 : Copy(original, to, toName, origin, last, progress, itemsPerCommit, cancellation);
        return new IndexCopyReport(original.Count, copied, Compare(original, to, toName, cancellation));
    }

    /// <summary>Whether the copy seems to be done, and else behind which id it goes on; null for from the beginning.</summary>
    private static (bool IsSame, string? Last) StateOf(IIndexes to, string name, IIndexSnapshot original, string origin)
    {
        if (!to.Exists(name))
            return (false, null);
        using var copy = to.Open(name);
        if (copy.Schema != original.Schema)
            return (false, null);
        if (copy.Properties.GetValueOrDefault(OriginKey) == origin)
            return (false, copy.Properties.GetValueOrDefault(LastKey));
        var isSame = copy.Count == original.Count && copy.Properties.Count == original.Properties.Count
            && original.Properties.All(property => copy.Properties.GetValueOrDefault(property.Key) == property.Value)
            && HashOf(copy, keep: null, default) == HashOf(original, copy.Kept, default);
        return (isSame, null);
    }

    private static int Copy(IIndexSnapshot original, IIndexes to, string name, string origin, string? last, IProgress<int>? progress, int itemsPerCommit, CancellationToken cancellation)
    {
        using var writer = last is null ? to.Create(name, original.Schema) : to.Change(name, original.Schema);
        var (copied, before) = (0, last is null ? 0 : writer.Count);
        foreach (var item in original.Items(last))
        {
            writer.Put(item);
            if (++copied % itemsPerCommit != 0)
                continue;
            (writer.Properties[OriginKey], writer.Properties[LastKey]) = (origin, item.Id);
            writer.Commit(cancellation);
            progress?.Report(before + copied);
        }

        writer.Properties.Clear();
        foreach (var (key, value) in original.Properties)
            writer.Properties[key] = value;
        writer.Commit(cancellation);
        progress?.Report(before + copied);
        return copied;
    }

    private static string Compare(IIndexSnapshot original, IIndexes to, string name, CancellationToken cancellation)
    {
        using var copy = to.Open(name);
        if (copy.Count != original.Count)
            throw new IndexFormatException(to.PlaceOf(name), $"the copy has {copy.Count} items, the original {original.Count}.");
        var (expected, found) = (HashOf(original, copy.Kept, cancellation), HashOf(copy, keep: null, cancellation));
        return found == expected ? found : throw new IndexFormatException(to.PlaceOf(name), $"the items of the copy have the hash {found[..16]}…, those of the original {expected[..16]}….");
    }

    private static string HashOf(IIndexSnapshot index, Func<ReadOnlyMemory<float>, ReadOnlyMemory<float>>? keep, CancellationToken cancellation)
    {
        using var digest = new ItemDigest(index.Schema);
        foreach (var item in index.Items())
        {
            cancellation.ThrowIfCancellationRequested();
            digest.Add(item, keep);
        }

        return digest.Value();
    }
}
