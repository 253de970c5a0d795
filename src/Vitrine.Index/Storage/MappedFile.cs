using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Vitrine.Index;

/// <summary>A read-only file in memory: the operating system reads pages when they are touched and shares them between processes.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;

    /// <exception cref="IOException">The file cannot be opened; an empty one cannot be mapped.</exception>
    public MappedFile(string path)
    {
        Length = new FileInfo(path).Length;
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        Handle.AcquirePointer(ref start);
    }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>True once disposed; the memory must not be touched any more.</summary>
    public bool IsDisposed { get; private set; }

    private SafeMemoryMappedViewHandle Handle => view.SafeMemoryMappedViewHandle;

    /// <summary>A part of the file as numbers. The offset must be a multiple of their size.</summary>
    public ReadOnlyMemory<T> Slice<T>(long offset, int count) where T : unmanaged
    {
        if (offset < 0 || count < 0 || offset + (long)count * sizeof(T) > Length)
            throw new ArgumentOutOfRangeException(nameof(offset), $"{count} × {sizeof(T)} bytes at {offset} lie outside a file of {Length} bytes.");
        return new Part<T>(this, (T*)(start + offset), count).Memory;
    }

    public void Dispose()
    {
        if (IsDisposed)
            return;
        IsDisposed = true;
        Handle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }

    private sealed class Part<T>(MappedFile owner, T* first, int count) : MemoryManager<T> where T : unmanaged
    {
        public override Span<T> GetSpan()
        {
            ObjectDisposedException.ThrowIf(owner.IsDisposed, typeof(IndexSnapshot));
            return new Span<T>(first, count);
        }

        public override MemoryHandle Pin(int elementIndex = 0) => new(first + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
