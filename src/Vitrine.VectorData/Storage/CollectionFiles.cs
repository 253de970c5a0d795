using System.Collections.Concurrent;
using Vitrine.Index;
using Vitrine.VectorData.Definition;

namespace Vitrine.VectorData.Storage;

/// <summary>
/// A collection on the disk, for any number of readers and one writer at a time, in this process and in others. A reader takes the last commit, whoever made it: whether it is still
/// the last is looked up at the head of the manifest.
/// </summary>
internal sealed class CollectionFiles(CollectionPaths paths) : IDisposable
{
    // Writers of one process wait for each other here, whichever object they write by; those of other processes are waited for at the index's lock.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(StringComparer.Ordinal);

    private readonly SemaphoreSlim gate = Gates.GetOrAdd(paths.Folder, _ => new SemaphoreSlim(1));
    private CollectionState? current;

    /// <summary>Where it is.</summary>
    public CollectionPaths Paths { get; } = paths;

    /// <summary>Whether there is such a collection.</summary>
    public bool Exists => File.Exists(Paths.Manifest);

    /// <summary>The last commit, to be left by disposing of it; null where there is no collection.</summary>
    /// <exception cref="IndexFormatException">A file is damaged.</exception>
    public CollectionState? Enter()
    {
        while (true)
        {
            var known = Volatile.Read(ref current);
            var stamp = CommitStamp.Of(Paths);
            if (known is not null && known.Stamp == stamp && known.TryEnter())
                return known;

            CollectionState? opened;
            try
            {
                opened = stamp.Generation == 0 ? null : CollectionState.Open(Paths);
            }
            catch (Exception problem) when (problem is IndexFormatException or IOException && !Exists)
            {
                continue; // deleted while it was opened
            }

            // Of several that open the same commit one stays; what each reads by is its own in any case.
            var isEntered = opened?.TryEnter() ?? false;
            if (Interlocked.CompareExchange(ref current, opened, known) == known)
                known?.Dispose();
            else
                opened?.Dispose();
            if (opened is null || isEntered)
                return opened;
        }
    }

    /// <summary>Makes the collection where there is none.</summary>
    /// <exception cref="InvalidOperationException">There is one of other records.</exception>
    public Task CreateAsync(RecordForm form, CancellationToken cancellation) => AloneAsync(() =>
    {
        if (Exists)
        {
            using var state = Enter()!;
            form.Check(state.Snapshot.Schema, state.Snapshot.Properties);
            return;
        }

        Directory.CreateDirectory(Paths.Index);
        using var records = new RecordAppender(Paths.Records(RecordNotes.First));
        using var writer = IndexWriter.Create(Paths.Index, form.Schema);
        foreach (var (name, value) in form.Notes)
            writer.Properties[name] = value;
        RecordNotes.Write(writer.Properties, RecordNotes.First, liveBytes: 0);
        writer.Commit(cancellation);
    }, cancellation);

    /// <summary>Changes records: all or, when it fails, none.</summary>
    /// <param name="change">The changes.</param>
    /// <param name="itemOf">Makes the item of the index again from a record, should the file of records be written anew.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such collection.</exception>
    /// <exception cref="IOException">Another process writes and does not end.</exception>
    public Task WriteAsync(Action<CollectionWriter> change, Func<string, StoredRecord, IndexItem> itemOf, CancellationToken cancellation) => AloneAsync(() =>
    {
        if (!Exists)
            throw new DirectoryNotFoundException();
        using var writer = CollectionWriter.Open(Paths, cancellation);
        change(writer);
        writer.Commit(itemOf, cancellation);
    }, cancellation);

    /// <summary>Removes the collection with all its files; nothing where there is none.</summary>
    public Task DeleteAsync(CancellationToken cancellation) => AloneAsync(() =>
    {
        if (!Directory.Exists(Paths.Folder))
            return;
        Dispose();
        // Out of sight at once; whoever reads it now reads on.
        var hidden = Path.Combine(Path.GetDirectoryName(Paths.Folder)!, $"{CollectionPaths.Hidden}deleted-{Guid.NewGuid():N}");
        Directory.Move(Paths.Folder, hidden);
        Directory.Delete(hidden, recursive: true);
    }, cancellation);

    /// <summary>Lets go of the last commit; a later reader opens it again.</summary>
    public void Dispose() => Interlocked.Exchange(ref current, null)?.Dispose();

    // A commit waits for the disk: not on the thread of the caller.
    private async Task AloneAsync(Action action, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await Task.Run(action, cancellation).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }
}
