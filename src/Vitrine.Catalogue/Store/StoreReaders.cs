using System.Collections.Concurrent;

namespace Vitrine.Catalogue;

/// <summary>A few readers of one and the same state of a store, lent to whoever asks. Safe to use from several threads.</summary>
/// <remarks>
/// All are opened at once, because a later one would see what was published meanwhile. Nobody waits for a reader unless as many threads as
/// there are readers read a product at that very moment.
/// </remarks>
internal sealed class StoreReaders : IDisposable
{
    /// <summary>A reader costs a few hundred microseconds to open and up to 2 MB of cache; reading ten products takes it about a tenth of a millisecond.</summary>
    private static readonly int Number = Math.Min(Environment.ProcessorCount, 8);

    private readonly string store;
    private readonly ConcurrentBag<StoreReader> idle;
    private readonly SemaphoreSlim free = new(Number);
    private volatile bool closed;

    private StoreReaders(string store, IEnumerable<StoreReader> readers) => (this.store, idle) = (store, [.. readers]);

    /// <param name="store">The folder.</param>
    /// <param name="isLive">Whether the live draft is read, see <see cref="StoreSchema.OpenLive"/>; nothing may be kept meanwhile.</param>
    /// <exception cref="CatalogueException">The database cannot be read.</exception>
    public static StoreReaders Open(string store, bool isLive = false) => StoreFault.Guard(store, () =>
    {
        while (true)
        {
            var readers = new List<StoreReader>(Number);
            try
            {
                while (readers.Count < Number)
                    readers.Add(StoreReader.Open(store, isLive));
                // An import may have been published between the first and the last of them.
                if (readers.All(reader => reader.State == readers[0].State))
                    return new StoreReaders(store, readers);
            }
            catch
            {
                readers.ForEach(reader => reader.Dispose());
                throw;
            }

            readers.ForEach(reader => reader.Dispose());
        }
    });

    /// <summary>Lends a reader for the time of one call.</summary>
    /// <exception cref="CatalogueException">The database cannot be read.</exception>
    public T Read<T>(Func<StoreReader, T> read)
    {
        free.Wait();
        StoreReader? reader = null;
        try
        {
            ObjectDisposedException.ThrowIf(closed || !idle.TryTake(out reader), typeof(CatalogueStore));
            return StoreFault.GuardContent(store, () => read(reader));
        }
        finally
        {
            if (reader is not null)
                idle.Add(reader);
            if (closed)
                DisposeIdle();
            free.Release();
        }
    }

    /// <summary>Closes the readers; one that is lent is closed when it comes back.</summary>
    public void Dispose()
    {
        closed = true;
        DisposeIdle();
    }

    private void DisposeIdle()
    {
        while (idle.TryTake(out var reader))
            reader.Dispose();
    }
}
