using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>One connection to one state of a store, with its statements. For one thread at a time.</summary>
internal sealed class StoreReader : IDisposable
{
    private const string Products = "SELECT row, id, title, category, part, attributes, further, numbers, description, variants, length(photos) FROM product";

    private readonly SqliteCommand byRow, byId, page, title, titles, words, report;

    private StoreReader(SqliteConnection connection)
    {
        Connection = connection;
        Categories = StoredCategories.Read(connection);
        State = connection.ReadMeta(MetaKeys.State) ?? "";
        byRow = connection.Prepare($"{Products} WHERE row = $row", "$row");
        byId = connection.Prepare($"{Products} WHERE id = $id", "$id");
        page = connection.Prepare($"{Products} WHERE row >= $first ORDER BY row LIMIT $count", "$first", "$count");
        title = connection.Prepare("SELECT title FROM product WHERE row = $row", "$row");
        titles = connection.Prepare("SELECT title FROM product WHERE row >= $first ORDER BY row LIMIT $count", "$first", "$count");
        words = connection.Prepare(
            """
            SELECT rowid, -bm25(title_words) AS score FROM title_words
            WHERE title_words MATCH $query ORDER BY score DESC, rowid
            """, "$query");
        report = connection.Prepare(
            """
            SELECT number, file, line, field, reason, detail, id, is_note FROM bad_row WHERE number > $last ORDER BY number LIMIT $count
            """, "$last", "$count");
    }

    /// <summary>Opens the present state of a store, or of its live draft.</summary>
    public static StoreReader Open(string store, bool isLive) => new(isLive ? StoreSchema.OpenLive(store) : StoreSchema.OpenForReading(store));

    /// <summary>For what is read once.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>The categories of the state.</summary>
    public StoredCategories Categories { get; }

    /// <summary>Names the state: equal for two readers of one state, and for no others.</summary>
    public string State { get; }

    /// <exception cref="InvalidOperationException">The database has lost the row.</exception>
    public Product ByRow(int row) => Read(byRow.Set(row), ProductOf).Single();

    public Product? ById(string id) => Read(byId.Set(id), ProductOf).SingleOrDefault();

    /// <summary>Products from a row on, at most so many.</summary>
    public List<Product> Page(int first, int count) => Read(page.Set(first, count), ProductOf);

    /// <exception cref="InvalidOperationException">The database has lost the row.</exception>
    public string Title(int row) => Read(title.Set(row), found => found.GetString(0)).Single();

    /// <summary>Titles from a row on, at most so many.</summary>
    public List<string> Titles(int first, int count) => Read(titles.Set(first, count), found => found.GetString(0));

    /// <summary>Rows and scores of the titles that match a query of FTS5, the best first.</summary>
    public List<(int Row, double Score)> FindByTitle(string query, int count, Func<int, bool>? filter)
    {
        var found = new List<(int, double)>();
        using var reader = words.Set(query).ExecuteReader();
        while (found.Count < count && reader.Read())
        {
            if (filter is null || filter(reader.GetInt32(0)))
                found.Add((reader.GetInt32(0), reader.GetDouble(1)));
        }

        return found;
    }

    /// <summary>Skipped rows after a number, in their order, at most so many.</summary>
    public List<(long Number, BadRow Row)> Report(long last, int count) => Read(report.Set(last, count), found => (found.GetInt64(0),
        new BadRow(found.GetString(1), found.GetInt64(2), found.GetString(3), (BadRowReason)found.GetInt32(4), found.GetString(5), found.GetString(6)) { IsNote = found.GetBoolean(7) }));

    private Product ProductOf(SqliteDataReader found) => new(found.GetInt32(0), found.GetString(1), found.GetString(2), Categories.NumberOf(found.GetInt32(3)),
        (Part)found.GetInt32(4), StoreJson.ReadAttributes(found.GetString(5)))
    {
        FurtherCategories = [.. StoreNumbers.Read(found.GetFieldValue<byte[]>(6)).Select(Categories.PathOf)],
        Numbers = StoreJson.ReadNumbers(found.GetString(7)),
        Description = found.GetString(8),
        Variants = VariantJson.Read(found.GetString(9)),
        Photos = found.GetInt32(10) / sizeof(int),
    };

    private static List<T> Read<T>(SqliteCommand command, Func<SqliteDataReader, T> make)
    {
        var found = new List<T>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            found.Add(make(reader));
        return found;
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[byRow, byId, page, title, titles, words, report])
            command.Dispose();
        Connection.Dispose();
    }
}
