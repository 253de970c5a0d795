using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>Writes every product's part, and the hashes of the data and of the split.</summary>
internal static class SplitWriter
{
    private const int PageRows = 4096;

    /// <remarks>
    /// All rows, not only the changed ones: a new colour word in the catalogue can move an old product to another group.
    /// Reading and updating alternate by pages, because SQLite leaves open what a reader sees of rows updated under it.
    /// </remarks>
    public static void Write(SqliteConnection connection, int rowCount, CancellationToken cancellation)
    {
        var colourWords = ColourWords.From(ColourValues(connection));
        connection.WriteMeta(MetaKeys.ColourWords, StoreJson.Write([.. colourWords.Order(StringComparer.Ordinal)]));
        using var data = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var split = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var update = connection.Prepare("UPDATE product SET part = $part WHERE row = $row", "$part", "$row");
        for (var first = 0; first < rowCount; first += PageRows)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (row, id, title, oldPart, digest) in ReadPage(connection, first))
            {
                var part = SplitRule.PartOf(TitleGroup.Of(title, colourWords));
                if (part != oldPart)
                    update.Run((int)part, row);
                data.AppendData(digest);
                split.AppendData(Encoding.UTF8.GetBytes(id));
                split.AppendData([0, (byte)part]);
            }
        }

        connection.WriteMeta(MetaKeys.DataHash, Convert.ToHexStringLower(data.GetHashAndReset()));
        connection.WriteMeta(MetaKeys.SplitHash, Convert.ToHexStringLower(split.GetHashAndReset()));
    }

    private static List<(int Row, string Id, string Title, Part Part, byte[] Digest)> ReadPage(SqliteConnection connection, int first)
    {
        var page = new List<(int, string, string, Part, byte[])>(PageRows);
        using var command = connection.Prepare(
            "SELECT row, id, title, part, digest FROM product WHERE row >= $first AND row < $end ORDER BY row", "$first", "$end");
        using var reader = command.Set(first, first + PageRows).ExecuteReader();
        while (reader.Read())
            page.Add((reader.GetInt32(0), reader.GetString(1), reader.GetString(2), (Part)reader.GetInt32(3), reader.GetFieldValue<byte[]>(4)));
        return page;
    }

    private static List<string> ColourValues(SqliteConnection connection)
    {
        var names = ReadColumn(connection.Prepare("SELECT DISTINCT entry.key FROM product, json_each(product.attributes) AS entry"))
            .Where(ColourWords.IsColourAttribute);
        return [.. names.SelectMany(name => ReadColumn(connection.Prepare(
            """
            SELECT DISTINCT entry.value FROM product, json_each(product.attributes) AS entry WHERE entry.key = $name
            """, "$name").Set(name)))];
    }

    private static List<string> ReadColumn(SqliteCommand command)
    {
        var values = new List<string>();
        using (command)
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                values.Add(reader.GetString(0));
        }

        return values;
    }
}
