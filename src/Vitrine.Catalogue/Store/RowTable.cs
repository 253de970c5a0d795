using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>What is wanted of every row at once and often: 9 bytes per product and 12 per photo, read once.</summary>
internal sealed class RowTable
{
    private RowTable(int products, int photos)
    {
        Categories = new int[products];
        Parts = new Part[products];
        Photos = new int[products];
        PhotoOffsets = new long[photos];
        PhotoLengths = new int[photos];
    }

    public int[] Categories { get; }

    public Part[] Parts { get; }

    /// <summary>The photo of each row. [products]</summary>
    public int[] Photos { get; }

    /// <summary>Where each photo begins in the pack, by its number. [largest number + 1]</summary>
    public long[] PhotoOffsets { get; }

    public int[] PhotoLengths { get; }

    public static RowTable Read(SqliteConnection connection, int products)
    {
        var table = new RowTable(products, connection.Scalar<int>("SELECT coalesce(max(photo) + 1, 0) FROM photo"));
        using (var command = connection.Prepare("SELECT row, category, part, photo FROM product"))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var row = reader.GetInt32(0);
                table.Categories[row] = reader.GetInt32(1);
                table.Parts[row] = (Part)reader.GetInt32(2);
                table.Photos[row] = reader.GetInt32(3);
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

    /// <summary>The beginning of each photo's hash, by its number. [largest number + 1]</summary>
    public static ulong[] ReadPhotoDigests(SqliteConnection connection)
    {
        var digests = new ulong[connection.Scalar<int>("SELECT coalesce(max(photo) + 1, 0) FROM photo")];
        using var command = connection.Prepare("SELECT photo, hash FROM photo");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            digests[reader.GetInt32(0)] = BinaryPrimitives.ReadUInt64BigEndian(reader.GetFieldValue<byte[]>(1));
        return digests;
    }
}
