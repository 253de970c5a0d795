using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
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
public sealed partial class StoreWriter : IDisposable
{
    private readonly string store;
    private readonly StoreLock? ownLock;
    private readonly StoreDraft draft;
    private readonly PhotoPack pack;
    private readonly StoreStatements statements;
    private readonly Dictionary<string, int> categories = new(StringComparer.Ordinal);
    private readonly HashSet<int> written = [];
    private readonly BitArray isPut = new(0); // of the rows that were there at the beginning
    private readonly bool isBesideLive;
    private int rowCount, nextCategory;
    private long lastChange;
    private bool isSplit;

    private StoreWriter(string store, StoreDraft draft, StoreLock? ownLock, PhotoPack? pack)
    {
        (this.store, this.ownLock, this.draft) = (store, ownLock, draft);
        try
        {
            this.pack = pack ?? PhotoPack.OpenForAppending(store, CommittedPackBytes(draft.Connection));
            statements = new StoreStatements(draft.Connection);
            rowCount = StoreSchema.CountProducts(draft.Connection);
            ReadCategories();
            lastChange = LastChangeOf(draft.Connection);
            foreach (var change in ChangeJournal.Read(store, lastChange))
                Repeat(change);
            isPut = new BitArray(rowCount);
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
            return StoreFault.Guard(store, () => new StoreWriter(store, StoreDraft.Begin(store), ownLock, null));
        }
        catch
        {
            ownLock.Dispose();
            throw;
        }
    }

    /// <summary>For the importer, which holds the lock and has appended the photos itself.</summary>
    internal static StoreWriter Open(string store, PhotoPack pack) => new(store, StoreDraft.Begin(store), null, pack);

    internal static long CommittedPackBytes(SqliteConnection connection) =>
        connection.Scalar<long>("SELECT coalesce(max(offset + length), 0) FROM photo");

    /// <summary>Adds a product, or updates the one with its id.</summary>
    /// <param name="product">The product; its id decides between adding and updating.</param>
    /// <param name="photo">The bytes of an image file. Kept as they are if the shorter side has at most 256 pixels, else made that small.</param>
    /// <exception cref="ImageException">The photo is damaged or above the limits; the product is not put.</exception>
    public Change Put(ProductData product, ReadOnlySpan<byte> photo) => Put(product, [photo.ToArray()]);

    /// <inheritdoc cref="Put(ProductData, ReadOnlySpan{byte})"/>
    /// <param name="product">As above.</param>
    /// <param name="photos">Image files in the shop's order, the first is the main photo; none for a product that only its words tell of.</param>
    [OverloadResolutionPriority(1)] // so that [] is no photos, not an empty one
    public Change Put(ProductData product, IReadOnlyList<byte[]> photos)
    {
        var hashes = new List<byte[]>();
        foreach (var photo in photos)
        {
            var hash = SHA256.HashData(photo);
            if (!HasPhoto(hash))
            {
                var prepared = PhotoIntake.Prepare(photo, ImageLimits.Default);
                AdoptPhoto(hash, pack.Append(prepared.Bytes), prepared.Bytes.Length);
            }

            hashes.Add(hash);
        }

        return PutWithPhotos(product, hashes);
    }

    /// <summary>Puts a product of another store with its photos as that store has them.</summary>
    /// <param name="product">As for <see cref="Put(ProductData, ReadOnlySpan{byte})"/>.</param>
    /// <param name="photos">SHA-256 of each of the shop's files, and what reads the stored bytes where this store has no such photo yet.</param>
    internal void PutStored(ProductData product, IReadOnlyList<(byte[] Hash, Func<byte[]> Read)> photos)
    {
        foreach (var (hash, read) in photos)
        {
            if (HasPhoto(hash))
                continue;
            var bytes = read();
            AdoptPhoto(hash, pack.Append(bytes), bytes.Length);
        }

        PutWithPhotos(product, [.. photos.Select(photo => photo.Hash)]);
    }

    internal bool HasPhoto(byte[] hash) => StoreFault.Guard(store, () => statements.FindPhoto(hash) is not null);

    /// <summary>Makes a photo known that lies in the pack already.</summary>
    internal void AdoptPhoto(byte[] hash, long offset, int length) =>
        StoreFault.Guard(store, () => statements.InsertPhoto.Run(hash, offset, length));

    /// <param name="product">As above.</param>
    /// <param name="photoHashes">SHA-256 of photos that the store has. One that stands twice counts once.</param>
    /// <param name="source">What tells <see cref="IsFrom"/> the next time that nothing has changed; null where there is no such thing.</param>
    internal Change PutWithPhotos(ProductData product, IReadOnlyList<byte[]> photoHashes, byte[]? source = null)
    {
        Check(product);
        isSplit = false;
        return StoreFault.Guard(store, () => PutChecked(product.Composed(), photoHashes, source));
    }

    /// <summary>Whether the store's product of this id was put with this very source, so that it need not be put again. It then counts as put.</summary>
    internal bool IsFrom(byte[] source, string id) => StoreFault.Guard(store, () =>
    {
        var (row, _, stored) = statements.FindProduct(id);
        if (stored is null || !stored.AsSpan().SequenceEqual(source))
            return false;
        MarkPut(row);
        return true;
    });

    private Change PutChecked(ProductData product, IReadOnlyList<byte[]> photoHashes, byte[]? source)
    {
        var photos = photoHashes.Select(hash => (int)(statements.FindPhoto(hash) ?? throw new InvalidOperationException("The photo is not in the store."))).ToList();
        byte[][] hashes = [.. photoHashes.Where((_, i) => photos.IndexOf(photos[i]) == i)];
        var digest = ProductDigest.Of(product, hashes);
        var (row, oldDigest, _) = statements.FindProduct(product.Id);
        MarkPut(row);
        if (oldDigest is not null && digest.AsSpan().SequenceEqual(oldDigest))
        {
            if (source is not null)
                statements.UpdateSource.Run(source, row);
            return Change.Unchanged;
        }

        object?[] fields =
        [
            product.Title, CategoryNumber(product.CategoryPath), StoreNumbers.Write([.. product.FurtherCategories.Select(CategoryNumber)]),
            StoreJson.Write(product.Attributes), StoreJson.Write(product.Numbers), product.Description, VariantJson.Write(product.Variants),
            StoreNumbers.Write([.. photos.Distinct()]), product.Group, (int?)product.GivenPart, digest, source,
        ];
        if (oldDigest is not null)
        {
            statements.UpdateProduct.Run([.. fields, row]);
            written.Add(row);
            return Change.Updated;
        }

        written.Add(rowCount);
        statements.InsertProduct.Run([.. fields, rowCount++, product.Id]);
        return Change.Added;
    }

    private void MarkPut(int row)
    {
        if (row >= 0 && row < isPut.Length)
            isPut[row] = true;
    }

    /// <summary>Removes a product; the last product takes its row, so that rows stay without gaps.</summary>
    /// <returns>False where no product has the id.</returns>
    public bool Remove(string id) => StoreFault.Guard(store, () =>
    {
        var (row, digest, _) = statements.FindProduct(id);
        if (digest is null)
            return false;
        isSplit = false;
        statements.DeleteProduct.Run(row);
        if (row != --rowCount)
            statements.MoveProduct.Run(row, rowCount);
        written.Add(row);
        return true;
    });

    /// <summary>The ids of the products that this writer has not put. To be asked before it removes any.</summary>
    internal IReadOnlyList<string> IdsNotPut() => StoreFault.Guard(store, () =>
    {
        var ids = new List<string>();
        using var command = draft.Connection.Prepare("SELECT id FROM product WHERE row = $row", "$row");
        for (var row = 0; row < isPut.Length; row++)
        {
            if (!isPut[row])
                ids.Add((string)command.Set(row).ExecuteScalar()!);
        }

        return ids;
    });

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
            StoredCategories.RemoveUnused(draft.Connection);
            draft.Connection.WriteMeta(MetaKeys.Changes, lastChange.ToString(CultureInfo.InvariantCulture));
            draft.Publish();
        });
        ChangeJournal.RemoveThrough(store, lastChange, isBesideLive);
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

    /// <summary>Keeps which files photos of the store were read from, so that they need not be read again.</summary>
    /// <param name="source">Says the same for the same folder or archive. Files of another one are forgotten.</param>
    /// <param name="files">The files and the SHA-256 of each; a photo that the store does not have is passed over.</param>
    /// <param name="areAll">Files that are not among these are forgotten too.</param>
    internal void WriteFiles(string source, IEnumerable<(FileOrigin File, byte[] Hash, bool EndsEarly)> files, bool areAll) => StoreFault.Guard(store, () =>
    {
        if (areAll || draft.Connection.ReadMeta(MetaKeys.PhotoSource) != source)
            draft.Connection.Execute("DELETE FROM photo_file");
        foreach (var (file, hash, endsEarly) in files)
            statements.InsertFile.Run(file.Path, file.Stamp.Length, file.Stamp.Modified, hash, endsEarly);
        draft.Connection.WriteMeta(MetaKeys.PhotoSource, source);
    });

    /// <summary>Replaces the report of the last import.</summary>
    internal void WriteReport(string job, ImportSummary import, IEnumerable<BadRow> report) => StoreFault.Guard(store, () =>
    {
        draft.Connection.Execute("DELETE FROM bad_row");
        foreach (var bad in report)
            statements.InsertBadRow.Run(bad.File, bad.Line, bad.Column, (int)bad.Reason, bad.Detail, bad.Id, bad.IsNote);
        draft.Connection.WriteMeta(MetaKeys.LastImport, import.ToJson());
        draft.Connection.WriteMeta(MetaKeys.LastJob, job);
    });

    private void ReadCategories()
    {
        categories.Clear();
        using var command = draft.Connection.Prepare("SELECT category, path FROM category");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            categories.Add(reader.GetString(1), reader.GetInt32(0));
            nextCategory = Math.Max(nextCategory, reader.GetInt32(0) + 1);
        }
    }

    private int CategoryNumber(IReadOnlyList<string> path)
    {
        var key = StoreJson.Write(path);
        if (!categories.TryGetValue(key, out var number))
        {
            categories.Add(key, number = nextCategory++);
            statements.InsertCategory.Run(number, key);
        }

        return number;
    }

    private static void Check(ProductData product)
    {
        if (string.IsNullOrWhiteSpace(product.Id) || string.IsNullOrWhiteSpace(product.Title))
            throw new ArgumentException("A product needs an id and a title.", nameof(product));
        if (product.FurtherCategories.Append(product.CategoryPath).Any(path => path.Count == 0 || path.Any(name => string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl))))
            throw new ArgumentException("A product needs a category path without empty names or control characters.", nameof(product));
        if (product.Variants.Select(variant => variant.Numbers).Append(product.Numbers).Any(numbers => numbers.Values.Any(number => !double.IsFinite(number))))
            throw new ArgumentException("The numbers of a product are finite.", nameof(product));
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
