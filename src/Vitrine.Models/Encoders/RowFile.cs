using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vitrine.Models.Encoders;

/// <summary>
/// Rows of numbers that a training reads over and over, in a file that nobody else sees and that goes with this object: any number of them costs no
/// memory, and those in use stay in the system's cache. A batch of 128 rows takes some tenths of a millisecond. Safe for many readers.
/// </summary>
internal sealed class RowFile : IDisposable
{
    private readonly SafeFileHandle file;
    private readonly int width;
    private int count;

    /// <param name="folder">Where the file is.</param>
    /// <param name="width">Numbers per row.</param>
    public RowFile(string folder, int width)
    {
        this.width = width;
        var path = Path.Combine(folder, $"{Guid.NewGuid():n}.tmp");
        file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.RandomAccess);
        File.Delete(path); // it lives while it is open, however the process ends
    }

    /// <summary>Adds rows after the last.</summary>
    /// <param name="rows">[rows, width]</param>
    public void Append(Tensor rows)
    {
        RandomAccess.Write(file, MemoryMarshal.AsBytes(rows.Data), OffsetOf(count));
        count += rows.Shape[0];
    }

    /// <summary>Some rows, in any order. [rows, width]</summary>
    public Tensor Gather(ReadOnlySpan<int> rows)
    {
        var gathered = Tensor.Empty([rows.Length, width]);
        for (var i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)count)
                throw new ArgumentOutOfRangeException(nameof(rows), rows[i], $"There are rows 0 to {count - 1}.");
            Read(MemoryMarshal.AsBytes(gathered.Data.Slice(i * width, width)), OffsetOf(rows[i]));
        }

        return gathered;
    }

    public void Dispose() => file.Dispose();

    private long OffsetOf(int row) => (long)row * width * sizeof(float);

    private void Read(Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
                throw new EndOfStreamException($"The inputs of a training end at byte {offset} of their file.");
            bytes = bytes[read..];
            offset += read;
        }
    }
}
