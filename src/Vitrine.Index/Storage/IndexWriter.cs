namespace Vitrine.Index;

/// <summary>
/// Adds, replaces and deletes items of an index; one writer at a time. Nothing is visible to new snapshots, and nothing survives a
/// crash, before <see cref="Commit"/>; after it everything does. Items go to segment files as they come, so memory does not bound their number, and
/// a commit costs what it changes: opening reads headers, new items become a segment of their own, deleted ones a bit each, and merges are bounded
/// (<see cref="MergePlan"/>).
/// </summary>
public sealed partial class IndexWriter : IIndexWriter
{
    private readonly WriterFolder folder;
    private readonly SegmentLayout layout;
    private readonly ItemRecord records;
    private readonly List<LiveSegment> segments = [];
    private readonly PendingItems pending;
    private readonly Dictionary<string, string> properties;
    private Manifest committed;
    private long bytesAdded; // to segments, since the last commit

    private IndexWriter(WriterFolder folder, Manifest manifest)
    {
        this.folder = folder;
        committed = manifest;
        layout = new SegmentLayout(manifest.Schema);
        records = new ItemRecord(manifest.Schema, layout);
        pending = new PendingItems(layout.Fields.Count);
        properties = new Dictionary<string, string>(manifest.Properties);
        var opened = IndexSnapshot.OpenSegments(folder.Path, manifest);
        for (var i = 0; i < opened.Length; i++)
            segments.Add(new LiveSegment(manifest.Segments[i], opened[i].Segment, opened[i].Deleted));
    }

    /// <summary>Form of codes, vectors, parts and fields.</summary>
    public IndexSchema Schema => committed.Schema;

    /// <summary>Notes that are committed with the data: what it was made from, e.g. the model's name and the data hash.</summary>
    public IDictionary<string, string> Properties => properties;

    /// <summary>Bytes of items in memory before they become a segment. The default holds 180,000 of 256 dimensions in half precision.</summary>
    internal long PendingBytesLimit { get; set; } = 128L << 20;

    /// <inheritdoc cref="WriterFolder.Grace"/>
    internal TimeSpan Grace
    {
        get => folder.Grace;
        set => folder.Grace = value;
    }

    /// <summary>Items, uncommitted changes included.</summary>
    public int Count => pending.Count + segments.Sum(segment => segment.LiveCount);

    /// <summary>Creates an index (the folder too); an index that is there is replaced at the first commit, until then it stays.</summary>
    /// <exception cref="ArgumentException">The schema makes no sense.</exception>
    /// <exception cref="IOException">Another writer is at work.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is read-only.</exception>
    public static IndexWriter Create(string folder, IndexSchema schema)
    {
        schema.Check();
        Directory.CreateDirectory(folder);
        return Locked(folder, () => new Manifest(GenerationIn(folder), schema, new Dictionary<string, string>(), []));
    }

    /// <summary>Opens an index for changes.</summary>
    /// <param name="folder">Folder of the index.</param>
    /// <param name="expected">The form of the items that will come; null for whatever the index holds.</param>
    /// <exception cref="IndexFormatException">There is no index, or one of another form, or a file is missing or damaged.</exception>
    /// <exception cref="IOException">Another writer is at work.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is read-only.</exception>
    public static IndexWriter Open(string folder, IndexSchema? expected = null)
    {
        if (!File.Exists(Manifest.PathIn(folder)))
            throw new IndexFormatException(Manifest.PathIn(folder), "no index is here.");
        return Locked(folder, () =>
        {
            var manifest = Manifest.Read(folder);
            return expected is null || expected == manifest.Schema
                ? manifest
                : throw new IndexFormatException(Manifest.PathIn(folder), $"the index holds {manifest.Schema}; the items to add have {expected}.");
        });
    }

    /// <summary>Adds an item without fields and group, or replaces the one of the same id.</summary>
    /// <param name="id">Id, 1…1,000 characters. Ties of a search are ordered by it.</param>
    /// <param name="row">
    /// The caller's number of the item, returned with hits and used by filters; ≥ 0. An int, since it numbers the rows of a catalogue, and a bitmap
    /// over them stays below 256 MB.
    /// </param>
    /// <param name="code">Code of the schema's length; empty for an index without codes.</param>
    /// <param name="vector">Vector of the schema's dimensions; empty for an index without vectors.</param>
    /// <param name="parts">For each part of the schema, in its order, the vectors of the item one after another: none to as many as the part allows.</param>
    /// <exception cref="ArgumentException">Id, code, vector or parts do not fit.</exception>
    public void Put(string id, int row, ReadOnlySpan<ulong> code, ReadOnlySpan<float> vector, params ReadOnlySpan<ReadOnlyMemory<float>> parts)
    {
        var utf8 = ItemRecord.Id(id);
        Put(id, utf8, records.Of(id, row, code, vector, parts), []);
    }

    /// <summary>Adds an item with fields, or replaces the one of the same id.</summary>
    /// <exception cref="ArgumentException">Something of it does not fit the schema.</exception>
    public void Put(IndexItem item)
    {
        var utf8 = ItemRecord.Id(item.Id);
        Put(item.Id, utf8, records.Of(item.Id, item.Row, item.Code.Span, item.Vector.Span, [.. item.Parts]), records.TermsOf(item));
    }

    /// <summary>Deletes an item; false when there is none of this id.</summary>
    public bool Delete(string id) => pending.Remove(id) || DeleteFromSegments(ItemRecord.Id(id));

    /// <summary>Makes all changes durable and visible to snapshots opened from now on.</summary>
    /// <param name="cancellation">Stops before the commit point; the changes stay uncommitted.</param>
    public void Commit(CancellationToken cancellation = default)
    {
        Flush(cancellation);
        Merge(cancellation);
        cancellation.ThrowIfCancellationRequested();
        var generation = committed.Generation + 1;
        var listed = segments.Select(live => live.Save(folder.Path, generation)).ToArray();
        var next = committed with { Generation = generation, Properties = new Dictionary<string, string>(properties), Segments = listed };
        next.Write(folder.Path);
        folder.RemoveUnused(next);
        committed = next;
        bytesAdded = 0;
    }

    /// <summary>Ends the writer; uncommitted changes are lost.</summary>
    public void Dispose()
    {
        foreach (var live in segments)
            live.Segment.Dispose();
        segments.Clear();
        folder.Dispose();
    }

    private void Put(string id, byte[] utf8, byte[] record, byte[][][] terms)
    {
        if (pending.Put(id, utf8, record, terms))
            DeleteFromSegments(utf8);
        if (pending.Bytes > PendingBytesLimit)
            Flush(CancellationToken.None);
    }

    private bool DeleteFromSegments(ReadOnlySpan<byte> id)
    {
        var hash = IdFilter.Hash(id);
        foreach (var live in segments)
        {
            if (live.Segment.Ids.Find(id, hash) is >= 0 and var position && live.Delete(position))
                return true; // an id lives in one segment at most
        }

        return false;
    }

    private void Flush(CancellationToken cancellation)
    {
        if (pending.Count == 0)
            return;
        bytesAdded += Add(pending.Sorted(), cancellation).Segment.Length;
        pending.Clear();
    }

    /// <summary>Drops empty segments, rewrites those of which half is deleted (each item then pays for one), and joins what the plan says.</summary>
    private void Merge(CancellationToken cancellation)
    {
        foreach (var half in segments.Where(live => 2L * live.Deleted.Count >= live.Segment.Count).ToArray())
            Join([half], cancellation);
        for (var budget = MergePlan.BudgetFor(bytesAdded); ;)
        {
            segments.Sort((a, b) => a.LiveBytes.CompareTo(b.LiveBytes));
            var first = MergePlan.Choose([.. segments.Select(live => live.LiveBytes)], budget);
            if (first < 0)
                return;
            budget -= Join([.. segments.Skip(first).Take(MergePlan.FanIn)], cancellation);
        }
    }

    /// <summary>Replaces segments by one of their living items; returns its bytes.</summary>
    private long Join(LiveSegment[] old, CancellationToken cancellation)
    {
        var items = new MergedItems(old, layout);
        var bytes = items.Count == 0 ? 0 : Add(items, cancellation).Segment.Length;
        foreach (var live in old)
        {
            segments.Remove(live);
            live.Segment.Dispose();
        }

        return bytes;
    }

    private LiveSegment Add(ItemStream items, CancellationToken cancellation)
    {
        var file = folder.NextSegment();
        var checksum = SegmentWriter.Write(folder.PathOf(file), layout, items, cancellation);
        var segment = Segment.Open(folder.PathOf(file), Schema, checksum);
        var live = new LiveSegment(new ManifestSegment(file, checksum, Manifest.NoFile, 0), segment, new Tombstones(segment.Count));
        segments.Add(live);
        return live;
    }

    private static IndexWriter Locked(string path, Func<Manifest> manifest)
    {
        var folder = new WriterFolder(path);
        try
        {
            return new IndexWriter(folder, manifest());
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static long GenerationIn(string folder)
    {
        try
        {
            return Manifest.Read(folder).Generation;
        }
        catch (IndexFormatException)
        {
            return 0; // nothing, or something broken, that the new index replaces
        }
    }
}
