using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>What <see cref="StoreWriter.Put(ProductData, ReadOnlySpan{byte})"/> did.</summary>
public enum Change
{
    Added,
    Updated,
    Unchanged,
}

/// <summary>
/// Adds and updates the products of a store. Everything becomes visible at once with <see cref="Commit(CancellationToken)"/>; without it, or when the
/// process dies, the store stays as it was. One writer at a time; readers go on with the state that they opened.
/// </summary>
/// <exception cref="CatalogueException">By any member: the database cannot be written, for instance because the disk is full.</exception>
public sealed class StoreWriter : IDisposable
{
    private readonly string store;
    private readonly StoreLock? ownLock;
    private readonly StoreDraft draft;
    private readonly PhotoPack pack;
    private readonly StoreStatements statements;
    private readonly Dictionary<string, int> categories = new(StringComparer.Ordinal);
    private int rowCount;
    private bool isSplit;

    private StoreWriter(string store, StoreLock? ownLock, PhotoPack? pack)
    {
        (this.store, this.ownLock) = (store, ownLock);
        draft = StoreDraft.Begin(store);
        try
        {
            this.pack = pack ?? PhotoPack.OpenForAppending(store, CommittedPackBytes(draft.Connection));
            statements = new StoreStatements(draft.Connection);
            rowCount = StoreSchema.CountProducts(draft.Connection);
            using var command = draft.Connection.Prepare("SELECT category, path FROM category");
            using var reader = command.ExecuteReader();
            while (reader.Read())
                categories.Add(reader.GetString(1), reader.GetInt32(0));
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    /// <summary>Opens the store in this folder for writing; makes it if the folder is new or empty.</summary>
    /// <exception cref="UsageException">The folder holds something else.</exception>
    /// <exception cref="CatalogueException">Another process is writing the store.</exception>
    public static StoreWriter Open(string store)
    {
        var ownLock = StoreLock.Take(store);
        try
        {
            ImportStaging.Discard(store); // its photos lie in the pack where this writer is about to write
            return StoreFault.Guard(store, () => new StoreWriter(store, ownLock, null));
        }
        catch
        {
            ownLock.Dispose();
            throw;
        }
    }

    /// <summary>For the importer, which holds the lock and has appended the photos itself.</summary>
    internal static StoreWriter Open(string store, PhotoPack pack) => new(store, null, pack);

    internal static long CommittedPackBytes(SqliteConnection connection) =>
        connection.Scalar<long>("SELECT coalesce(max(offset + length), 0) FROM photo");

    /// <summary>Adds a product, or updates the one with its id.</summary>
    /// <param name="product">The product; its id decides between adding and updating.</param>
    /// <param name="photo">The bytes of an image file. Kept as they are if the shorter side has at most 256 pixels, else made that small.</param>
    /// <exception cref="ImageException">The photo is damaged or above the limits; the product is not put.</exception>
    public Change Put(ProductData product, ReadOnlySpan<byte> photo)
    {
        var hash = SHA256.HashData(photo);
        if (!HasPhoto(hash))
        {
            var prepared = PhotoIntake.Prepare(photo, ImageLimits.Default);
            AdoptPhoto(hash, pack.Append(prepared.Bytes), prepared.Bytes.Length);
        }

        return PutWithPhoto(product, hash);
    }

    /// <summary>Puts a product of another store with its photo as that store has it.</summary>
    /// <param name="product">As for <see cref="Put(ProductData, ReadOnlySpan{byte})"/>.</param>
    /// <param name="photoHash">SHA-256 of the shop's file.</param>
    /// <param name="photo">Reads the stored bytes; asked where this store has no such photo yet.</param>
    internal void PutStored(ProductData product, byte[] photoHash, Func<byte[]> photo)
    {
        if (!HasPhoto(photoHash))
        {
            var bytes = photo();
            AdoptPhoto(photoHash, pack.Append(bytes), bytes.Length);
        }

        PutWithPhoto(product, photoHash);
    }

    internal bool HasPhoto(byte[] hash) => StoreFault.Guard(store, () => statements.FindPhoto(hash) is not null);

    /// <summary>Makes a photo known that lies in the pack already.</summary>
    internal void AdoptPhoto(byte[] hash, long offset, int length) =>
        StoreFault.Guard(store, () => statements.InsertPhoto.Run(hash, offset, length));

    /// <param name="product">As above.</param>
    /// <param name="photoHash">SHA-256 of a photo that the store has.</param>
    internal Change PutWithPhoto(ProductData product, byte[] photoHash)
    {
        Check(product);
        isSplit = false;
        return StoreFault.Guard(store, () => Put(product.Composed(), photoHash));
    }

    private Change Put(ProductData product, byte[] photoHash)
    {
        var photo = statements.FindPhoto(photoHash) ?? throw new InvalidOperationException("The photo is not in the store.");
        var digest = product.Digest(photoHash);
        var (row, oldDigest) = statements.FindProduct(product.Id);
        if (oldDigest is not null && digest.AsSpan().SequenceEqual(oldDigest))
            return Change.Unchanged;
        var category = CategoryNumber(product.CategoryPath);
        var attributes = StoreJson.Write(product.Attributes);
        if (oldDigest is not null)
        {
            statements.UpdateProduct.Run(product.Title, category, attributes, photo, digest, row);
            return Change.Updated;
        }

        statements.InsertProduct.Run(rowCount++, product.Id, product.Title, category, attributes, photo, digest);
        return Change.Added;
    }

    /// <summary>Writes the split and the hashes, and makes everything visible. The writer is done after it.</summary>
    public void Commit(CancellationToken cancellation = default)
    {
        if (!isSplit)
            WriteSplit(cancellation);
        cancellation.ThrowIfCancellationRequested();
        pack.Flush();
        StoreFault.Guard(store, () =>
        {
            RowTable.Write(draft.Connection);
            draft.Publish();
        });
    }

    /// <summary>Number of products, those put by this writer included.</summary>
    internal int Count => rowCount;

    /// <summary>Writes the split of the products put so far, by <see cref="SplitRule"/>.</summary>
    internal PlaceholderPhotos WriteSplit(CancellationToken cancellation) => StoreFault.Guard(store, () =>
    {
        isSplit = true;
        return SplitWriter.Write(draft.Connection, rowCount, cancellation);
    });

    /// <summary>Writes a split that is given: row i belongs to part i.</summary>
    internal void WriteSplit(IReadOnlyList<Part> parts, CancellationToken cancellation) => StoreFault.Guard(store, () =>
    {
        isSplit = true;
        SplitWriter.Write(draft.Connection, parts, cancellation);
    });

    /// <summary>Replaces the report of the last import.</summary>
    internal void WriteReport(string job, ImportSummary import, IEnumerable<BadRow> report) => StoreFault.Guard(store, () =>
    {
        draft.Connection.Execute("DELETE FROM bad_row");
        foreach (var bad in report)
            statements.InsertBadRow.Run(bad.File, bad.Line, bad.Column, (int)bad.Reason, bad.Detail, bad.Id);
        draft.Connection.WriteMeta(MetaKeys.LastImport, import.ToJson());
        draft.Connection.WriteMeta(MetaKeys.LastJob, job);
    });

    private int CategoryNumber(IReadOnlyList<string> path)
    {
        var key = StoreJson.Write(path);
        if (!categories.TryGetValue(key, out var number))
        {
            categories.Add(key, number = categories.Count);
            statements.InsertCategory.Run(number, key);
        }

        return number;
    }

    private static void Check(ProductData product)
    {
        if (string.IsNullOrWhiteSpace(product.Id) || string.IsNullOrWhiteSpace(product.Title))
            throw new ArgumentException("A product needs an id and a title.", nameof(product));
        if (product.CategoryPath.Count == 0 || product.CategoryPath.Any(name => string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl)))
            throw new ArgumentException("A product needs a category path without empty names or control characters.", nameof(product));
    }

    public void Dispose()
    {
        statements.Dispose();
        draft.Dispose();
        if (ownLock is not null)
        {
            pack.Dispose();
            ownLock.Dispose();
        }
    }
}
