using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>What is wanted of every row at once and often: 17 bytes per product and 12 per photo.</summary>
/// <remarks>
/// It says again what the tables of products and photos say, column by column in blocks, because reading 2 million products from these takes
/// SQLite seconds, and a search that filters by category or shows one photo is to begin at once. Numbers are little-endian, as the machines are.
/// </remarks>
internal sealed class RowTable
{
    /// <summary>Entries per block: SQLite handles values of some hundred kilobytes well, and has a limit at a billion bytes.</summary>
    private const int BlockEntries = 1 << 16;

    private RowTable(int products, int photos)
    {
        Categories = new int[products];
        Parts = new Part[products];
        Photos = new int[products];
        Digests = new ulong[products];
        PhotoOffsets = new long[photos];
        PhotoLengths = new int[photos];
    }

    /// <summary>The category of each row. [products]</summary>
    public int[] Categories { get; }

    /// <summary>The part of each row. [products]</summary>
    public Part[] Parts { get; }

    /// <summary>The photo of each row. [products]</summary>
    public int[] Photos { get; }

    /// <summary>The first 8 bytes, little-endian, of the digest of each row's product: another number where anything of the product has changed. [products]</summary>
    public ulong[] Digests { get; }

    /// <summary>Where each photo begins in the pack, by its number. [largest number + 1]</summary>
    public long[] PhotoOffsets { get; }

    /// <summary>The bytes of each photo, by its number. [largest number + 1]</summary>
    public int[] PhotoLengths { get; }

    /// <summary>Reads the blocks.</summary>
    public static RowTable Read(SqliteConnection connection)
    {
        var table = new RowTable(StoreSchema.CountProducts(connection), CountPhotos(connection));
        ReadColumn(connection, "category", table.Categories);
        ReadColumn(connection, "part", table.Parts);
        ReadColumn(connection, "photo", table.Photos);
        ReadColumn(connection, "digest", table.Digests);
        ReadColumn(connection, "offset", table.PhotoOffsets);
        ReadColumn(connection, "length", table.PhotoLengths);
        return table;
    }

    /// <summary>Writes the blocks anew from the tables of products and photos.</summary>
    public static void Write(SqliteConnection connection)
    {
        var table = Collect(connection);
        connection.Execute("DELETE FROM column_block");
        WriteColumn(connection, "category", table.Categories);
        WriteColumn(connection, "part", table.Parts);
        WriteColumn(connection, "photo", table.Photos);
        WriteColumn(connection, "digest", table.Digests);
        WriteColumn(connection, "offset", table.PhotoOffsets);
        WriteColumn(connection, "length", table.PhotoLengths);
    }

    private static RowTable Collect(SqliteConnection connection)
    {
        var table = new RowTable(StoreSchema.CountProducts(connection), CountPhotos(connection));
        using (var command = connection.Prepare("SELECT row, category, part, photo, digest FROM product"))
        using (var reader = command.ExecuteReader())
        {
            var digest = new byte[sizeof(ulong)];
            while (reader.Read())
            {
                var row = reader.GetInt32(0);
                table.Categories[row] = reader.GetInt32(1);
                table.Parts[row] = (Part)reader.GetInt32(2);
                table.Photos[row] = reader.GetInt32(3);
                reader.GetBytes(4, 0, digest, 0, digest.Length);
                table.Digests[row] = BinaryPrimitives.ReadUInt64LittleEndian(digest);
            }
        }

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

    private static int CountPhotos(SqliteConnection connection) => connection.Scalar<int>("SELECT coalesce(max(photo) + 1, 0) FROM photo");

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
        var filled = 0;
        using var command = connection.Prepare("SELECT first, entries FROM column_block WHERE name = $name ORDER BY first", "$name");
        using var reader = command.Set(name).ExecuteReader();
        while (reader.Read())
        {
            var entries = MemoryMarshal.Cast<byte, T>(reader.GetFieldValue<byte[]>(1));
            entries.CopyTo(values.AsSpan(reader.GetInt32(0)));
            filled += entries.Length;
        }

        if (filled != values.Length)
            throw new InvalidOperationException($"{filled:N0} entries of column '{name}', {values.Length:N0} expected");
    }
}
