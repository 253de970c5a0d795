namespace Vitrine.Index;

/// <summary>
/// One committed state of an index, whole and unchanging while writers go on. Any number of threads may search it at once, without
/// locks; it must not be disposed while one does. Open a new snapshot to see later commits.
/// </summary>
public sealed class IndexSnapshot : IDisposable
{
    private readonly Manifest manifest;
    private readonly (Segment Segment, Tombstones Deleted)[] parts;

    private IndexSnapshot(Manifest manifest, (Segment, Tombstones)[] parts)
    {
        this.manifest = manifest;
        this.parts = parts;
        Count = this.parts.Sum(p => p.Segment.Count - p.Deleted.Count);
    }

    /// <summary>Number of items.</summary>
    public int Count { get; }

    /// <summary>Number of the commit, from 1.</summary>
    public long Generation => manifest.Generation;

    /// <summary>Form of codes and vectors.</summary>
    public IndexSchema Schema => manifest.Schema;

    /// <summary>What the writer noted, e.g. the model's name and the data hash.</summary>
    public IReadOnlyDictionary<string, string> Properties => manifest.Properties;

    /// <summary>Opens the last committed state and verifies every byte of it.</summary>
    /// <param name="folder">Folder of the index.</param>
    /// <exception cref="IndexFormatException">There is no index, or a file is missing or damaged.</exception>
    public static IndexSnapshot Open(string folder)
    {
        for (var manifest = Manifest.Read(folder); ;)
        {
            try
            {
                return new IndexSnapshot(manifest, OpenParts(folder, manifest));
            }
            catch (IndexFormatException)
            {
                // A writer may have committed twice since the manifest was read and removed what it named; then look again.
                var now = Manifest.Read(folder);
                if (now.Generation == manifest.Generation)
                    throw;
                manifest = now;
            }
        }
    }

    /// <summary>The items of nearest code, nearest first; equal distances by ascending id (ordinal).</summary>
    /// <param name="query">Query code.</param>
    /// <param name="k">Hits wanted; fewer come back if fewer items pass.</param>
    /// <param name="filter">The caller's row numbers that may be found; null for all.</param>
    /// <exception cref="InvalidOperationException">The index has no codes.</exception>
    public CodeMatch[] SearchCodes(ReadOnlySpan<ulong> query, int k, RowSet? filter = null)
    {
        var layout = Schema.CodeLayout ?? throw new InvalidOperationException("This index holds no codes; search it by vector.");
        var matches = new List<CodeMatch>();
        foreach (var (segment, deleted) in parts)
        {
            foreach (var hit in segment.Codes!.Search(query, k, Accepts(segment, deleted, filter)))
                matches.Add(new CodeMatch(segment.IdAt(hit.Row), segment.RowAt(hit.Row), hit.Distance, layout.LayerDistances(query, segment.Codes.Code(hit.Row))));
        }

        matches.Sort((a, b) => a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : string.CompareOrdinal(a.Id, b.Id));
        return [.. matches.Take(k)];
    }

    /// <summary>The items of largest inner product, largest first; equal scores by ascending id (ordinal). Parameters as for codes.</summary>
    /// <exception cref="InvalidOperationException">The index has no vectors.</exception>
    public VectorMatch[] SearchVectors(ReadOnlySpan<float> query, int k, RowSet? filter = null)
    {
        if (!Schema.HasVectors)
            throw new InvalidOperationException("This index holds no vectors; search it by code.");
        var matches = new List<VectorMatch>();
        foreach (var (segment, deleted) in parts)
        {
            foreach (var hit in segment.Vectors!.Search(query, k, Accepts(segment, deleted, filter)))
                matches.Add(new VectorMatch(segment.IdAt(hit.Row), segment.RowAt(hit.Row), hit.Score));
        }

        matches.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : string.CompareOrdinal(a.Id, b.Id));
        return [.. matches.Take(k)];
    }

    /// <summary>The code of an item; null when the index has no such item.</summary>
    /// <exception cref="InvalidOperationException">The index has no codes.</exception>
    public ulong[]? FindCode(string id)
    {
        if (Schema.CodeLayout is null)
            throw new InvalidOperationException("This index holds no codes.");
        foreach (var (segment, deleted) in parts)
        {
            if (segment.Find(id) is >= 0 and var position && !deleted.Contains(position))
                return segment.Codes!.Code(position);
        }

        return null;
    }

    /// <summary>All ids with the caller's row numbers, in no particular order.</summary>
    public IEnumerable<(string Id, int Row)> Items()
    {
        foreach (var (segment, deleted) in parts)
        {
            for (var position = 0; position < segment.Count; position++)
            {
                if (!deleted.Contains(position))
                    yield return (segment.IdAt(position), segment.RowAt(position));
            }
        }
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (var (segment, _) in parts)
            segment.Dispose();
    }

    internal static (Segment Segment, Tombstones Deleted)[] OpenParts(string folder, Manifest manifest)
    {
        var parts = new List<(Segment, Tombstones)>();
        try
        {
            foreach (var listed in manifest.Segments)
            {
                var segment = Segment.Open(Path.Combine(folder, listed.File), manifest.Schema, listed.Checksum);
                parts.Add((segment, new Tombstones(segment.Count)));
                if (listed.DeletedFile != Manifest.NoFile)
                    parts[^1] = (segment, Tombstones.Read(Path.Combine(folder, listed.DeletedFile), segment.Count, listed.DeletedChecksum));
            }

            return [.. parts];
        }
        catch
        {
            foreach (var (segment, _) in parts)
                segment.Dispose();
            throw;
        }
    }

    private static Func<int, bool>? Accepts(Segment segment, Tombstones deleted, RowSet? filter) => (filter, deleted.Count) switch
    {
        (null, 0) => null,
        (null, _) => position => !deleted.Contains(position),
        _ => position => filter.Contains(segment.RowAt(position)) && !deleted.Contains(position),
    };
}
