using Vitrine.Index;
using Vitrine.VectorData.Definition;

namespace Vitrine.VectorData.Storage;

/// <summary>Changes a collection. Records are safe on the disk before the index that names them is committed, so that a crash leaves the last commit whole.</summary>
internal sealed class CollectionWriter : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10); // for a writer of another process
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(10);

    // So much of a file of records may be outdated, however few are not.
    private const long LeastOutdated = 4 << 20;

    private readonly CollectionPaths paths;
    private readonly CollectionState before;
    private readonly IndexWriter index;
    private RecordAppender records;
    private readonly Dictionary<string, long> added = new(StringComparer.Ordinal); // bytes of each record put here, by id
    private readonly HashSet<string> replaced = new(StringComparer.Ordinal); // ids whose record of before no longer counts
    private string file;
    private long liveBytes;

    private CollectionWriter(CollectionPaths paths, CollectionState before, IndexWriter index)
    {
        (this.paths, this.before, this.index) = (paths, before, index);
        file = RecordNotes.FileOf(before.Snapshot.Properties);
        liveBytes = RecordNotes.LiveBytesOf(index.Properties);
        records = new RecordAppender(paths.Records(file));
    }

    /// <exception cref="IOException">Another process writes and does not end.</exception>
    public static CollectionWriter Open(CollectionPaths paths, CancellationToken cancellation)
    {
        var index = Locked(paths, cancellation);
        CollectionState? state = null;
        try
        {
            state = CollectionState.Open(paths);
            return new CollectionWriter(paths, state, index);
        }
        catch
        {
            state?.Dispose();
            index.Dispose();
            throw;
        }
    }

    /// <summary>The state before the changes.</summary>
    public IndexSnapshot Before => before.Snapshot;

    /// <summary>Adds a record, or replaces the one of the same id.</summary>
    /// <exception cref="ArgumentException">Something of it does not fit the index.</exception>
    public void Put(IndexItem item, StoredRecord record)
    {
        var place = records.Add(record);
        item.Fields[RecordForm.Place] = place;
        index.Put(item);
        Forget(item.Id);
        added[item.Id] = records.Length - place;
        liveBytes += records.Length - place;
    }

    /// <summary>Removes a record; nothing where there is none.</summary>
    public void Delete(string id)
    {
        if (index.Delete(id))
            Forget(id);
    }

    /// <summary>Makes the changes visible and safe.</summary>
    /// <param name="itemOf">Makes the item of the index again from a record.</param>
    /// <param name="cancellation">Stops before the commit; nothing has changed then.</param>
    public void Commit(Func<string, StoredRecord, IndexItem> itemOf, CancellationToken cancellation)
    {
        Commit(cancellation);
        if (records.Length - liveBytes > Math.Max(liveBytes, LeastOutdated))
            Rewrite(itemOf, cancellation);
    }

    public void Dispose()
    {
        records.Dispose();
        index.Dispose();
        before.Dispose();
    }

    private void Commit(CancellationToken cancellation)
    {
        records.Flush();
        RecordNotes.Write(index.Properties, file, liveBytes);
        index.Commit(cancellation);
    }

    // Each rewriting copies less than was outdated since the one before, so a change costs at most about two writings of it.
    private void Rewrite(Func<string, StoredRecord, IndexItem> itemOf, CancellationToken cancellation)
    {
        records.Dispose();
        file = RecordNotes.After(file);
        File.Delete(paths.Records(file)); // of a rewriting that a crash ended
        records = new RecordAppender(paths.Records(file));
        using (var now = CollectionState.Open(paths))
        {
            foreach (var (id, _) in now.Snapshot.Items())
            {
                cancellation.ThrowIfCancellationRequested();
                var record = now.Read(id, withVectors: true);
                var item = itemOf(id, record);
                item.Fields[RecordForm.Place] = records.Add(record);
                index.Put(item);
            }
        }

        Commit(cancellation);
        foreach (var other in Directory.EnumerateFiles(paths.Folder, RecordNotes.Pattern).Where(other => Path.GetFileName(other) != file))
            TryDelete(other);
    }

    // Where a reader keeps it (Windows), the next rewriting tries again.
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

    private void Forget(string id)
    {
        if (added.Remove(id, out var bytes))
            liveBytes -= bytes;
        if (Before.Contains(id) && replaced.Add(id))
            liveBytes -= before.Records.BytesOf(before.PlaceOf(id));
    }

    private static IndexWriter Locked(CollectionPaths paths, CancellationToken cancellation)
    {
        for (var end = Environment.TickCount64 + (long)Patience.TotalMilliseconds; ;)
        {
            try
            {
                return IndexWriter.Open(paths.Index);
            }
            catch (IOException) when (Environment.TickCount64 < end && File.Exists(paths.Manifest))
            {
                if (cancellation.WaitHandle.WaitOne(BetweenTries))
                    throw new OperationCanceledException(cancellation);
            }
        }
    }
}
