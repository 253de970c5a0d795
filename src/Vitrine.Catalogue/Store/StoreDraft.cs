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

    /// <summary>The draft that is read while it is written; it is never published.</summary>
    internal const string LiveFileName = "catalogue.live";

    // No journal and no waiting for the disk: a draft that something went wrong with is thrown away whole. The cache (KiB) holds the inner
    // pages of the indexes of millions of products.
    private const string Written = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -131072; BEGIN";

    // Readers go on with the state that they began with: SQLite keeps it for them in the file beside, which ends with the draft.
    private const string Live = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -131072; BEGIN";

    private readonly string store;
    private readonly string path;

    private StoreDraft(string store, bool isNew, bool isLive)
    {
        (this.store, path) = (store, Path.Combine(store, isLive ? LiveFileName : FileName));
        DeleteFiles();
        if (!isNew)
            File.Copy(StoreSchema.DatabasePath(store), path, overwrite: true);
        Connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        Connection.Open();
        Connection.Execute(isLive ? Live : Written);
    }

    /// <summary>Makes the first state of a store, that without products.</summary>
    public static void PublishEmpty(string store)
    {
        using var draft = new StoreDraft(store, isNew: true, isLive: false);
        StoreSchema.CreateTables(draft.Connection);
        draft.Publish();
    }

    /// <summary>Begins with a copy of the present state.</summary>
    public static StoreDraft Begin(string store) => new(store, isNew: false, isLive: false);

    /// <summary>Begins with a copy of the present state, which <see cref="StoreSchema.OpenLive"/> shows as it was <see cref="Keep">kept</see> last.</summary>
    public static StoreDraft BeginLive(string store) => new(store, isNew: false, isLive: true);

    public SqliteConnection Connection { get; }

    /// <summary>Shows all that was done so far to who opens the live draft from now on.</summary>
    public void Keep() => Connection.Execute("COMMIT; BEGIN");

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
        DeleteFiles();
    }

    private void DeleteFiles()
    {
        foreach (var ending in (string[])["", "-wal", "-shm"])
            File.Delete(path + ending);
    }
}
