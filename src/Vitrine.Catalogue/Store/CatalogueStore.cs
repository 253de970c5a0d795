using Microsoft.Data.Sqlite;
using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue;

/// <summary>A store, opened for reading: products, photos, category tree, split, import report. Safe to use from several threads.</summary>
/// <remarks>
/// Count, tree, hashes, categories, parts and photos are those of one moment, the opening. Open again after an import to see its work.
/// </remarks>
public sealed class CatalogueStore : IDisposable
{
    private const int PageRows = 1024;
    private const string ProductColumns = "row, id, title, category, part, attributes";
    private readonly RowTable rows;
    private readonly Lazy<PhotoPack> pack;

    private CatalogueStore(string path)
    {
        Path = path;
        using var connection = StoreSchema.Connect(path);
        using var snapshot = connection.BeginTransaction(deferred: true);
        Count = connection.Scalar<int>("SELECT count(*) FROM product");
        DataHash = connection.ReadMeta(MetaKeys.DataHash) ?? "";
        SplitHash = connection.ReadMeta(MetaKeys.SplitHash) ?? "";
        LastImport = connection.ReadMeta(MetaKeys.LastImport) is { } json ? ImportSummary.FromJson(json) : null;
        Tree = ReadTree(connection);
        rows = RowTable.Read(connection, Count);
        pack = new Lazy<PhotoPack>(() => PhotoPack.OpenForReading(path));
    }

    /// <summary>Opens a store.</summary>
    /// <exception cref="UsageException">The folder is missing, no store, or of another version.</exception>
    public static CatalogueStore Open(string path)
    {
        StoreSchema.Check(path);
        return new CatalogueStore(path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Number of products; rows are 0 … Count − 1.</summary>
    public int Count { get; }

    public CategoryTree Tree { get; }

    /// <summary>SHA-256 (hexadecimal) over all products in row order, photos as the shop gave them included. Empty in an empty store.</summary>
    public string DataHash { get; }

    /// <summary>SHA-256 (hexadecimal) over id and part of all products in row order.</summary>
    public string SplitHash { get; }

    /// <summary>What the last import did; null when the products came another way.</summary>
    public ImportSummary? LastImport { get; }

    /// <summary>The category of every row. [Count]</summary>
    public IReadOnlyList<int> Categories => rows.Categories;

    /// <summary>The part of every row. [Count]</summary>
    public IReadOnlyList<Part> Parts => rows.Parts;

    /// <summary>The rows of a part, ascending.</summary>
    public IReadOnlyList<int> RowsOf(Part part) => [.. Enumerable.Range(0, Count).Where(row => rows.Parts[row] == part)];

    /// <summary>The product of a row.</summary>
    public Product this[int row]
    {
        get
        {
            CheckRow(row);
            return Query($"SELECT {ProductColumns} FROM product WHERE row = $key", row).Single();
        }
    }

    /// <summary>The product with the shop's id, or null.</summary>
    public Product? Find(string id) => Query($"SELECT {ProductColumns} FROM product WHERE id = $key", id).SingleOrDefault();

    /// <summary>All products in row order, read in pages: memory does not grow with the store.</summary>
    public IEnumerable<Product> Products()
    {
        for (var first = 0; first < Count; first += PageRows)
        {
            foreach (var product in Query($"SELECT {ProductColumns} FROM product WHERE row >= $key ORDER BY row LIMIT {PageRows}", first))
            {
                if (product.Row < Count)
                    yield return product;
            }
        }
    }

    /// <summary>Products whose titles hold some of the words, the best first: Okapi BM25 of SQLite's full-text index, ties by row.</summary>
    /// <param name="words">Any text; word order does not count.</param>
    /// <param name="count">At most this many.</param>
    /// <returns>Rows with their scores, higher is better; empty where no title has any of the words.</returns>
    public IReadOnlyList<(int Row, double Score)> FindByTitle(string words, int count)
    {
        var found = new List<(int, double)>();
        // Each word in quotes, so that none is read as an operator of the query language.
        var query = string.Join(" OR ", WordTokenizer.Words(words).Select(word => $"\"{word}\""));
        if (query.Length == 0)
            return found;
        using var connection = StoreSchema.Connect(Path);
        using var command = connection.Prepare(
            """
            SELECT rowid, -bm25(title_words) AS score FROM title_words
            WHERE title_words MATCH $query AND rowid < $rows ORDER BY score DESC, rowid LIMIT $count
            """, "$query", "$rows", "$count");
        using var reader = command.Set(query, Count, count).ExecuteReader();
        while (reader.Read())
            found.Add((reader.GetInt32(0), reader.GetDouble(1)));
        return found;
    }

    /// <summary>The photo of a row as an image file: the shop's own bytes, or re-encoded where its shorter side was above 256 pixels.</summary>
    public byte[] ReadImage(int row)
    {
        CheckRow(row);
        return pack.Value.Read(rows.PhotoOffsets[row], rows.PhotoLengths[row]);
    }

    /// <summary>The number of a row's photo: equal photos have one number, and a number is of the same photo for ever. From 1, without large gaps.</summary>
    public long PhotoOf(int row)
    {
        CheckRow(row);
        return rows.Photos[row];
    }

    /// <summary>The skipped rows of the last import, by line.</summary>
    public IEnumerable<BadRow> Report()
    {
        using var connection = StoreSchema.Connect(Path);
        using var command = connection.Prepare("SELECT file, line, field, reason, detail, id FROM bad_row ORDER BY number");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new BadRow(reader.GetString(0), reader.GetInt64(1), reader.GetString(2), (BadRowReason)reader.GetInt32(3),
                reader.GetString(4), reader.GetString(5));
        }
    }

    private static CategoryTree ReadTree(SqliteConnection connection)
    {
        var paths = new List<string[]>();
        using var command = connection.Prepare("SELECT path FROM category ORDER BY category");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            paths.Add(StoreJson.ReadNames(reader.GetString(0)));
        return new CategoryTree(paths);
    }

    private List<Product> Query(string sql, object key)
    {
        var products = new List<Product>();
        using var connection = StoreSchema.Connect(Path);
        using var command = connection.Prepare(sql, "$key");
        using var reader = command.Set(key).ExecuteReader();
        while (reader.Read())
        {
            products.Add(new Product(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), (Part)reader.GetInt32(4),
                StoreJson.ReadAttributes(reader.GetString(5))));
        }

        return products;
    }

    private void CheckRow(int row)
    {
        if (row < 0 || row >= Count)
            throw new ArgumentOutOfRangeException(nameof(row), row, $"The store has rows 0 to {Count - 1}.");
    }

    public void Dispose()
    {
        if (pack.IsValueCreated)
            pack.Value.Dispose();
        StoreSchema.CloseConnections(Path);
    }
}
