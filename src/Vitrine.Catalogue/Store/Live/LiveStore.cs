using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>
/// A store that is written one product at a time while it is read. A change is durable when <see cref="Commit"/> returns, and in what <see cref="Snapshot"/> opens; a writer that is
/// killed before has changed nothing. For one thread at a time, but for what <see cref="Snapshot"/> and <see cref="BeginFold"/> give.
/// </summary>
/// <remarks>
/// Acknowledged changes stand in a journal (<see cref="ChangeJournal"/>), and in a copy of the database that only this process knows. The database itself is brought up to them by a
/// <see cref="StoreFold"/>; whoever opens the store for writing before takes them in from the journal. Readers of other processes see the database.
/// </remarks>
/// <exception cref="CatalogueException">By any member: a file cannot be written.</exception>
public sealed class LiveStore : IDisposable
{
    private readonly StoreLock ownLock;
    private readonly StoreWriter writer;
    private readonly ChangeJournal journal;
    private readonly List<byte[]> uncommitted = [];
    private readonly List<string> ids = [];
    private RowTable rows;
    private long unfolded;

    private LiveStore(string path, StoreLock ownLock, StoreWriter writer)
    {
        (Path, this.ownLock, this.writer) = (path, ownLock, writer);
        using (var reader = CatalogueStore.Open(path))
        {
            unfolded = writer.LastChange - reader.Read(StoreWriter.LastChangeOf);
            rows = reader.Read(RowTable.Read);
            ids.AddRange(reader.Read(IdsOf));
        }

        journal = ChangeJournal.OpenBehind(path, writer.LastChange);
        writer.Keep();
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Number of products, uncommitted ones included.</summary>
    public int Count => writer.Count;

    /// <summary>The number of the last change that is committed.</summary>
    public long LastChange => journal.Next - 1;

    /// <summary>Committed changes that the database does not have yet.</summary>
    public long Unfolded => unfolded;

    /// <summary>Whether a writer that was killed, or is at work, has a journal in this folder.</summary>
    public static bool HasLeft(string store) => Directory.Exists(store) && ChangeJournal.IsIn(store);

    /// <summary>Opens the store in this folder, and takes in what a writer before left in the journal.</summary>
    /// <exception cref="UsageException">The folder is no store.</exception>
    /// <exception cref="CatalogueException">Another process is writing the store.</exception>
    public static LiveStore Open(string store)
    {
        StoreSchema.Check(store);
        var ownLock = StoreLock.Take(store);
        StoreWriter? writer = null;
        try
        {
            writer = StoreWriter.OpenLive(store, ownLock);
            return new LiveStore(store, ownLock, writer);
        }
        catch
        {
            if (writer is null)
                ownLock.Dispose();
            else
                writer.Dispose();
            throw;
        }
    }

    /// <summary>The product of an id as it is now, uncommitted changes included; null where there is none.</summary>
    public ProductData? Find(string id) => StoreFault.GuardContent(Path, () => StoredProduct.Find(writer.Connection, id)?.Product);

    /// <summary>Adds a product, or updates the one with its id.</summary>
    /// <param name="product">The product; its id decides between adding and updating.</param>
    /// <param name="photos">Its photos, the main one first; null: those that it has.</param>
    /// <exception cref="ArgumentException">The product lacks an id, a title or a category, or has a number that is none.</exception>
    public Change Put(ProductData product, IReadOnlyList<PreparedPhoto>? photos)
    {
        var known = photos is not null ? [.. photos.Select(photo => photo.Stored)]
            : StoreFault.GuardContent(Path, () => StoredProduct.Find(writer.Connection, product.Id)?.Photos.Select(hash => new StoredPhoto(hash, [])).ToArray()) ?? [];
        var (done, kept) = writer.Put(product, known);
        if (done != Change.Unchanged)
            uncommitted.Add(ChangeRecord.Write(new StoreChange(0, product.Id, product, kept)));
        return done;
    }

    /// <summary>Removes a product.</summary>
    /// <returns>False where no product has the id.</returns>
    public bool Remove(string id)
    {
        var isRemoved = writer.Remove(id);
        if (isRemoved)
            uncommitted.Add(ChangeRecord.Write(new StoreChange(0, id, null, [])));
        return isRemoved;
    }

    /// <summary>Makes what was put and removed durable.</summary>
    /// <exception cref="IOException">The disk is full or fails. The store is then to be opened anew: what was not committed is lost.</exception>
    public void Commit()
    {
        if (uncommitted.Count == 0)
            return;
        journal.Append(uncommitted);
        unfolded += uncommitted.Count;
        uncommitted.Clear();
        writer.Keep();
    }

    /// <summary>The store as it was committed last, to be read by any thread for as long as it is open; to be closed before this is.</summary>
    /// <remarks>Products that are new since the database was written are said to be of the training part: a part is decided with all products at hand, by a <see cref="StoreFold"/>.</remarks>
    public CatalogueStore Snapshot()
    {
        if (uncommitted.Count > 0)
            throw new InvalidOperationException("Some changes are not committed.");
        return StoreFault.Guard(Path, () =>
        {
            rows = rows.Changed(writer.Connection, writer.TakeWritten(), ids);
            writer.RemoveUnusedCategories();
            writer.Keep();
            return CatalogueStore.OpenLive(Path, rows, LastChange == 0 ? null : $"+{LastChange}");
        });
    }

    /// <summary>Begins to bring the database up to what is committed. One at a time.</summary>
    public StoreFold BeginFold()
    {
        var until = journal.Rotate();
        unfolded = 0;
        return new StoreFold(Path, writer.Pack, until);
    }

    private static List<string> IdsOf(SqliteConnection connection)
    {
        var ids = new List<string>();
        using var command = connection.Prepare("SELECT id FROM product ORDER BY row");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            ids.Add(reader.GetString(0));
        return ids;
    }

    public void Dispose()
    {
        journal.Dispose();
        writer.Dispose(); // it holds the lock
    }
}
