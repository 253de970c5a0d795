using System.Text;
using Vitrine.Catalogue;
using Vitrine.Platform;

namespace Vitrine.Search.Log;

/// <summary>
/// Lines of one kind in a folder: <c>NAME.ndjson</c> and the older <c>NAME.1.ndjson</c> … When the first is full it becomes the second, and the oldest is forgotten: the log never takes more than
/// <see cref="Files"/> times <see cref="MostBytes"/>. Several processes may write.
/// </summary>
/// <param name="folder">It need not be there yet.</param>
/// <param name="name">Of the files.</param>
/// <param name="mostBytes">Of one file.</param>
internal sealed class LogFiles(string folder, string name, long mostBytes = LogFiles.MostBytes)
{
    public const int Files = 4;
    public const long MostBytes = 8 << 20;

    // A line has some hundred bytes; a query of 256 characters and 24 ids has fewer than this.
    private const int LongestLine = 1 << 14;

    private const byte LineEnd = (byte)'\n';

    /// <summary>Adds lines, all of them or, after a crash, the first ones.</summary>
    /// <param name="lines">Without line ends.</param>
    /// <param name="cancellation">Ends the waiting for another process.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Append(IEnumerable<string> lines, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        using var alone = WriterLock.Take(Path.Combine(folder, "write.lock"), cancellation);
        foreach (var chunk in lines.Chunk(1000))
        {
            cancellation.ThrowIfCancellationRequested();
            if (new FileInfo(PathOf(0)) is { Exists: true } file && file.Length >= mostBytes)
                Rotate();
            var bytes = Encoding.UTF8.GetBytes(string.Concat(chunk.Select(line => $"{line}\n")));
            using var stream = new FileStream(PathOf(0), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            EndLastLine(stream);
            stream.Write(bytes);
        }
    }

    /// <summary>What the lines say, the oldest first; a line that says nothing is passed over.</summary>
    public IEnumerable<T> Read<T>(Func<byte[], T?> parse) where T : class
    {
        for (var number = Files - 1; number >= 0; number--)
        {
            if (Open(number) is not { } stream)
                continue;
            using (stream)
            {
                var reader = new LineReader(stream, LongestLine);
                while (Next(reader) is { } line)
                {
                    if (line.Length > 0 && parse(line) is { } said)
                        yield return said;
                }
            }
        }
    }

    // A line that is too long counts as empty.
    private static byte[]? Next(LineReader reader) => reader.TryRead(out var line, out _) ? line.ToArray() : null;

    // Another process may rotate meanwhile: a file that is open stays as it is.
    private FileStream? Open(int number)
    {
        try
        {
            return new FileStream(PathOf(number), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void Rotate()
    {
        for (var number = Files - 1; number > 0; number--)
        {
            if (File.Exists(PathOf(number - 1)))
                File.Move(PathOf(number - 1), PathOf(number), overwrite: true);
        }
    }

    // A process that was killed may have left half a line.
    private static void EndLastLine(FileStream stream)
    {
        if (stream.Length == 0)
            return;
        stream.Position = stream.Length - 1;
        if (stream.ReadByte() != LineEnd)
            stream.WriteByte(LineEnd);
    }

    private string PathOf(int number) => Path.Combine(folder, number == 0 ? $"{name}.ndjson" : $"{name}.{number}.ndjson");
}
