using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vitrine.Platform;

/// <summary>
/// A file that appears whole or not at all. It is written beside its place under a temporary name, flushed to the disk, renamed, and then its folder
/// is flushed too, so that a power cut after <see cref="Commit"/> cannot bring the old file back. Disposed before that, it leaves no trace.
/// </summary>
internal sealed partial class DurableFile : IDisposable
{
    private const int ReadOnly = 0; // O_RDONLY

    private readonly string path;
    private readonly string temporary;

    /// <summary>Begins a file; one that stands at its place stays until <see cref="Commit"/>.</summary>
    /// <exception cref="IOException">The folder is missing or read-only, or this process is writing the same file already.</exception>
    public DurableFile(string path)
    {
        this.path = Path.GetFullPath(path);
        temporary = $"{this.path}.{Environment.ProcessId}.tmp";
        Stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
    }

    /// <summary>Takes the content.</summary>
    public FileStream Stream { get; }

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

    /// <summary>Flushes the names in a folder to the disk: after a rename or a new entry. Windows does so itself.</summary>
    /// <exception cref="IOException">The disk fails. A file system that cannot do it is no failure.</exception>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = new SafeFileHandle(OpenFile(folder, ReadOnly), ownsHandle: true);
        if (handle.IsInvalid)
            throw new IOException($"The folder {folder} cannot be opened to make its files safe on the disk: {Marshal.GetLastPInvokeErrorMessage()}.");
        RandomAccess.FlushToDisk(handle); // passes over file systems that know no such thing
    }

    /// <summary>Puts the file in its place, safe on the disk.</summary>
    public void Commit()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(temporary, path, overwrite: true); // rename(2): atomic within a folder
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(temporary);
    }

    // .NET opens no folders.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);
}
