using System.Text;

namespace Vitrine.Catalogue;

/// <summary>The names of many files, packed as UTF-8: a million names of 30 characters take 40 MB, as strings they would take 90.</summary>
internal sealed class FileNames
{
    private const int ChunkBytes = 1 << 20;

    private readonly List<byte[]> chunks = [];
    private readonly List<long> places = [];
    private int used = ChunkBytes;

    public int Count => places.Count;

    public string this[int file]
    {
        get
        {
            var (chunk, at) = Math.DivRem(places[file], ChunkBytes);
            var bytes = chunks[(int)chunk].AsSpan((int)at);
            return Encoding.UTF8.GetString(bytes.Slice(2, bytes[0] | bytes[1] << 8));
        }
    }

    /// <summary>Adds the next name, at most <see cref="PhotoPath.MaxLength"/> characters.</summary>
    public void Add(string name)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, PhotoPath.MaxLength);
        var length = Encoding.UTF8.GetByteCount(name);
        if (used + 2 + length > ChunkBytes)
        {
            chunks.Add(new byte[ChunkBytes]);
            used = 0;
        }

        places.Add((long)(chunks.Count - 1) * ChunkBytes + used);
        var bytes = chunks[^1].AsSpan(used);
        (bytes[0], bytes[1]) = ((byte)length, (byte)(length >> 8));
        Encoding.UTF8.GetBytes(name, bytes[2..]);
        used += 2 + length;
    }
}
