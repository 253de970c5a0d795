using Microsoft.Win32.SafeHandles;

namespace Vitrine.Catalogue;

/// <summary>The stored photos, one after the other in one append-only file; where each lies is written in the database.</summary>
/// <remarks>
/// Bytes reach the disk before the database speaks of them, and bytes that it does not speak of are cut off when the next writer
/// opens the pack: a writer killed at any moment leaves nothing behind.
/// </remarks>
internal sealed class PhotoPack : IDisposable
{
    internal const string FileName = "photos.pack";

    private readonly SafeFileHandle file;

    private PhotoPack(SafeFileHandle file, long end) => (this.file, End) = (file, end);

    /// <summary>Where the next photo goes.</summary>
    public long End { get; private set; }

    /// <summary>Opens the photos of a store; null where the file is missing, which matters only to who asks for a photo.</summary>
    public static PhotoPack? OpenForReading(string store)
    {
        var path = Path.Combine(store, FileName);
        return File.Exists(path)
            ? new PhotoPack(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess), 0)
            : null;
    }

    /// <summary>What is said when a photo is asked for and there is no file of photos.</summary>
    public static CatalogueException Missing(string store) =>
        new($"'{store}' has no {FileName}, the file of its photos.", "Copy the whole folder of a store.");

    /// <param name="store">The folder.</param>
    /// <param name="committed">Bytes that the database knows of; what follows is cut off.</param>
    public static PhotoPack OpenForAppending(string store, long committed)
    {
        var file = File.OpenHandle(Path.Combine(store, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (RandomAccess.GetLength(file) > committed)
            RandomAccess.SetLength(file, committed);
        return new PhotoPack(file, committed);
    }

    /// <summary>Writes at the end and returns the offset.</summary>
    public long Append(ReadOnlySpan<byte> photo)
    {
        var offset = End;
        RandomAccess.Write(file, photo, offset);
        End += photo.Length;
        return offset;
    }

    /// <summary>Takes back what was appended behind this place.</summary>
    public void CutBack(long committed)
    {
        RandomAccess.SetLength(file, committed);
        End = committed;
    }

    public void Flush() => RandomAccess.FlushToDisk(file);

    public byte[] Read(long offset, int length)
    {
        var photo = new byte[length];
        var read = 0;
        while (read < length)
        {
            var count = RandomAccess.Read(file, photo.AsSpan(read), offset + read);
            if (count == 0)
            {
                throw new CatalogueException($"{FileName} ends at byte {offset + read}, but a photo lies at {offset} to {offset + length}.",
                    "The store was copied incompletely; copy it again or import again.");
            }

            read += count;
        }

        return photo;
    }

    public void Dispose() => file.Dispose();
}
