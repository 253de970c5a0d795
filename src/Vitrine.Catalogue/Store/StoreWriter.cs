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
/// process dies, the store stays as it was. One writer at a time, readers may go on.
/// </summary>
public sealed class StoreWriter : IDisposable
{
    private readonly string store;
    private readonly StoreLock? ownLock;
    private readonly SqliteConnection connection;
    private readonly SqliteTransaction transaction;
    private readonly PhotoPack pack;
    private readonly StoreStatements statements;
    private readonly Dictionary<string, int> categories = new(StringComparer.Ordinal);
    private int rowCount;

    private StoreWriter(string store, StoreLock? ownLock, PhotoPack? pack)
    {
        (this.store, this.ownLock) = (store, ownLock);
        connection = StoreSchema.Connect(store);
        transaction = connection.BeginTransaction();
        this.pack = pack ?? PhotoPack.OpenForAppending(store, CommittedPackBytes(connection));
        statements = new StoreStatements(connection);
        rowCount = connection.Scalar<int>("SELECT count(*) FROM product");
        using var command = connection.Prepare("SELECT category, path FROM category");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            categories.Add(reader.GetString(1), reader.GetInt32(0));
    }

    /// <summary>Opens the store in this folder for writing; makes it if the folder is new or empty.</summary>
    /// <exception cref="UsageException">The folder holds something else.</exception>
    /// <exception cref="CatalogueException">Another process is writing the store.</exception>
    public static StoreWriter Open(string store)
    {
        EnsureStore(store);
        var ownLock = StoreLock.Take(store);
        try
        {
            ImportStaging.Discard(store); // its photos lie in the pack where this writer is about to write
            return new StoreWriter(store, ownLock, null);
        }
        catch
        {
            ownLock.Dispose();
            throw;
        }
    }

    /// <summary>For the importer, which holds the lock and has appended the photos itself.</summary>
    internal static StoreWriter Open(string store, PhotoPack pack) => new(store, null, pack);

    internal static void EnsureStore(string store)
    {
        if (StoreSchema.Exists(store))
            StoreSchema.Check(store);
        else
            StoreSchema.Create(store);
    }

    internal static long CommittedPackBytes(SqliteConnection connection) =>
        connection.Scalar<long>("SELECT coalesce(max(offset + length), 0) FROM photo");

    /// <summary>Adds a product, or updates the one with its id.</summary>
    /// <param name="product">The product; its id decides between adding and updating.</param>
    /// <param name="photo">The bytes of an image file. Kept as they are if the shorter side has at most 256 pixels, else made that small.</param>
    /// <exception cref="ImageException">The photo is damaged or above the limits; the product is not put.</exception>
    public Change Put(ProductData product, ReadOnlySpan<byte> photo)
    {
        var hash = SHA256.HashData(photo);
        if (statements.FindPhoto(hash) is null)
        {
            var prepared = PhotoIntake.Prepare(photo, ImageLimits.Default);
            AdoptPhoto(hash, pack.Append(prepared.Bytes), prepared.Bytes.Length);
        }

        return PutWithPhoto(product, hash);
    }

    internal bool HasPhoto(byte[] hash) => statements.FindPhoto(hash) is not null;

    /// <summary>Makes a photo known that lies in the pack already.</summary>
    internal void AdoptPhoto(byte[] hash, long offset, int length) => statements.InsertPhoto.Run(hash, offset, length);

    /// <param name="product">As above.</param>
    /// <param name="photoHash">SHA-256 of a photo that the store has.</param>
    internal Change PutWithPhoto(ProductData product, byte[] photoHash)
    {
        Check(product);
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
        SplitWriter.Write(connection, rowCount, cancellation);
        cancellation.ThrowIfCancellationRequested();
        pack.Flush();
        transaction.Commit();
    }

    /// <summary>Number of products, those put by this writer included.</summary>
    internal int Count => rowCount;

    /// <summary>Replaces the report of the last import.</summary>
    internal void WriteReport(string job, ImportSummary import, IEnumerable<BadRow> report)
    {
        connection.Execute("DELETE FROM bad_row");
        foreach (var bad in report)
            statements.InsertBadRow.Run(bad.File, bad.Line, bad.Column, (int)bad.Reason, bad.Detail, bad.Id);
        connection.WriteMeta(MetaKeys.LastImport, import.ToJson());
        connection.WriteMeta(MetaKeys.LastJob, job);
    }

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
        transaction.Dispose();
        connection.Dispose();
        StoreSchema.CloseConnections(store);
        if (ownLock is not null)
        {
            pack.Dispose();
            ownLock.Dispose();
        }
    }
}
