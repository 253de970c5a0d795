using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>What is wanted of every row at once and often: 25 bytes per product, read once.</summary>
internal sealed class RowTable
{
    private RowTable(int count)
    {
        Categories = new int[count];
        Parts = new Part[count];
        Photos = new long[count];
        PhotoOffsets = new long[count];
        PhotoLengths = new int[count];
    }

    public int[] Categories { get; }

    public Part[] Parts { get; }

    public long[] Photos { get; }

    public long[] PhotoOffsets { get; }

    public int[] PhotoLengths { get; }

    public static RowTable Read(SqliteConnection connection, int count)
    {
        var table = new RowTable(count);
        using var command = connection.Prepare(
            """
            SELECT product.row, product.category, product.part, photo.offset, photo.length, photo.photo
            FROM product JOIN photo USING (photo) WHERE product.row < $count
            """, "$count");
        using var reader = command.Set(count).ExecuteReader();
        while (reader.Read())
        {
            var row = reader.GetInt32(0);
            table.Categories[row] = reader.GetInt32(1);
            table.Parts[row] = (Part)reader.GetInt32(2);
            table.PhotoOffsets[row] = reader.GetInt64(3);
            table.PhotoLengths[row] = reader.GetInt32(4);
            table.Photos[row] = reader.GetInt64(5);
        }

        return table;
    }
}
