namespace Vitrine.Index;

/// <summary>
/// One committed state of an index, whole and unchanging while writers go on. Any number of threads may search it at once, without
/// locks; it must not be disposed while one does. Open a new snapshot to see later commits. Opening reads headers only; whatever is read later is
/// verified then, block by block, so that any member that reads items may throw an <see cref="IndexFormatException"/> which names the damaged block.
/// </summary>
public sealed partial class IndexSnapshot : IDisposable
{
    private readonly string folder;
    private readonly Manifest manifest;
    private readonly SnapshotFiles files;
    private readonly OpenedSegment[] segments;
    private readonly SegmentPartition?[] partitions; // of each segment
    private readonly Lazy<RowMap> rowMap;
    private bool isDisposed;
    private readonly Lazy<MergedTerms>[] terms; // of the fields, then the group

    private IndexSnapshot(string folder, Manifest manifest, SnapshotFiles files)
    {
        (this.folder, this.manifest, this.files) = (folder, manifest, files);
        (segments, partitions) = (files.Segments, files.Partitions);
        rowMap = new Lazy<RowMap>(() => new RowMap(segments));
        terms = [.. Enumerable.Range(0, Schema.FieldColumnCount)
            .Select(field => new Lazy<MergedTerms>(() => new MergedTerms([.. segments.Select(opened => opened.Segment.Fields[field])])))];
        Count = segments.Sum(opened => opened.Segment.Count - opened.Deleted.Count);
    }

    /// <summary>Number of items.</summary>
    public int Count { get; }

    /// <summary>Number of the commit, from 1.</summary>
    public long Generation => manifest.Generation;

    /// <summary>Form of codes, vectors, parts and fields.</summary>
    public IndexSchema Schema => manifest.Schema;

    /// <summary>What the writer noted, e.g. the model's name and the data hash.</summary>
    public IReadOnlyDictionary<string, string> Properties => manifest.Properties;

    /// <summary>Opens the last committed state.</summary>
    /// <param name="folder">Folder of the index.</param>
    /// <exception cref="IndexFormatException">There is no index, or a file is missing, cut off, or has a damaged header.</exception>
    public static IndexSnapshot Open(string folder) => Open(folder, before: null);

    /// <summary>
    /// Opens the last committed state, as <see cref="Open(string)"/> does, but shares the files that this snapshot has open: they are neither mapped nor verified again,
    /// so that the first search after a commit takes hardly longer than any other. Either may be disposed first. Cells and tables that were made anew since
    /// are seen by <see cref="Open(string)"/>.
    /// </summary>
    /// <exception cref="IndexFormatException">There is no index, or a file is missing, cut off, or has a damaged header.</exception>
    public IndexSnapshot Newer() => Open(folder, files);

    private static IndexSnapshot Open(string folder, SnapshotFiles? before)
    {
        for (var manifest = Manifest.Read(folder); ;)
        {
            try
            {
                return new IndexSnapshot(folder, manifest, SnapshotFiles.Open(folder, manifest, before));
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

    /// <summary>Number of the last commit in a folder, 0 where there is none: whether a snapshot is the newest still. Reads the head of one file, some microseconds.</summary>
    /// <exception cref="IndexFormatException">What is there is no index.</exception>
    public static long LastGeneration(string folder) => Manifest.GenerationIn(folder);

    internal IReadOnlyList<OpenedSegment> Segments => segments;

    /// <summary>The tables over the codes of each segment; null for one without.</summary>
    internal IReadOnlyList<CodeTables?> CodeTables => files.Tables;

    /// <summary>All ids with the caller's row numbers, in no particular order.</summary>
    public IEnumerable<(string Id, int Row)> Items()
    {
        foreach (var (segment, deleted) in segments)
        {
            for (var position = 0; position < segment.Count; position++)
            {
                if (!deleted.Contains(position))
                    yield return (segment.Ids[position], segment.RowAt(position));
            }
        }
    }

    /// <summary>Closes the files that no other snapshot shares.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
            return;
        files.Dispose();
    }

    /// <summary>The terms of a field in all segments; made when they are first asked for.</summary>
    internal MergedTerms TermsOf(int field) => terms[field].Value;

    internal static OpenedSegment[] OpenSegments(string folder, Manifest manifest)
    {
        var segments = new List<OpenedSegment>();
        try
        {
            foreach (var listed in manifest.Segments)
            {
                var segment = Segment.Open(Path.Combine(folder, listed.File), manifest.Schema, listed.Checksum);
                segments.Add(new OpenedSegment(segment, new Tombstones(segment.Count)));
                segments[^1] = new OpenedSegment(segment, listed.Deleted(folder, segment.Count));
            }

            return [.. segments];
        }
        catch
        {
            foreach (var opened in segments)
                opened.Segment.Dispose();
            throw;
        }
    }
}
