using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>Writes every product's part, and the hashes of the data and of the split.</summary>
internal static class SplitWriter
{
    private const int PageRows = 4096;
    private const int MostNamedPlaceholders = 20;

    /// <summary>Splits by <see cref="SplitRule"/>, and tells which photos joined nothing because too many titles share them.</summary>
    /// <remarks>All rows, not only the changed ones: a new colour word or a shared photo can join an old product to another group.</remarks>
    public static PlaceholderPhotos Write(SqliteConnection connection, int rowCount, CancellationToken cancellation)
    {
        var groups = ProductGroups.Read(connection, rowCount, cancellation);
        Write(connection, rowCount, (row, given) => given ?? SplitRule.PartOf(groups[row]), cancellation);
        return new PlaceholderPhotos(groups.Placeholders.Count, [.. groups.Placeholders.Take(MostNamedPlaceholders).Select(placeholder =>
            new PlaceholderPhoto(placeholder.Products, IdOf(connection, placeholder.FirstRow)))]);
    }

    /// <summary>Writes a split that is given: row i belongs to part i.</summary>
    public static void Write(SqliteConnection connection, IReadOnlyList<Part> parts, CancellationToken cancellation) =>
        Write(connection, parts.Count, (row, _) => parts[row], cancellation);

    /// <remarks>Reading and updating alternate by pages, because SQLite leaves open what a reader sees of rows updated under it.</remarks>
    private static void Write(SqliteConnection connection, int rowCount, Func<int, Part?, Part> partOf, CancellationToken cancellation)
    {
        var (data, split) = (new MultisetHash(), new MultisetHash());
        using var rows = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var update = connection.Prepare("UPDATE product SET part = $part WHERE row = $row", "$part", "$row");
        for (var first = 0; first < rowCount; first += PageRows)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (row, id, oldPart, given, digest) in ReadPage(connection, first))
            {
                var part = partOf(row, given);
                if (part != oldPart)
                    update.Run((int)part, row);
                data.Add(digest);
                rows.AppendData([.. Encoding.UTF8.GetBytes(id), 0]);
                split.Add(SHA256.HashData([.. Encoding.UTF8.GetBytes(id), 0, (byte)part]));
            }
        }

        connection.WriteMeta(MetaKeys.DataHash, data.ToString());
        connection.WriteMeta(MetaKeys.SplitHash, split.ToString());
        connection.WriteMeta(MetaKeys.RowsHash, Convert.ToHexStringLower(rows.GetHashAndReset()));
    }

    private static List<(int Row, string Id, Part Part, Part? Given, byte[] Digest)> ReadPage(SqliteConnection connection, int first)
    {
        var page = new List<(int, string, Part, Part?, byte[])>(PageRows);
        using var command = connection.Prepare(
            "SELECT row, id, part, given_part, digest FROM product WHERE row >= $first AND row < $end ORDER BY row", "$first", "$end");
        using var reader = command.Set(first, first + PageRows).ExecuteReader();
        while (reader.Read())
            page.Add((reader.GetInt32(0), reader.GetString(1), (Part)reader.GetInt32(2), reader.IsDBNull(3) ? null : (Part)reader.GetInt32(3), reader.GetFieldValue<byte[]>(4)));
        return page;
    }

    private static string IdOf(SqliteConnection connection, int row) => connection.Scalar<string>("SELECT id FROM product WHERE row = $row", ("$row", row))!;
}
