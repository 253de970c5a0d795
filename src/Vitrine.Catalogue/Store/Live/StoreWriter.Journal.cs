using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <content>What a live store asks of its writer, and how a writer takes in the journal that a live store left.</content>
public sealed partial class StoreWriter
{
    /// <summary>Beside a live store: brings the database up to a change of the journal, whose photos lie in the pack already.</summary>
    private StoreWriter(string store, PhotoPack pack, long until, Func<byte[], (long Offset, int Length)> placeOf)
    {
        (this.store, this.pack, isBesideLive, draft) = (store, pack, true, StoreDraft.Begin(store));
        try
        {
            statements = new StoreStatements(draft.Connection);
            rowCount = StoreSchema.CountProducts(draft.Connection);
            ReadCategories();
            lastChange = LastChangeOf(draft.Connection);
            foreach (var change in ChangeJournal.Read(store, lastChange).TakeWhile(change => change.Sequence <= until))
            {
                foreach (var photo in change.Photos.Where(photo => !HasPhoto(photo.Hash)))
                {
                    var (offset, length) = placeOf(photo.Hash);
                    AdoptPhoto(photo.Hash, offset, length);
                }

                Repeat(change);
            }
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    /// <summary>For a live store, which holds the lock: what is put is shown by <see cref="Keep"/>, and never committed.</summary>
    internal static StoreWriter OpenLive(string store, StoreLock ownLock) => StoreFault.Guard(store, () => new StoreWriter(store, StoreDraft.BeginLive(store), ownLock, null));

    /// <summary>For a live store: what brings the database up to a change of its journal.</summary>
    internal static StoreWriter OpenBesideLive(string store, PhotoPack pack, long until, Func<byte[], (long Offset, int Length)> placeOf) =>
        StoreFault.Guard(store, () => new StoreWriter(store, pack, until, placeOf));

    /// <summary>Brings the database up to what a server that was killed had acknowledged; does nothing where there is none of it.</summary>
    /// <exception cref="CatalogueException">Another process is writing the store.</exception>
    public static void TakeInChanges(string store, CancellationToken cancellation = default)
    {
        if (!LiveStore.HasLeft(store))
            return;
        using var writer = Open(store);
        writer.Commit(cancellation);
    }

    /// <summary>The last change of the journal that a database has.</summary>
    internal static long LastChangeOf(SqliteConnection connection) => long.Parse(connection.ReadMeta(MetaKeys.Changes) ?? "0", CultureInfo.InvariantCulture);

    /// <summary>The last change of the journal that this writer's state has.</summary>
    internal long LastChange => lastChange;

    /// <summary>The database as this writer has it now.</summary>
    internal SqliteConnection Connection => draft.Connection;

    internal PhotoPack Pack => pack;

    /// <summary>The rows that were written since this was asked last; the last of them may be none any more.</summary>
    internal IReadOnlyCollection<int> TakeWritten()
    {
        var rows = written.ToArray();
        written.Clear();
        return rows;
    }

    /// <summary>Shows what was put to who opens the live draft.</summary>
    internal void Keep() => StoreFault.Guard(store, draft.Keep);

    /// <summary>Deletes the categories that no product has any more.</summary>
    internal void RemoveUnusedCategories() => StoreFault.Guard(store, () =>
    {
        StoredCategories.RemoveUnused(draft.Connection);
        ReadCategories();
    });

    /// <summary>Puts a product, whose new photos come prepared, and says what the journal has to keep of it.</summary>
    /// <param name="product">As for <see cref="Put(ProductData, ReadOnlySpan{byte})"/>.</param>
    /// <param name="photos">All of its photos; those that the store has may come without bytes.</param>
    internal (Change Done, IReadOnlyList<StoredPhoto> Photos) Put(ProductData product, IReadOnlyList<StoredPhoto> photos)
    {
        Check(product);
        var kept = new List<StoredPhoto>();
        foreach (var photo in photos)
        {
            var isThere = HasPhoto(photo.Hash);
            if (!isThere)
                AdoptPhoto(photo.Hash, pack.Append(photo.Bytes), photo.Bytes.Length);
            kept.Add(isThere ? photo with { Bytes = [] } : photo);
        }

        return (PutWithPhotos(product, [.. photos.Select(photo => photo.Hash)]), kept);
    }

    private void Repeat(StoreChange change)
    {
        if (change.Product is { } product)
            Put(product, change.Photos);
        else
            Remove(change.Id);
        lastChange = change.Sequence;
    }
}
