using System.Globalization;
using Microsoft.Data.Sqlite;
using Vitrine.Platform;

namespace Vitrine.Catalogue;

/// <summary>The tables of catalogue.db, their version, and how it is opened for reading.</summary>
/// <remarks>
/// catalogue.db is written once and then replaced (<see cref="StoreDraft"/>), never changed: it can be copied at any time, opened from a
/// read-only disk, and read by many without a lock.
/// </remarks>
internal static class StoreSchema
{
    public const string DatabaseFile = "catalogue.db";
    private const int ApplicationId = 0x5674726e; // "Vtrn", so that `file` and we can tell a store from any other SQLite file
    private const int Version = 5; // 2: titles in form C, a split without leaks by photos; 3: digests by row; 4: several photos, variants, fields; 5: files of photos

    private const string Tables = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE category (category INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, products INTEGER NOT NULL);
        CREATE TABLE photo (
            photo INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE,
            offset INTEGER NOT NULL,
            length INTEGER NOT NULL);
        CREATE TABLE photo_file (
            path TEXT PRIMARY KEY,
            length INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            photo INTEGER NOT NULL REFERENCES photo,
            ends_early INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE product (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            category INTEGER NOT NULL REFERENCES category,
            further BLOB NOT NULL,
            part INTEGER NOT NULL,
            attributes TEXT NOT NULL,
            numbers TEXT NOT NULL,
            description TEXT NOT NULL,
            variants TEXT NOT NULL,
            photos BLOB NOT NULL,
            split_group TEXT NOT NULL,
            given_part INTEGER,
            digest BLOB NOT NULL,
            source BLOB);
        CREATE TABLE column_block (name TEXT NOT NULL, first INTEGER NOT NULL, entries BLOB NOT NULL, PRIMARY KEY (name, first));
        CREATE TABLE bad_row (
            number INTEGER PRIMARY KEY,
            file TEXT NOT NULL,
            line INTEGER NOT NULL,
            field TEXT NOT NULL,
            reason INTEGER NOT NULL,
            detail TEXT NOT NULL,
            id TEXT NOT NULL,
            is_note INTEGER NOT NULL);
        CREATE VIRTUAL TABLE title_words USING fts5(title, content='product', content_rowid='row', tokenize='unicode61 remove_diacritics 2');
        CREATE TRIGGER product_added AFTER INSERT ON product BEGIN
            INSERT INTO title_words (rowid, title) VALUES (new.row, new.title);
        END;
        CREATE TRIGGER product_removed AFTER DELETE ON product BEGIN
            INSERT INTO title_words (title_words, rowid, title) VALUES ('delete', old.row, old.title);
        END;
        CREATE TRIGGER product_renamed AFTER UPDATE OF row, title ON product BEGIN
            INSERT INTO title_words (title_words, rowid, title) VALUES ('delete', old.row, old.title);
            INSERT INTO title_words (rowid, title) VALUES (new.row, new.title);
        END;
        """;

    public static string DatabasePath(string store) => Path.Combine(store, DatabaseFile);

    public static bool Exists(string store) => File.Exists(DatabasePath(store));

    /// <summary>Whether a writer has ever put something in the store and published it, be it no product.</summary>
    public static bool IsWritten(string store)
    {
        using var connection = OpenForReading(store);
        return connection.ReadMeta(MetaKeys.DataHash) is not null;
    }

    public static void CreateTables(SqliteConnection connection) => connection.Execute(string.Create(CultureInfo.InvariantCulture,
        $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; {Tables}"));

    /// <summary>Rows are dense, so that the last one tells their number without counting.</summary>
    public static int CountProducts(SqliteConnection connection) => connection.Scalar<int>("SELECT coalesce(max(row) + 1, 0) FROM product");

    /// <summary>Makes the folder of a store that is not there yet. A folder that exists has to be empty, but for what a writer killed at this left.</summary>
    public static MadeFolders CreateFolder(string store)
    {
        string[] ours = [StoreLock.FileName, StoreDraft.FileName];
        if (File.Exists(store) || (Directory.Exists(store) && Directory.EnumerateFileSystemEntries(store).Any(entry => !ours.Contains(Path.GetFileName(entry)))))
            throw new UsageException($"'{store}' exists and is not a Vitrine store.", "Name a new or empty folder.");
        var made = MadeFolders.Make(store);
        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(store))) is { } parent)
            DurableFile.SyncFolder(parent);
        return made;
    }

    /// <summary>Throws unless the folder holds a store of this version.</summary>
    public static void Check(string store)
    {
        if (!Exists(store))
            throw new UsageException($"'{store}' is no Vitrine store: it has no {DatabaseFile}.", "Make one with: vitrine import … --out STORE");
        RefuseForeignChanges(store);
        var (application, version) = StoreFault.Guard(store, () =>
        {
            using var connection = OpenForReading(store);
            return (connection.Scalar<long>("PRAGMA application_id"), connection.Scalar<long>("PRAGMA user_version"));
        });
        if (application != ApplicationId)
            throw new UsageException($"'{DatabasePath(store)}' is not the database of a Vitrine store.", "Name a folder made by 'vitrine import'.");
        if (version != Version)
        {
            throw new UsageException($"'{store}' has store version {version}; this program reads version {Version}.",
                "Import the catalogue again into a new store.");
        }
    }

    /// <summary>A connection to the present state. It shows that state to its end, whatever is published meanwhile.</summary>
    /// <remarks>"Immutable" promises SQLite that nobody writes the file, which then takes no locks and looks for no journal.</remarks>
    public static SqliteConnection OpenForReading(string store)
    {
        var path = string.Join('/', Path.GetFullPath(DatabasePath(store)).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = $"file:{path}?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>A connection to the live draft of this process, which shows the state that was kept last to its end.</summary>
    public static SqliteConnection OpenLive(string store)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(store, StoreDraft.LiveFileName),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        connection.Execute("BEGIN");
        connection.ReadMeta(MetaKeys.State); // a transaction begins with its first look
        return connection;
    }

    /// <summary>Vitrine leaves no journal beside a published database; where one lies, another program is at it or was killed at it.</summary>
    private static void RefuseForeignChanges(string store)
    {
        foreach (var ending in (string[])["-journal", "-wal"])
        {
            if (new FileInfo(DatabasePath(store) + ending) is { Exists: true, Length: > 0 } journal)
            {
                throw new CatalogueException($"'{journal.FullName}' shows that another program is changing the database of '{store}', or was stopped at it.",
                    "Let that program finish and close it; Vitrine never leaves such a file.");
            }
        }
    }
}
