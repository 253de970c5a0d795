using System.Buffers;
using System.Text;

namespace Vitrine.Index;

/// <summary>
/// Adds, replaces and deletes items of an index; one writer at a time. Nothing is visible to new snapshots, and nothing survives a
/// crash, before <see cref="Commit"/>; after it everything does.
/// </summary>
public sealed class IndexWriter : IDisposable
{
    // Items held in memory before they go to a segment file of their own. 256 MB of float32 vectors fit a small machine.
    private const long PendingBytesLimit = 256L << 20;

    // A search costs a little per segment and a deleted item costs its scan; beyond these a commit merges all into one.
    private const int MaxSegments = 8;

    private readonly string folder;
    private readonly FileStream writeLock;
    private readonly List<LiveSegment> segments = [];
    private readonly Dictionary<string, PendingItem> pending = [];
    private readonly Dictionary<string, string> properties;
    private Manifest committed;
    private HashSet<string> committedFiles;
    private long pendingBytes;
    private int nextNumber;

    private IndexWriter(string folder, FileStream writeLock, Manifest manifest)
    {
        this.folder = folder;
        this.writeLock = writeLock;
        committed = manifest;
        committedFiles = FilesOnDisk(folder);
        properties = new Dictionary<string, string>(manifest.Properties);
        var parts = IndexSnapshot.OpenParts(folder, manifest);
        for (var i = 0; i < parts.Length; i++)
            segments.Add(new LiveSegment(manifest.Segments[i], parts[i].Segment, parts[i].Deleted));
        // Numbers of files that a crash left behind are not used again, so a file is never written twice.
        nextNumber = 1 + Directory.EnumerateFiles(folder, "segment-*.bin").Select(NumberOf).DefaultIfEmpty(0).Max();
    }

    /// <summary>Form of codes and vectors.</summary>
    public IndexSchema Schema => committed.Schema;

    /// <summary>Notes that are committed with the data, e.g. the model's name and the data hash.</summary>
    public IDictionary<string, string> Properties => properties;

    /// <summary>Items, uncommitted changes included.</summary>
    public int Count => pending.Count + segments.Sum(s => s.Segment.Count - s.Deleted.Count);

    /// <summary>Creates an index (the folder too); an index that is there is replaced at the first commit, until then it stays.</summary>
    /// <exception cref="ArgumentException">The schema has neither codes nor vectors.</exception>
    /// <exception cref="IOException">Another writer is at work.</exception>
    public static IndexWriter Create(string folder, IndexSchema schema)
    {
        schema.Check();
        Directory.CreateDirectory(folder);
        return Locked(folder, () => new Manifest(GenerationIn(folder), schema, new Dictionary<string, string>(), []));
    }

    /// <summary>Opens an index for changes.</summary>
    /// <exception cref="IndexFormatException">There is no index, or a file is missing or damaged.</exception>
    /// <exception cref="IOException">Another writer is at work.</exception>
    public static IndexWriter Open(string folder)
    {
        if (!File.Exists(Manifest.PathIn(folder)))
            throw new IndexFormatException(Manifest.PathIn(folder), "no index is here.");
        return Locked(folder, () => Manifest.Read(folder));
    }

    /// <summary>Adds an item, or replaces the one of the same id.</summary>
    /// <param name="id">Id, 1…1,000 characters. Ties of a search are ordered by it.</param>
    /// <param name="row">The caller's number of the item, returned with hits and used by filters; ≥ 0.</param>
    /// <param name="code">Code of the schema's length; empty for an index without codes.</param>
    /// <param name="vector">Vector of the schema's dimensions; empty for an index without vectors.</param>
    /// <exception cref="ArgumentException">Id, code or vector do not fit.</exception>
    public void Put(string id, int row, ReadOnlySpan<ulong> code, ReadOnlySpan<float> vector)
    {
        if (id.Length is < 1 or > 1000)
            throw new ArgumentException($"An id of {id.Length} characters; expected 1…1,000.", nameof(id));
        if (!IsWellFormed(id))
            throw new ArgumentException("An id with half of a surrogate pair, which UTF-8 cannot express.", nameof(id));
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        if (Schema.CodeLayout is { } layout)
            layout.CheckCode(code);
        else if (code.Length > 0)
            throw new ArgumentException($"Item '{id}' has a code, but this index holds none.", nameof(code));
        if (vector.Length != Schema.VectorDimensions)
            throw new ArgumentException($"Item '{id}' has a vector of {vector.Length} dimensions; this index holds {Schema.VectorDimensions}.", nameof(vector));
        VectorCodec.Largest(vector, $"item '{id}'");
        Delete(id);
        pending.Add(id, new PendingItem(row, code.ToArray(), vector.ToArray()));
        pendingBytes += 8L * code.Length + 4L * vector.Length;
        if (pendingBytes > PendingBytesLimit)
            FlushPending();
    }

    /// <summary>Deletes an item; false when there is none of this id.</summary>
    public bool Delete(string id)
    {
        if (pending.Remove(id, out var item))
        {
            pendingBytes -= 8L * item.Code.Length + 4L * item.Vector.Length;
            return true;
        }

        foreach (var live in segments)
        {
            if (live.Segment.Find(id) is >= 0 and var position && live.Delete(position))
                return true;
        }

        return false;
    }

    /// <summary>Makes all changes durable and visible to snapshots opened from now on.</summary>
    /// <param name="cancellation">Stops before the commit point; the changes stay uncommitted.</param>
    public void Commit(CancellationToken cancellation = default)
    {
        FlushPending();
        cancellation.ThrowIfCancellationRequested();
        Merge();
        cancellation.ThrowIfCancellationRequested();
        var generation = committed.Generation + 1;
        var listed = segments.Select(live => live.Save(folder, generation)).ToArray();
        var next = committed with { Generation = generation, Properties = new Dictionary<string, string>(properties), Segments = listed };
        next.Write(folder);
        RemoveUnused(next);
        committed = next;
    }

    /// <summary>Ends the writer; uncommitted changes are lost.</summary>
    public void Dispose()
    {
        foreach (var live in segments)
            live.Segment.Dispose();
        segments.Clear();
        writeLock.Dispose();
    }

    private void FlushPending()
    {
        if (pending.Count == 0)
            return;
        var items = pending.OrderBy(p => p.Key, StringComparer.Ordinal).ToArray();
        Write([.. items.Select(p => p.Key)], [.. items.Select(p => p.Value.Row)],
            i => items[i].Value.Code, (writer, i) => writer.Write(i, items[i].Value.Vector));
        pending.Clear();
        pendingBytes = 0;
    }

    /// <summary>Joins all segments into one when there are many or half of their items are deleted.</summary>
    private void Merge()
    {
        segments.RemoveAll(live =>
        {
            var empty = live.Deleted.Count == live.Segment.Count;
            if (empty)
                live.Segment.Dispose();
            return empty;
        });
        long items = segments.Sum(s => (long)s.Segment.Count), deleted = segments.Sum(s => (long)s.Deleted.Count);
        if (segments.Count <= MaxSegments && 2 * deleted <= items)
            return;
        var rowBytes = Schema.HasVectors ? VectorSet.RowBytes(Schema.VectorDimensions, Schema.VectorFormat) : 0;
        if ((items - deleted) * Math.Max(rowBytes, 8L * (Schema.CodeLayout?.Words ?? 0)) > Array.MaxLength)
            return; // one segment would exceed what one array can hold
        var old = segments.ToArray();
        var live = old
            .SelectMany(s => Enumerable.Range(0, s.Segment.Count).Where(p => !s.Deleted.Contains(p)).Select(p => (Id: s.Segment.IdAt(p), s.Segment, Position: p)))
            .OrderBy(item => item.Id, StringComparer.Ordinal).ToArray();
        segments.Clear();
        Write([.. live.Select(item => item.Id)], [.. live.Select(item => item.Segment.RowAt(item.Position))],
            i => live[i].Segment.Codes!.Code(live[i].Position), (writer, i) => writer.Copy(i, live[i].Segment.Vectors!, live[i].Position));
        foreach (var s in old)
            s.Segment.Dispose();
    }

    private void Write(string[] ids, int[] rows, Func<int, ulong[]> code, Action<VectorWriter, int> vector)
    {
        var codes = ReadOnlyMemory<ulong>.Empty;
        if (Schema.CodeLayout is { } layout)
        {
            var words = new ulong[(long)ids.Length * layout.Words];
            for (var i = 0; i < ids.Length; i++)
                code(i).CopyTo(words, i * layout.Words);
            codes = CodeSet.FromRows(words, layout).Blocks;
        }

        var vectors = new VectorWriter(Schema.HasVectors ? ids.Length : 0, Math.Max(1, Schema.VectorDimensions), Schema.VectorFormat);
        for (var i = 0; i < ids.Length && Schema.HasVectors; i++)
            vector(vectors, i);
        var file = FormattableString.Invariant($"segment-{nextNumber++:D6}.bin");
        var path = Path.Combine(folder, file);
        var checksum = SegmentWriter.Write(path, ids, rows, codes.Span, vectors.Rows, vectors.Scales);
        var segment = Segment.Open(path, Schema, checksum);
        segments.Add(new LiveSegment(new ManifestSegment(file, checksum, Manifest.NoFile, 0), segment, new Tombstones(segment.Count)));
    }

    /// <summary>
    /// Removes files that neither this commit nor the one before names. Keeping one generation more lets readers finish opening, and
    /// a disk that lost the rename of the manifest in a power cut still has what the old manifest names.
    /// </summary>
    private void RemoveUnused(Manifest next)
    {
        var files = FilesOf(next);
        foreach (var path in Directory.EnumerateFiles(folder, "*.bin"))
        {
            if (!files.Contains(Path.GetFileName(path)) && !committedFiles.Contains(Path.GetFileName(path)))
                TryDelete(path);
        }

        committedFiles = files;
    }

    private static HashSet<string> FilesOf(Manifest manifest) => [.. manifest.Segments.SelectMany(s => new[] { s.File, s.DeletedFile })];

    // Of the committed state in the folder, even if it is damaged or about to be replaced by a new index.
    private static HashSet<string> FilesOnDisk(string folder)
    {
        try
        {
            return FilesOf(Manifest.Read(folder));
        }
        catch (IndexFormatException)
        {
            return [];
        }
    }

    // A snapshot on Windows keeps its files; the next commit tries again.
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static IndexWriter Locked(string folder, Func<Manifest> manifest)
    {
        FileStream writeLock;
        try
        {
            writeLock = new FileStream(Path.Combine(folder, "write.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem)
        {
            throw new IOException($"Another process is writing the index in {folder}, or the folder is read-only; wait for it to end. ({problem.Message})", problem);
        }

        try
        {
            return new IndexWriter(folder, writeLock, manifest());
        }
        catch
        {
            writeLock.Dispose();
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

    private static int NumberOf(string path) =>
        int.TryParse(Path.GetFileNameWithoutExtension(path)["segment-".Length..], out var number) ? number : 0;

    private static bool IsWellFormed(string id)
    {
        for (var rest = id.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != OperationStatus.Done)
                return false;
            rest = rest[used..];
        }

        return true;
    }

    private readonly record struct PendingItem(int Row, ulong[] Code, float[] Vector);
}
