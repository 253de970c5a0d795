using Microsoft.Win32.SafeHandles;
using Vitrine.Platform;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>
/// Two files that grow: <c>.rows</c>, row after row, and <c>.keys</c>, the <see cref="TextKey"/> of each, appended when the row is on the disk. Row i counts when
/// key i is whole and row i is inside the file; whatever follows the first that does not is written over. For the holder of a <see cref="WriterLock"/>, but for <see cref="Read"/>.
/// </summary>
internal sealed class TextRowFiles : IDisposable
{
    private readonly SafeFileHandle rows, keys;
    private readonly int rowBytes;
    private readonly List<byte> uncommitted = []; // keys of rows that are written, but perhaps not on the disk
    private long committed;

    /// <param name="stem">What the paths begin with; the folder exists.</param>
    /// <param name="rowBytes">Length of a row.</param>
    public TextRowFiles(string stem, int rowBytes)
    {
        this.rowBytes = rowBytes;
        rows = Open($"{stem}.rows");
        keys = Open($"{stem}.keys");
        DurableFile.SyncFolder(Path.GetDirectoryName(stem)!);

        static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Rows, those that are not committed too.</summary>
    public long Count { get; private set; }

    /// <summary>The keys of the rows that count, in their order; what follows them is forgotten.</summary>
    public List<TextKey> ReadKeys()
    {
        const int ChunkKeys = 4096;
        var found = new List<TextKey>();
        var whole = Math.Min(RandomAccess.GetLength(rows) / rowBytes, RandomAccess.GetLength(keys) / TextKey.Bytes);
        var chunk = new byte[ChunkKeys * TextKey.Bytes];
        var isWhole = true;
        while (isWhole && found.Count < whole)
        {
            var count = (int)Math.Min(ChunkKeys, whole - found.Count);
            isWhole = Fill(keys, chunk.AsSpan(0, count * TextKey.Bytes), (long)found.Count * TextKey.Bytes);
            for (var i = 0; i < count && isWhole; i++)
            {
                if (TextKey.Read(chunk.AsSpan(i * TextKey.Bytes, TextKey.Bytes), rowBytes) is { } key)
                    found.Add(key);
                else
                    isWhole = false;
            }
        }

        Count = committed = found.Count;
        RandomAccess.SetLength(keys, committed * TextKey.Bytes); // before rows are written anew under a key that was left over
        RandomAccess.FlushToDisk(keys);
        return found;
    }

    /// <summary>Reads a row.</summary>
    /// <returns>False: the file ends before.</returns>
    public bool Read(long row, Span<byte> target) => Fill(rows, target, row * rowBytes);

    /// <summary>Writes a row after the last.</summary>
    public void Append(TextKey key, ReadOnlySpan<byte> row)
    {
        Span<byte> written = stackalloc byte[TextKey.Bytes];
        key.Write(written, rowBytes);
        RandomAccess.Write(rows, row, Count * rowBytes);
        uncommitted.AddRange(written);
        Count++;
    }

    /// <summary>Makes what was appended count: first the rows reach the disk, then their keys.</summary>
    public void Commit()
    {
        if (uncommitted.Count == 0)
            return;
        RandomAccess.FlushToDisk(rows);
        RandomAccess.Write(keys, uncommitted.ToArray(), committed * TextKey.Bytes);
        RandomAccess.FlushToDisk(keys);
        uncommitted.Clear();
        committed = Count;
    }

    public void Dispose()
    {
        rows.Dispose();
        keys.Dispose();
    }

    private static bool Fill(SafeFileHandle file, Span<byte> target, long offset)
    {
        var done = 0;
        while (done < target.Length && RandomAccess.Read(file, target[done..], offset + done) is > 0 and var read)
            done += read;
        return done == target.Length;
    }
}
