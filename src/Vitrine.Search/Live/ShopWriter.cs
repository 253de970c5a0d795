using System.Threading.Channels;
using Vitrine.Catalogue;
using Vitrine.Search.Shop;
using Vitrine.Search.Words;

namespace Vitrine.Search.Live;

/// <summary>
/// Writes products into a store while it is searched. A write is acknowledged when it is on the disk, together with all that came meanwhile; a new state to search is made behind it. The only
/// writer of the store as long as it is open. Safe to use from several threads.
/// </summary>
public sealed class ShopWriter : IAsyncDisposable
{
    // Writes that wait for the disk together, and those that may wait before a writer has to.
    private const int MostAtOnce = 1024, MostWaiting = 4096;

    // Between two states, so that many writes share the work of one.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    // What the journal holds has to be taken in again when a process was killed: 5,000 products take about a second.
    private const int FewestToFold = 5000;
    private const int FoldOneIn = 10;

    private readonly LiveStore store;
    private readonly LiveIndex index;
    private readonly Action<ShopSearch> show;
    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(MostWaiting);
    private readonly SemaphoreSlim written = new(0);
    private readonly Lock oneAtATime = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task writes, states;
    private Task fold = Task.CompletedTask;
    private volatile bool areWordsNew;
    private Exception? fault;
    private TaskCompletionSource nextState = New();
    private long searchable;

    private ShopWriter(LiveStore store, LiveIndex index, Action<ShopSearch> show)
    {
        (this.store, this.index, this.show, searchable) = (store, index, show, store.LastChange);
        writes = Task.Factory.StartNew(TakeWrites, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        states = Task.Factory.StartNew(MakeStates, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The last change that is on the disk.</summary>
    public long LastChange
    {
        get
        {
            lock (oneAtATime)
                return store.LastChange;
        }
    }

    /// <summary>The last change that a search sees.</summary>
    public long Searchable => Volatile.Read(ref searchable);

    /// <summary>Why nothing can be written any more; null while it can.</summary>
    public Exception? Fault => Volatile.Read(ref fault);

    /// <summary>Whether a writer that was killed left changes in a store that are acknowledged and not in its database.</summary>
    public static bool HasLeft(string storePath) => LiveStore.HasLeft(storePath);

    /// <summary>Opens a store for writing, takes in what a writer that was killed left in its journal, and makes all of it searchable.</summary>
    /// <param name="storePath">The store's folder.</param>
    /// <param name="modelName">The model that looks at photos and reads titles; null for words alone.</param>
    /// <param name="pictureModel">The model for pictures, and for words that change them; null: the same.</param>
    /// <param name="show">Gets each new state, the first before this returns; it belongs to the one who gets it. All states share their models, so that only one may be searched at a time; to be closed before this is.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="UsageException">No store, no products, or no such model.</exception>
    /// <exception cref="CatalogueException">Another process is writing the store.</exception>
    public static ShopWriter Open(string storePath, string? modelName, string? pictureModel, Action<ShopSearch> show, CancellationToken cancellation = default)
    {
        var store = LiveStore.Open(storePath);
        LiveIndex? index = null;
        try
        {
            var first = store.Snapshot();
            index = Index(first);
            show(index.Next(first, cancellation));
            return new ShopWriter(store, index, show);
        }
        catch
        {
            index?.Dispose();
            store.Dispose();
            throw;
        }

        LiveIndex Index(CatalogueStore products)
        {
            try
            {
                return new LiveIndex(products, modelName, pictureModel, cancellation);
            }
            catch
            {
                products.Dispose();
                throw;
            }
        }
    }

    /// <summary>Does a write; when it returns, the write is on the disk.</summary>
    /// <param name="write">What is to be done.</param>
    /// <param name="cancellation">Stops waiting; the write may be done all the same.</param>
    /// <exception cref="UsageException">It would leave the store without a product.</exception>
    /// <exception cref="ArgumentException">The product lacks an id, a title or a category, or has a number that is none.</exception>
    /// <exception cref="CatalogueException">The disk is full or fails, now or at a write before.</exception>
    public async Task<WriteOutcome> WriteAsync(ProductWrite write, CancellationToken cancellation = default)
    {
        var waiting = new Waiting(write, new TaskCompletionSource<WriteOutcome>(TaskCreationOptions.RunContinuationsAsynchronously));
        await queue.Writer.WriteAsync(waiting, cancellation);
        return await waiting.Done.Task.WaitAsync(cancellation);
    }

    /// <summary>Waits until a search sees a change.</summary>
    public async Task WhenSearchableAsync(long change, CancellationToken cancellation = default)
    {
        while (true)
        {
            var next = Volatile.Read(ref nextState).Task;
            if (Searchable >= change)
                return;
            await next.WaitAsync(cancellation);
        }
    }

    /// <summary>Takes what is waiting, makes it searchable, and leaves the store as one that nobody is writing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!queue.Writer.TryComplete())
            return;
        await writes;
        await stop.CancelAsync();
        await states;
        await fold;
        if (fault is null)
        {
            if (store.Unfolded > 0)
            {
                using var last = store.BeginFold();
                last.Run();
            }

            using var left = CatalogueStore.Open(store.Path);
            index.Leave(left);
        }

        index.Dispose();
        store.Dispose();
        stop.Dispose();
        written.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void TakeWrites()
    {
        var taken = new List<Waiting>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            taken.Clear();
            while (taken.Count < MostAtOnce && queue.Reader.TryRead(out var waiting))
                taken.Add(waiting);
            if (Fault is { } before)
                taken.ForEach(waiting => waiting.Done.SetException(Refused(before)));
            else
                Take(taken);
        }
    }

    private void Take(List<Waiting> taken)
    {
        var done = new List<(Waiting Waiting, WriteKind Kind)>();
        try
        {
            lock (oneAtATime)
            {
                foreach (var waiting in taken)
                {
                    try
                    {
                        done.Add((waiting, Do(waiting.Write)));
                    }
                    catch (Exception e) when (e is ArgumentException or UsageException)
                    {
                        waiting.Done.SetException(e); // it is wrong, the others need not be
                    }
                }

                store.Commit();
                foreach (var (waiting, kind) in done)
                    waiting.Done.SetResult(new WriteOutcome(kind, store.LastChange));
            }

            written.Release();
        }
#pragma warning disable CA1031 // Whatever it was: nobody is told that a write is on the disk which is not, and those who wait are told why.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Volatile.Write(ref fault, e);
            taken.ForEach(waiting => waiting.Done.TrySetException(Refused(e)));
        }
    }

    private WriteKind Do(ProductWrite write)
    {
        switch (write)
        {
            case ProductWrite.Put put:
                return Kind(store.Put(put.Product, put.Photos));
            case ProductWrite.Patch patch:
                return store.Find(patch.Id) is { } product ? Kind(store.Put(patch.Change(product) with { Id = patch.Id }, patch.Photos)) : WriteKind.Unknown;
            case ProductWrite.Remove remove:
                if (store.Count == 1 && store.Find(remove.Id) is not null)
                    throw new UsageException($"'{remove.Id}' is the only product of the store, and a shop without products cannot be searched.", "Put another one first.");
                return store.Remove(remove.Id) ? WriteKind.Removed : WriteKind.Unknown;
            default:
                throw new ArgumentOutOfRangeException(nameof(write));
        }
    }

    private static WriteKind Kind(Change change) => change switch
    {
        Change.Added => WriteKind.Added,
        Change.Updated => WriteKind.Updated,
        _ => WriteKind.Unchanged,
    };

    private static CatalogueException Refused(Exception cause) =>
        new($"The store cannot be written: {cause.Message}", "See that the disk has room and can be written, and start the server again; what was acknowledged is kept.", cause);

    private void MakeStates()
    {
        try
        {
            while (true)
            {
                written.Wait(stop.Token);
                while (written.Wait(0))
                {
                    // One state takes in all that was written.
                }

                MakeState();
                stop.Token.WaitHandle.WaitOne(Rest);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped: what is not searchable yet is when the store is opened again.
        }
#pragma warning disable CA1031 // It may be the disk or a model; searches go on with the last state, and writers are told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Volatile.Write(ref fault, e);
            Interlocked.Exchange(ref nextState, New()).SetException(Refused(e));
        }
    }

    private void MakeState()
    {
        CatalogueStore products;
        long change;
        lock (oneAtATime)
        {
            if (store.LastChange == searchable)
                return;
            if (fold.IsCompleted && store.Unfolded >= Math.Max(FewestToFold, store.Count / FoldOneIn))
                BeginFold();
            (change, products) = (store.LastChange, store.Snapshot());
        }

        if (areWordsNew)
            index.Renew(products);
        areWordsNew = false;
        show(index.Next(products, stop.Token));
        Volatile.Write(ref searchable, change);
        Interlocked.Exchange(ref nextState, New()).SetResult();
    }

    private void BeginFold()
    {
        var begun = store.BeginFold();
        fold = Task.Factory.StartNew(() => Fold(begun), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Brings the database up to the journal and the words of all up to the database, so that neither what is read after a kill nor what is read beside them grows.</summary>
    private void Fold(StoreFold begun)
    {
        try
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
            using (begun)
                begun.Run();
            using var products = CatalogueStore.Open(store.Path);
            WordIndexWriter.Update(products);
            areWordsNew = true;
        }
#pragma warning disable CA1031 // It is mostly the disk: a journal that cannot be folded must not grow.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Volatile.Write(ref fault, e);
        }
    }

    private sealed record Waiting(ProductWrite Write, TaskCompletionSource<WriteOutcome> Done);
}
