using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vitrine.Platform;

/// <summary>What a file that is to last asks of the disk. Tests put one in its place that fails as disks do.</summary>
internal partial class Disk
{
    private const int ReadOnly = 0; // O_RDONLY

    private static readonly Disk Real = new();
    private static readonly AsyncLocal<Disk?> Instead = new();

    /// <summary>The disk in use.</summary>
    public static Disk Current => Instead.Value ?? Real;

    /// <summary>Begins a file, over one that is there.</summary>
    /// <exception cref="IOException">The folder is missing, read-only or full.</exception>
    public virtual Stream Create(string path) => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);

    /// <summary>Returns when what was written lies on the disk.</summary>
    public virtual void Flush(Stream file) => ((FileStream)file).Flush(flushToDisk: true);

    /// <summary>Gives a file the name of another, which it replaces: at once, so that no reader finds neither.</summary>
    public virtual void Rename(string from, string to) => File.Move(from, to, overwrite: true); // rename(2): atomic within a folder

    /// <summary>Removes a file, if it is there.</summary>
    public virtual void Delete(string path) => File.Delete(path);

    /// <summary>Returns when the names in a folder lie on the disk: after a rename or a new entry. Windows does so itself.</summary>
    /// <exception cref="IOException">The disk fails. A file system that cannot do it is no failure.</exception>
    public virtual void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = new SafeFileHandle(OpenFile(folder, ReadOnly), ownsHandle: true);
        if (handle.IsInvalid)
            throw new IOException($"The folder {folder} cannot be opened to make its files safe on the disk: {Marshal.GetLastPInvokeErrorMessage()}.");
        RandomAccess.FlushToDisk(handle); // passes over file systems that know no such thing
    }

    /// <summary>Puts a disk in the place of the real one, for what this flow of calls does until <see cref="IDisposable.Dispose"/>.</summary>
    internal static IDisposable Use(Disk disk)
    {
        Instead.Value = disk;
        return new Reset();
    }

    // .NET opens no folders.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    private sealed class Reset : IDisposable
    {
        public void Dispose() => Instead.Value = null;
    }
}
