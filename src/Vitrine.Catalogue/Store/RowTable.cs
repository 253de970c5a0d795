using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>What is wanted of every row at once and often: 21 bytes per product, 4 per photo of a product and 12 per photo of the store.</summary>
/// <remarks>
/// It says again what the tables of products and photos say, column by column in blocks, because reading 2 million products from these takes
/// SQLite seconds, and a search that filters by category or shows one photo is to begin at once. Numbers are little-endian, as the machines are.
/// </remarks>
internal sealed partial class RowTable
{
    /// <summary>Entries per block: SQLite handles values of some hundred kilobytes well, and has a limit at a billion bytes.</summary>
    private const int BlockEntries = 1 << 16;

    private RowTable(int products) => (Categories, Parts, Digests, FirstPhotos, Order) = (new int[products], new Part[products], new ulong[products], new int[products + 1], new int[products]);

    /// <summary>The category of each row, as the database numbers it. [products]</summary>
    public int[] Categories { get; }

    /// <summary>The part of each row. [products]</summary>
    public Part[] Parts { get; }

    /// <summary>The first 8 bytes, little-endian, of the digest of each row's product: another number where anything of the product has changed. [products]</summary>
    public ulong[] Digests { get; }

    /// <summary>The photos of row r are those from place FirstPhotos[r] to FirstPhotos[r + 1] − 1 of <see cref="Photos"/>. [products + 1]</summary>
    public int[] FirstPhotos { get; }

    /// <summary>The rows in ordinal order of their ids. [products]</summary>
    public int[] Order { get; }

    /// <summary>Photos of products, row after row, each product's main photo first.</summary>
    public int[] Photos { get; private set; } = [];

    /// <summary>Row in the upper half, further category as the database numbers it in the lower.</summary>
    public long[] FurtherCategories { get; private set; } = [];

    /// <summary>Where each photo begins in the pack, by its number. [largest number + 1]</summary>
    public long[] PhotoOffsets { get; private set; } = [];

    /// <summary>The bytes of each photo, by its number. [largest number + 1]</summary>
    public int[] PhotoLengths { get; private set; } = [];

    /// <summary>Reads the blocks.</summary>
    public static RowTable Read(SqliteConnection connection)
    {
        var table = new RowTable(StoreSchema.CountProducts(connection));
        ReadColumn(connection, "category", table.Categories);
        ReadColumn(connection, "part", table.Parts);
        ReadColumn(connection, "digest", table.Digests);
        ReadColumn(connection, "first-photo", table.FirstPhotos);
        ReadColumn(connection, "order", table.Order);
        table.Photos = ReadColumn<int>(connection, "photo");
        table.FurtherCategories = ReadColumn<long>(connection, "further");
        table.PhotoOffsets = ReadColumn<long>(connection, "offset");
        table.PhotoLengths = ReadColumn<int>(connection, "length");
        return table;
    }

    /// <summary>Writes the blocks anew from the tables of products and photos, and counts the products of each category: −1 where none has it at all.</summary>
    public static void Write(SqliteConnection connection)
    {
        var table = Collect(connection);
        connection.Execute("DELETE FROM column_block");
        WriteColumn(connection, "category", table.Categories);
        WriteColumn(connection, "part", table.Parts);
        WriteColumn(connection, "digest", table.Digests);
        WriteColumn(connection, "first-photo", table.FirstPhotos);
        WriteColumn(connection, "order", table.Order);
        WriteColumn(connection, "photo", table.Photos);
        WriteColumn(connection, "further", table.FurtherCategories);
        WriteColumn(connection, "offset", table.PhotoOffsets);
        WriteColumn(connection, "length", table.PhotoLengths);
        table.CountCategories(connection);
    }

    private static RowTable Collect(SqliteConnection connection)
    {
        var table = new RowTable(StoreSchema.CountProducts(connection));
        table.CollectProducts(connection);
        var row = 0;
        using (var command = connection.Prepare("SELECT row FROM product ORDER BY id"))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                table.Order[row++] = reader.GetInt32(0);
        }

        var photos = connection.Scalar<int>("SELECT coalesce(max(photo) + 1, 0) FROM photo");
        (table.PhotoOffsets, table.PhotoLengths) = (new long[photos], new int[photos]);
        using (var command = connection.Prepare("SELECT photo, offset, length FROM photo"))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var photo = reader.GetInt32(0);
                table.PhotoOffsets[photo] = reader.GetInt64(1);
                table.PhotoLengths[photo] = reader.GetInt32(2);
            }
        }

        return table;
    }

    private void CollectProducts(SqliteConnection connection)
    {
        var (photos, further) = (new List<int>(), new List<long>());
        using var command = connection.Prepare("SELECT row, category, part, photos, digest, further FROM product ORDER BY row");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = reader.GetInt32(0);
            Categories[row] = reader.GetInt32(1);
            Parts[row] = (Part)reader.GetInt32(2);
            photos.AddRange(StoreNumbers.Read(reader.GetFieldValue<byte[]>(3)));
            Digests[row] = BinaryPrimitives.ReadUInt64LittleEndian(reader.GetFieldValue<byte[]>(4));
            FirstPhotos[row + 1] = photos.Count;
            further.AddRange(StoreNumbers.Read(reader.GetFieldValue<byte[]>(5)).Select(category => (long)row << 32 | (uint)category));
        }

        (Photos, FurtherCategories) = ([.. photos], [.. further]);
    }

    /// <summary>Writes how many products each category has: −1 where none has it at all.</summary>
    private void CountCategories(SqliteConnection connection)
    {
        connection.Execute("UPDATE category SET products = -1");
        using var update = connection.Prepare("UPDATE category SET products = $products WHERE category = $category", "$products", "$category");
        foreach (var category in FurtherCategories.Select(pair => (int)pair).Distinct())
            update.Run(0, category);
        foreach (var (category, products) in Categories.CountBy(category => category))
            update.Run(products, category);
    }

    private static void WriteColumn<T>(SqliteConnection connection, string name, T[] values)
        where T : unmanaged
    {
        using var command = connection.Prepare("INSERT INTO column_block (name, first, entries) VALUES ($name, $first, $entries)", "$name", "$first", "$entries");
        for (var first = 0; first < values.Length; first += BlockEntries)
        {
            var entries = values.AsSpan(first, Math.Min(BlockEntries, values.Length - first));
            command.Run(name, first, MemoryMarshal.AsBytes(entries).ToArray());
        }
    }

    private static void ReadColumn<T>(SqliteConnection connection, string name, T[] values)
        where T : unmanaged
    {
        var entries = ReadColumn<T>(connection, name);
        // A store that is new has no blocks yet.
        if (entries.Length != values.Length && entries.Length > 0)
            throw new InvalidOperationException($"{entries.Length:N0} entries of column '{name}', {values.Length:N0} expected");
        entries.CopyTo(values, 0);
    }

    private static T[] ReadColumn<T>(SqliteConnection connection, string name)
        where T : unmanaged
    {
        var length = connection.Scalar<long>("SELECT coalesce(sum(length(entries)), 0) FROM column_block WHERE name = $name", ("$name", name)) / Unsafe.SizeOf<T>();
        var (values, filled) = (new T[length], 0);
        using var command = connection.Prepare("SELECT first, entries FROM column_block WHERE name = $name ORDER BY first", "$name");
        using var reader = command.Set(name).ExecuteReader();
        while (reader.Read())
        {
            var entries = MemoryMarshal.Cast<byte, T>(reader.GetFieldValue<byte[]>(1));
            entries.CopyTo(values.AsSpan(reader.GetInt32(0)));
            filled += entries.Length;
        }

        return filled == length ? values : throw new InvalidOperationException($"{filled:N0} entries of column '{name}', {length:N0} expected");
    }
}
