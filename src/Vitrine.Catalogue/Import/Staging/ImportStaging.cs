using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>
/// The unfinished import of a store, in a database of its own beside the catalogue: the rows of the table, and what became of each
/// photo. A run that was killed is taken up from it; a finished one deletes it.
/// </summary>
internal sealed class ImportStaging : IDisposable
{
    private const string FileName = "import.db";
    private const int Version = 1;
    private const int PageRows = 512;

    private const string Tables = """
        CREATE TABLE job (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE row (
            line INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            path TEXT NOT NULL,
            attributes TEXT NOT NULL,
            image INTEGER NOT NULL REFERENCES image);
        CREATE TABLE image (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            hash BLOB,
            reason INTEGER,
            detail TEXT);
        CREATE INDEX row_image ON row (image);
        CREATE TABLE photo (hash BLOB PRIMARY KEY, offset INTEGER NOT NULL, length INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE bad_row (line INTEGER PRIMARY KEY, field TEXT NOT NULL, reason INTEGER NOT NULL, detail TEXT NOT NULL, id TEXT NOT NULL);
        """;

    private readonly SqliteConnection connection;
    private readonly StagingStatements statements;

    private ImportStaging(SqliteConnection connection)
    {
        this.connection = connection;
        statements = new StagingStatements(connection);
        JobId = connection.Scalar<string>("SELECT value FROM job WHERE key = 'id'")!;
    }

    /// <summary>The unfinished import of this very job, or a new one in place of whatever lies there.</summary>
    /// <param name="store">The folder of the store.</param>
    /// <param name="fingerprint">Says the same for the same options and the same files, and for these only.</param>
    public static ImportStaging Open(string store, string fingerprint)
    {
        if (TryOpen(store, fingerprint) is { } staging)
            return staging;
        Discard(store);
        var connection = Connect(store);
        connection.Execute($"PRAGMA user_version = {Version}; BEGIN; {Tables} COMMIT");
        connection.Execute("INSERT INTO job (key, value) VALUES ('fingerprint', $fingerprint), ('id', $id)",
            ("$fingerprint", fingerprint), ("$id", Guid.NewGuid().ToString("N")));
        return new ImportStaging(connection);
    }

    /// <summary>Forgets an unfinished import.</summary>
    public static void Discard(string store)
    {
        foreach (var ending in (string[])["", "-wal", "-shm"])
            File.Delete(Path.Combine(store, FileName + ending));
    }

    private static ImportStaging? TryOpen(string store, string fingerprint)
    {
        if (!File.Exists(Path.Combine(store, FileName)))
            return null;
        var connection = Connect(store);
        try
        {
            if (connection.Scalar<long>("PRAGMA user_version") == Version
                && connection.Scalar<string>("SELECT value FROM job WHERE key = 'fingerprint'") == fingerprint)
            {
                return new ImportStaging(connection);
            }
        }
        catch (SqliteException)
        {
            // Killed while it was being made: nothing in it to keep.
        }

        connection.Dispose();
        return null;
    }

    /// <remarks>A write-ahead log makes the many small commits of the photos cheap; NORMAL loses none of them to a killed process.</remarks>
    private static SqliteConnection Connect(string store)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(store, FileName),
            Pooling = false,
        }.ToString());
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        return connection;
    }

    /// <summary>Names this import; the store remembers the last one it published.</summary>
    public string JobId { get; }

    /// <summary>Whether the whole table has been read.</summary>
    public bool HasRows => connection.Scalar<string>("SELECT value FROM job WHERE key = 'rows'") is not null;

    public void MarkRowsRead() => connection.Execute("INSERT INTO job (key, value) VALUES ('rows', 'read')");

    /// <summary>What follows is kept with <see cref="Commit"/>, or forgotten when the staging is closed.</summary>
    public void Begin() => connection.Execute("BEGIN IMMEDIATE");

    public void Commit() => connection.Execute("COMMIT");

    /// <summary>Keeps a row; false if an earlier row has its id, and then nothing is kept.</summary>
    public bool Add(ParsedRow row) =>
        statements.InsertRow.Run(row.Line, row.Product.Id, row.Product.Title, StoreJson.Write(row.Product.CategoryPath),
            StoreJson.Write(row.Product.Attributes), ImageNumber(row.Image)) == 1;

    public void Add(BadRow row) => statements.InsertBadRow.Run(row.Line, row.Column, (int)row.Reason, row.Detail, row.Id);

    public long LineOf(string id) => (long)statements.FindRow.Set(id).ExecuteScalar()!;

    private long ImageNumber(string name)
    {
        statements.InsertImage.Run(name);
        return (long)statements.FindImage.Set(name).ExecuteScalar()!;
    }

    /// <summary>The photo of this name if it has neither been stored nor found bad.</summary>
    public long? FindWanted(string name) => (long?)statements.FindWanted.Set(name).ExecuteScalar();

    /// <summary>The photos that have neither been stored nor found bad, in the order of the table; others may be settled meanwhile.</summary>
    public IEnumerable<(long Number, string Name)> WantedImages()
    {
        var page = new List<(long, string)>();
        var last = 0L;
        do
        {
            page.Clear();
            using (var reader = statements.PageOfWanted.Set(last, PageRows).ExecuteReader())
            {
                while (reader.Read())
                    page.Add((last = reader.GetInt64(0), reader.GetString(1)));
            }

            foreach (var image in page)
                yield return image;
        }
        while (page.Count == PageRows);
    }

    public bool HasPhoto(byte[] hash) => statements.FindPhoto.Set(hash).ExecuteScalar() is not null;

    public void AddPhoto(byte[] hash, long offset, int length) => statements.InsertPhoto.Run(hash, offset, length);

    public void Settle(long image, byte[] hash) => statements.SettleImage.Run(hash, null, null, image);

    public void Settle(long image, BadRowReason reason, string detail) => statements.SettleImage.Run(null, (int)reason, detail, image);

    /// <summary>The first row that asks for a photo.</summary>
    public (long Line, string Id) FirstRowOf(long image)
    {
        using var reader = statements.FirstRowOfImage.Set(image).ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetString(1));
    }

    /// <summary>Writes the rows whose photos are bad into the report, blaming this column.</summary>
    public void ReportBadPhotos(string column) => connection.Execute(
        """
        INSERT OR REPLACE INTO bad_row (line, field, reason, detail, id)
        SELECT row.line, $field, image.reason, image.detail, row.id FROM row JOIN image ON image.number = row.image WHERE image.reason IS NOT NULL
        """, ("$field", column));

    /// <summary>How many photos the table asks for, and how many of them are settled.</summary>
    public (long Settled, long Total) CountImages() =>
        (connection.Scalar<long>("SELECT count(*) FROM image WHERE hash IS NOT NULL OR reason IS NOT NULL"),
            connection.Scalar<long>("SELECT count(*) FROM image"));

    public (long Good, long Bad) CountRows() =>
        (connection.Scalar<long>("SELECT count(*) FROM row JOIN image ON image.number = row.image WHERE image.hash IS NOT NULL"),
            connection.Scalar<long>("SELECT count(*) FROM bad_row"));

    /// <summary>All rows of the table, good and bad.</summary>
    public long CountAll() => connection.Scalar<long>(
        "SELECT (SELECT count(*) FROM row WHERE line NOT IN (SELECT line FROM bad_row)) + (SELECT count(*) FROM bad_row)");

    /// <summary>The end of the last photo that this import has put in the pack; 0 if none.</summary>
    public long PackEnd => connection.Scalar<long>("SELECT coalesce(max(offset + length), 0) FROM photo");

    /// <summary>The rows whose photos are good, in the order of the table.</summary>
    public IEnumerable<(ProductData Product, byte[] PhotoHash, long? Offset, int Length)> GoodRows()
    {
        using var command = connection.Prepare(
            """
            SELECT row.id, row.title, row.path, row.attributes, image.hash, photo.offset, photo.length
            FROM row JOIN image ON image.number = row.image LEFT JOIN photo ON photo.hash = image.hash
            WHERE image.hash IS NOT NULL ORDER BY row.line
            """);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var product = new ProductData(reader.GetString(0), reader.GetString(1), StoreJson.ReadNames(reader.GetString(2)),
                StoreJson.ReadAttributes(reader.GetString(3)));
            yield return reader.IsDBNull(5)
                ? (product, reader.GetFieldValue<byte[]>(4), null, 0)
                : (product, reader.GetFieldValue<byte[]>(4), reader.GetInt64(5), reader.GetInt32(6));
        }
    }

    /// <summary>The report, by line.</summary>
    public IEnumerable<BadRow> Report(string file)
    {
        using var command = connection.Prepare("SELECT line, field, reason, detail, id FROM bad_row ORDER BY line");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new BadRow(file, reader.GetInt64(0), reader.GetString(1), (BadRowReason)reader.GetInt32(2), reader.GetString(3),
                reader.GetString(4));
        }
    }

    public void Dispose()
    {
        statements.Dispose();
        connection.Dispose();
    }
}
