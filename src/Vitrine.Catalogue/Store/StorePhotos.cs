using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>The photos that a store has published, by the SHA-256 of the shop's file. Safe to ask from several threads.</summary>
internal sealed class StorePhotos : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand find, findFile;
    private readonly string? source;
    private readonly Lock oneAtATime = new();

    public StorePhotos(string store)
    {
        connection = StoreSchema.OpenForReading(store);
        find = connection.Prepare("SELECT 1 FROM photo WHERE hash = $hash", "$hash");
        findFile = connection.Prepare(
            "SELECT hash, ends_early FROM photo_file JOIN photo USING (photo) WHERE path = $path AND photo_file.length = $length AND modified = $modified", "$path", "$length", "$modified");
        source = connection.ReadMeta(MetaKeys.PhotoSource);
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

    /// <summary>The photo that a file is; null where it has to be read, because the store does not know it or not as it is now.</summary>
    /// <param name="from">The folder or archive, see <see cref="StoreWriter.WriteFiles"/>.</param>
    /// <param name="file">The file as it is now.</param>
    public StoredPhoto? Find(string from, FileOrigin file)
    {
        if (from != source)
            return null;
        lock (oneAtATime)
        {
            using var reader = findFile.Set(file.Path, file.Stamp.Length, file.Stamp.Modified).ExecuteReader();
            return reader.Read() ? new StoredPhoto(reader.GetFieldValue<byte[]>(0), [], reader.GetBoolean(1)) : null;
        }
    }

    public void Dispose()
    {
        findFile.Dispose();
        find.Dispose();
        connection.Dispose();
    }
}
