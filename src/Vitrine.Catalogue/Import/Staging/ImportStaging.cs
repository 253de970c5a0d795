using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>
/// The unfinished import of a store, in a database of its own beside the catalogue: the rows of the table, and what became of each
/// photo. A run that was killed is taken up from it; a finished one deletes it.
/// </summary>
internal sealed class ImportStaging : IDisposable
{
    private const string FileName = "import.db";
    private const int Version = 4;
    private const int PageRows = 512;

    private const string Tables = """
        CREATE TABLE job (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE product (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
        CREATE TABLE row (line INTEGER PRIMARY KEY, product INTEGER NOT NULL REFERENCES product, own TEXT NOT NULL, fields TEXT NOT NULL);
        CREATE INDEX row_product ON row (product, line);
        CREATE UNIQUE INDEX row_own ON row (own) WHERE own <> '';
        CREATE TABLE row_image (line INTEGER NOT NULL, position INTEGER NOT NULL, image INTEGER NOT NULL REFERENCES image, PRIMARY KEY (line, position)) WITHOUT ROWID;
        CREATE INDEX row_image_image ON row_image (image, line);
        CREATE TABLE image (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            hash BLOB,
            ends_early INTEGER,
            path TEXT,
            length INTEGER,
            modified INTEGER,
            reason INTEGER,
            detail TEXT);
        CREATE TABLE photo (hash BLOB PRIMARY KEY, offset INTEGER NOT NULL, length INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE bad_row (line INTEGER NOT NULL, field TEXT NOT NULL, reason INTEGER NOT NULL, detail TEXT NOT NULL, id TEXT NOT NULL, is_note INTEGER NOT NULL);
        CREATE INDEX bad_row_id ON bad_row (id);
        """;

    private static readonly JsonSerializerOptions FieldsFormat = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SqliteConnection connection;
    private readonly StagingStatements statements;
    private long products, images; // the last numbers given

    private ImportStaging(SqliteConnection connection)
    {
        this.connection = connection;
        statements = new StagingStatements(connection);
        JobId = connection.Scalar<string>("SELECT value FROM job WHERE key = 'id'")!;
        (products, images) = (LastNumber("product"), LastNumber("image"));
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

    /// <summary>Whether an unfinished import lies in the store.</summary>
    public static bool IsIn(string store) => File.Exists(Path.Combine(store, FileName));

    /// <summary>Forgets an unfinished import.</summary>
    public static void Discard(string store)
    {
        foreach (var ending in (string[])["", "-wal", "-shm"])
            File.Delete(Path.Combine(store, FileName + ending));
    }

    private static ImportStaging? TryOpen(string store, string fingerprint)
    {
        if (!IsIn(store))
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

    /// <remarks>A write-ahead log makes the many small commits of the photos cheap; NORMAL loses none of them to a killed process. The cache (KiB) holds the inner pages of the indexes of millions of rows.</remarks>
    private static SqliteConnection Connect(string store)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(store, FileName),
            Pooling = false,
        }.ToString());
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536");
        return connection;
    }

    /// <summary>Names this import; the store remembers the last one it published.</summary>
    public string JobId { get; }

    /// <summary>Whether the whole table has been read.</summary>
    public bool HasRows => connection.Scalar<string>("SELECT value FROM job WHERE key = 'rows'") is not null;

    /// <param name="translations">Rows that were left out, since they translate others.</param>
    /// <param name="unpublished">Rows that were left out, since the shop does not show them.</param>
    public void MarkRowsRead(long translations, long unpublished) =>
        connection.Execute("INSERT INTO job (key, value) VALUES ('rows', 'read'), ('translations', $translations), ('unpublished', $unpublished)", ("$translations", translations), ("$unpublished", unpublished));

    /// <summary>Rows that were left out, since they translate others.</summary>
    public long Translations => connection.Scalar<long>("SELECT CAST(value AS INTEGER) FROM job WHERE key = 'translations'");

    /// <summary>Rows that were left out, since the shop does not show them.</summary>
    public long Unpublished => connection.Scalar<long>("SELECT CAST(value AS INTEGER) FROM job WHERE key = 'unpublished'");

    /// <summary>What follows is kept with <see cref="Commit"/>, or forgotten when the staging is closed.</summary>
    public void Begin() => connection.Execute("BEGIN IMMEDIATE");

    public void Commit() => connection.Execute("COMMIT");

    /// <summary>Keeps a row; false if an earlier row has its id, and then nothing is kept.</summary>
    public bool Add(ParsedRow row)
    {
        var isNew = statements.InsertProduct.Run(products + 1, row.Product) > 0;
        var product = isNew ? ++products : (long)statements.FindProduct.Set(row.Product).ExecuteScalar()!;
        if (statements.InsertRow.Run(row.Line, product, row.Id, JsonSerializer.Serialize(row.Fields, FieldsFormat)) == 0)
        {
            if (isNew)
                statements.DeleteProduct.Run(products--);
            return false;
        }

        for (var i = 0; i < row.Photos.Count; i++)
            statements.InsertRowImage.Run(row.Line, i, ImageNumber(row.Photos[i]));
        return true;
    }

    public void Add(BadRow row) => statements.InsertBadRow.Run(row.Line, row.Column, (int)row.Reason, row.Detail, row.Id, row.IsNote);

    /// <summary>The line of the row with this id of its own.</summary>
    public long LineOf(string id) => (long)statements.FindRow.Set(id).ExecuteScalar()!;

    /// <summary>Whether the table has a row, good or bad, of the product.</summary>
    public bool Names(string product) => (long)statements.FindId.Set(product).ExecuteScalar()! != 0;

    private long ImageNumber(string name) =>
        statements.InsertImage.Run(images + 1, name) > 0 ? ++images : (long)statements.FindImage.Set(name).ExecuteScalar()!;

    private long LastNumber(string table) => connection.Scalar<long>($"SELECT coalesce(max(number), 0) FROM {table}");

    /// <summary>The references, as the table has them, whose photos have neither been stored nor found bad, in the order of the table; others may be settled meanwhile.</summary>
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

    /// <summary>The photo is stored.</summary>
    /// <param name="image">Its reference.</param>
    /// <param name="hash">SHA-256 of the file.</param>
    /// <param name="endsEarly">See <see cref="StoredPhoto"/>.</param>
    /// <param name="origin">The file, if it is to be kept in mind.</param>
    public void Settle(long image, byte[] hash, bool endsEarly, FileOrigin? origin) =>
        statements.SettleImage.Run(hash, endsEarly ? 1 : null, origin?.Path, origin?.Stamp.Length, origin?.Stamp.Modified, image);

    /// <summary>The photo cannot be had.</summary>
    public void Settle(long image, BadRowReason reason, string detail) => statements.RefuseImage.Run((int)reason, detail, image);

    /// <summary>The files to be kept in mind, by path, with the photos that they are.</summary>
    public IEnumerable<(FileOrigin File, byte[] Hash, bool EndsEarly)> Files()
    {
        using var command = connection.Prepare("SELECT path, length, modified, hash, ends_early FROM image WHERE path IS NOT NULL ORDER BY path");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return (new FileOrigin(reader.GetString(0), new FileStamp(reader.GetInt64(1), reader.GetInt64(2))), reader.GetFieldValue<byte[]>(3), !reader.IsDBNull(4));
    }

    /// <summary>How many photos were taken although their files end early.</summary>
    public long CountEndingEarly() => connection.Scalar<long>("SELECT count(*) FROM image WHERE ends_early = 1");

    /// <summary>The first row that asks for a photo.</summary>
    public (long Line, string Id) FirstRowOf(long image)
    {
        using var reader = statements.FirstRowOfImage.Set(image).ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetString(1));
    }

    /// <summary>The references of photos that were not there, as the table writes them.</summary>
    public IEnumerable<string> MissingPhotos()
    {
        using var command = connection.Prepare("SELECT name FROM image WHERE reason = $reason ORDER BY number", "$reason");
        using var reader = command.Set((int)BadRowReason.MissingImage).ExecuteReader();
        while (reader.Read())
            yield return reader.GetString(0);
    }

    /// <summary>How many photos the table asks for, and how many of them are settled.</summary>
    public (long Settled, long Total) CountImages() =>
        (connection.Scalar<long>("SELECT count(*) FROM image WHERE hash IS NOT NULL OR reason IS NOT NULL"),
            connection.Scalar<long>("SELECT count(*) FROM image"));

    /// <summary>Rows that say something of a product, and rows that were skipped.</summary>
    public (long Good, long Bad) CountRows() =>
        (connection.Scalar<long>("SELECT count(*) FROM row"), connection.Scalar<long>("SELECT count(*) FROM bad_row WHERE is_note = 0"));

    public long CountProducts() => connection.Scalar<long>("SELECT count(*) FROM product");

    /// <summary>The end of the last photo that this import has put in the pack; 0 if none.</summary>
    public long PackEnd => connection.Scalar<long>("SELECT coalesce(max(offset + length), 0) FROM photo");

    /// <summary>The products in the order of their first rows, each with its rows and the photos that are there, each photo once.</summary>
    public IEnumerable<StagedProduct> Products()
    {
        using var command = connection.Prepare(
            """
            SELECT product.number, product.id, row.line, row.own, row.fields, image.hash, photo.offset, photo.length
            FROM row JOIN product ON product.number = row.product
            LEFT JOIN row_image ON row_image.line = row.line LEFT JOIN image ON image.number = row_image.image LEFT JOIN photo ON photo.hash = image.hash
            ORDER BY row.product, row.line, row_image.position
            """);
        using var reader = command.ExecuteReader();
        var (number, product) = (0L, (StagedProduct?)null);
        while (reader.Read())
        {
            if (product is null || reader.GetInt64(0) != number)
            {
                if (product is not null)
                    yield return product;
                (number, product) = (reader.GetInt64(0), new StagedProduct(reader.GetString(1)));
            }

            if (product.Rows.Count == 0 || product.Rows[^1].Line != reader.GetInt64(2))
                product.Rows.Add(new(reader.GetInt64(2), reader.GetString(3), reader.GetString(4)));
            if (!reader.IsDBNull(5) && reader.GetFieldValue<byte[]>(5) is var hash && !product.Photos.Any(photo => photo.Hash.AsSpan().SequenceEqual(hash)))
                product.Photos.Add(new(hash, reader.IsDBNull(6) ? null : reader.GetInt64(6), reader.IsDBNull(6) ? 0 : reader.GetInt32(7)));
        }

        if (product is not null)
            yield return product;
    }

    /// <summary>The report, by line: rows that were skipped, notes, and the photos that products have to do without or that end early, which are blamed on a column.</summary>
    public IEnumerable<BadRow> Report(string file, string imageColumn)
    {
        using var command = connection.Prepare(
            """
            SELECT line, field, reason, detail, id, is_note FROM bad_row
            UNION ALL
            SELECT row.line, $field, coalesce(image.reason, $early), coalesce(image.detail, image.name), product.id, 1
            FROM image JOIN row_image ON row_image.image = image.number JOIN row ON row.line = row_image.line JOIN product ON product.number = row.product
            WHERE image.reason IS NOT NULL OR image.ends_early = 1
            ORDER BY 1
            """, "$field", "$early");
        using var reader = command.Set(imageColumn, (int)BadRowReason.EndsEarly).ExecuteReader();
        while (reader.Read())
        {
            yield return new BadRow(file, reader.GetInt64(0), reader.GetString(1), (BadRowReason)reader.GetInt32(2), reader.GetString(3), reader.GetString(4))
            {
                IsNote = reader.GetBoolean(5),
            };
        }
    }

    /// <summary>What a staged row says.</summary>
    public static RowFields Read(StagedRow row) => JsonSerializer.Deserialize<RowFields>(row.Fields, FieldsFormat)!;

    public void Dispose()
    {
        statements.Dispose();
        connection.Dispose();
    }
}
