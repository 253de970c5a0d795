namespace Vitrine.Platform;

/// <summary>
/// A file that appears whole or not at all. It is written beside its place under a temporary name, flushed to the disk, renamed, and then its folder
/// is flushed too, so that a power cut after <see cref="Commit"/> cannot bring the old file back. Disposed before that, it leaves no trace.
/// </summary>
internal sealed class DurableFile : IDisposable
{
    private readonly Disk disk = Disk.Current;
    private readonly string path;
    private readonly string temporary;

    /// <summary>Begins a file; one that stands at its place stays until <see cref="Commit"/>.</summary>
    /// <exception cref="IOException">The folder is missing or read-only, or this process is writing the same file already.</exception>
    public DurableFile(string path)
    {
        this.path = Path.GetFullPath(path);
        temporary = $"{this.path}.{Environment.ProcessId}.tmp";
        Stream = disk.Create(temporary);
    }

    /// <summary>Takes the content.</summary>
    public Stream Stream { get; }

    /// <summary>Writes a whole file.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="write">Writes the content; when it throws, nothing has changed.</param>
    public static void Write(string path, Action<Stream> write)
    {
        using var file = new DurableFile(path);
        write(file.Stream);
        file.Commit();
    }

    /// <summary>Writes a whole file from bytes at hand.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = new DurableFile(path);
        file.Stream.Write(bytes);
        file.Commit();
    }

    /// <inheritdoc cref="Disk.SyncFolder"/>
    public static void SyncFolder(string folder) => Disk.Current.SyncFolder(folder);

    /// <summary>Puts the file in its place, safe on the disk.</summary>
    public void Commit()
    {
        disk.Flush(Stream);
        Stream.Dispose();
        disk.Rename(temporary, path);
        disk.SyncFolder(Path.GetDirectoryName(path)!);
    }

    public void Dispose()
    {
        Stream.Dispose();
        disk.Delete(temporary);
    }
}
