using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>The photos that a store has published, by the SHA-256 of the shop's file. Safe to ask from several threads.</summary>
internal sealed class StorePhotos : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand find;
    private readonly Lock oneAtATime = new();

    public StorePhotos(string store)
    {
        connection = StoreSchema.OpenForReading(store);
        find = connection.Prepare("SELECT 1 FROM photo WHERE hash = $hash", "$hash");
        PackEnd = StoreWriter.CommittedPackBytes(connection);
        LastJob = connection.ReadMeta(MetaKeys.LastJob);
    }

    /// <summary>The end of the last published photo in the pack.</summary>
    public long PackEnd { get; }

    /// <summary>The import that was published last.</summary>
    public string? LastJob { get; }

    public bool Contains(byte[] hash)
    {
        lock (oneAtATime)
            return find.Set(hash).ExecuteScalar() is not null;
    }

    public void Dispose()
    {
        find.Dispose();
        connection.Dispose();
    }
}
