using System.IO.MemoryMappedFiles;

namespace Vitrine.Platform;

/// <summary>
/// A file in the address space: the operating system reads pages when they are touched and shares them between processes. Lives until the last of
/// its users lets go. Its length must not change meanwhile; it may be deleted or renamed.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;
    private int users = 1;

    /// <summary>Maps a whole file.</summary>
    /// <param name="path">The file; an empty one cannot be mapped.</param>
    /// <param name="access">Read, or CopyOnWrite for memory that may be changed without touching the file.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public MappedFile(string path, MemoryMappedFileAccess access = MemoryMappedFileAccess.Read)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            Length = stream.Length;
            file = MemoryMappedFile.CreateFromFile(stream, null, 0, access, HandleInheritability.None, leaveOpen: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        view = file.CreateViewAccessor(0, 0, access);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
    }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>The first byte.</summary>
    /// <exception cref="ObjectDisposedException">All users have let go.</exception>
    public byte* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(users <= 0, this);
            return start;
        }
    }

    /// <summary>One more user; each calls <see cref="Dispose"/> once.</summary>
    public MappedFile Share()
    {
        Interlocked.Increment(ref users);
        return this;
    }

    /// <summary>A part of the file as numbers.</summary>
    /// <param name="offset">In bytes; a multiple of the size of a number.</param>
    /// <param name="count">How many numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">They lie outside the file.</exception>
    public ReadOnlySpan<T> Slice<T>(long offset, int count) where T : unmanaged
    {
        if (offset < 0 || count < 0 || offset > Length - (long)count * sizeof(T))
            throw new ArgumentOutOfRangeException(nameof(offset), $"{count} × {sizeof(T)} bytes at {offset} lie outside a file of {Length} bytes.");
        return new ReadOnlySpan<T>(Pointer + offset, count);
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref users) != 0)
            return;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
