using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>The tables of catalogue.db, their version, and how a connection to it is opened.</summary>
/// <remarks>
/// A rollback journal rather than a write-ahead log: a closed store is then exactly one database file and one pack file, which can
/// be copied, and opened from a read-only disk. The price, that readers wait while an import publishes, is a few seconds.
/// </remarks>
internal static class StoreSchema
{
    public const string DatabaseFile = "catalogue.db";
    private const int ApplicationId = 0x5674726e; // "Vtrn", so that `file` and we can tell a store from any other SQLite file
    private const int Version = 1;

    private const string Tables = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE category (category INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
        CREATE TABLE photo (
            photo INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE,
            offset INTEGER NOT NULL,
            length INTEGER NOT NULL);
        CREATE TABLE product (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            category INTEGER NOT NULL REFERENCES category,
            part INTEGER NOT NULL,
            attributes TEXT NOT NULL,
            photo INTEGER NOT NULL REFERENCES photo,
            digest BLOB NOT NULL);
        CREATE INDEX product_category ON product (category);
        CREATE TABLE bad_row (
            number INTEGER PRIMARY KEY,
            file TEXT NOT NULL,
            line INTEGER NOT NULL,
            field TEXT NOT NULL,
            reason INTEGER NOT NULL,
            detail TEXT NOT NULL,
            id TEXT NOT NULL);
        CREATE VIRTUAL TABLE title_words USING fts5(title, content='product', content_rowid='row', tokenize='unicode61 remove_diacritics 2');
        CREATE TRIGGER product_added AFTER INSERT ON product BEGIN
            INSERT INTO title_words (rowid, title) VALUES (new.row, new.title);
        END;
        CREATE TRIGGER product_renamed AFTER UPDATE OF title ON product BEGIN
            INSERT INTO title_words (title_words, rowid, title) VALUES ('delete', old.row, old.title);
            INSERT INTO title_words (rowid, title) VALUES (new.row, new.title);
        END;
        """;

    public static string DatabasePath(string store) => Path.Combine(store, DatabaseFile);

    /// <summary>Makes the folder and the empty tables. The folder may exist if it is empty.</summary>
    public static void Create(string store)
    {
        if (File.Exists(store) || (Directory.Exists(store) && Directory.EnumerateFileSystemEntries(store).Any()))
            throw new UsageException($"'{store}' exists and is not a Vitrine store.", "Name a new or empty folder.");
        Directory.CreateDirectory(store);
        using var connection = Connect(store, SqliteOpenMode.ReadWriteCreate);
        using var transaction = connection.BeginTransaction();
        connection.Execute(string.Create(CultureInfo.InvariantCulture,
            $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; {Tables}"));
        transaction.Commit();
    }

    public static bool Exists(string store) => File.Exists(DatabasePath(store));

    /// <summary>Throws unless the folder holds a store of this version.</summary>
    public static void Check(string store)
    {
        if (!Exists(store))
            throw new UsageException($"'{store}' is no Vitrine store: it has no {DatabaseFile}.", "Make one with: vitrine import … --out STORE");
        try
        {
            using var connection = Connect(store);
            if (connection.Scalar<long>("PRAGMA application_id") != ApplicationId)
                throw new UsageException($"'{DatabasePath(store)}' is not the database of a Vitrine store.", "Name a folder made by 'vitrine import'.");
            var version = connection.Scalar<long>("PRAGMA user_version");
            if (version != Version)
            {
                throw new UsageException($"'{store}' has store version {version}; this program reads version {Version}.",
                    "Import the catalogue again into a new store.");
            }
        }
        catch (SqliteException e)
        {
            throw new CatalogueException($"'{DatabasePath(store)}' cannot be read: {e.Message}",
                "The store may be damaged or copied incompletely; import again or restore a copy.", e);
        }
    }

    /// <remarks>
    /// Read-write even for readers, because a reader that finds the journal of a killed import must be allowed to roll it back;
    /// on a read-only disk SQLite falls back to reading by itself.
    /// </remarks>
    public static SqliteConnection Connect(string store, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        var connection = new SqliteConnection(ConnectionString(store, mode));
        connection.Open();
        return connection;
    }

    /// <summary>Closes the pooled connections, so that the folder can be moved or deleted.</summary>
    public static void CloseConnections(string store)
    {
        using var connection = new SqliteConnection(ConnectionString(store, SqliteOpenMode.ReadWrite));
        SqliteConnection.ClearPool(connection);
    }

    private static string ConnectionString(string store, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = DatabasePath(store), Mode = mode }.ToString();
}
