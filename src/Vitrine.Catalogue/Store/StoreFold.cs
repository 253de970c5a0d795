using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>Brings the database of a live store up to its journal, on another thread than the one that writes the store; decides the parts of new products.</summary>
public sealed class StoreFold : IDisposable
{
    private readonly string store;
    private readonly PhotoPack pack;
    private readonly long until;
    private readonly SqliteConnection live;

    internal StoreFold(string store, PhotoPack pack, long until)
    {
        (this.store, this.pack, this.until) = (store, pack, until);
        live = StoreSchema.OpenLive(store);
    }

    /// <summary>Writes and publishes it; the files of the journal that are in it are removed.</summary>
    /// <param name="cancellation">Stops; the database is then as it was.</param>
    public void Run(CancellationToken cancellation = default)
    {
        using var find = live.Prepare("SELECT offset, length FROM photo WHERE hash = $hash", "$hash");
        using var writer = StoreWriter.OpenBesideLive(store, pack, until, hash =>
        {
            using var reader = find.Set(hash).ExecuteReader();
            return reader.Read() ? (reader.GetInt64(0), reader.GetInt32(1)) : throw new InvalidOperationException("The journal speaks of a photo that the store does not have.");
        });
        writer.Commit(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => live.Dispose();
}
