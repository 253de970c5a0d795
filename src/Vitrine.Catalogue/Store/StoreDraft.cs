using Microsoft.Data.Sqlite;
using Vitrine.Platform;

namespace Vitrine.Catalogue;

/// <summary>
/// The next state of a store's database: a copy of the present one that only its writer knows, changed at leisure and then put in its place.
/// </summary>
/// <remarks>
/// The published file is never written to, so whoever has it open goes on reading one state, without locks and for as long as he likes. A
/// draft that was left behind by a killed process is thrown away by the next.
/// </remarks>
internal sealed class StoreDraft : IDisposable
{
    internal const string FileName = "catalogue.draft";

    private readonly string store;
    private readonly string path;

    private StoreDraft(string store, bool isNew)
    {
        (this.store, path) = (store, Path.Combine(store, FileName));
        if (isNew)
            File.Delete(path);
        else
            File.Copy(StoreSchema.DatabasePath(store), path, overwrite: true);
        Connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        Connection.Open();
        // No journal and no waiting for the disk: a draft that something went wrong with is thrown away whole. The cache (KiB) holds the inner
        // pages of the indexes of millions of products.
        Connection.Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -131072; BEGIN");
    }

    /// <summary>Makes the first state of a store, that without products.</summary>
    public static void PublishEmpty(string store)
    {
        using var draft = new StoreDraft(store, isNew: true);
        StoreSchema.CreateTables(draft.Connection);
        draft.Publish();
    }

    /// <summary>Begins with a copy of the present state.</summary>
    public static StoreDraft Begin(string store) => new(store, isNew: false);

    public SqliteConnection Connection { get; }

    /// <summary>Puts the draft in the place of the present state, all at once. The connection is closed.</summary>
    public void Publish()
    {
        Connection.WriteMeta(MetaKeys.State, Guid.NewGuid().ToString("N"));
        Connection.Execute("COMMIT");
        Connection.Dispose();
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(file);
        File.Move(path, StoreSchema.DatabasePath(store), overwrite: true);
        DurableFile.SyncFolder(store); // the pack's name too, if it is new
    }

    public void Dispose()
    {
        Connection.Dispose();
        File.Delete(path);
    }
}
