using System.Buffers.Text;
using System.IO.Compression;

namespace Vitrine.Catalogue.Text;

/// <summary>
/// Reads GloVe text, word2vec text and word2vec binary files as a stream, limited to a vocabulary: memory follows the words kept, not the
/// file, and no size in a header is believed before the bytes have come.
/// </summary>
public static class WordVectorReader
{
    private const int SampleBytes = 1 << 12;
    private const int LinesPerReport = 1024;

    /// <summary>Reads a file, which may be compressed by gzip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Layout, vocabulary and limits; null detects and keeps all.</param>
    /// <param name="progress">Gets the fraction of the file that was read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="BadDataException">The file holds no vectors, or its dimension is beyond the limit or not the one asked for.</exception>
    public static WordVectorReading Read(
        string path, WordVectorOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        if (!File.Exists(path))
            throw new UsageException($"There is no file of word vectors {path}.");

        options ??= new();
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var content = Decompress(file);
        var collector = new WordVectorCollector(path, options);
        var ticker = new ReadingTicker(file, LinesPerReport, progress, cancellation);
        try
        {
            var sample = new byte[SampleBytes];
            Array.Resize(ref sample, content.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false));
            using var whole = new PrefixedStream(sample, content);
            var format = options.Format == WordVectorFormat.Detect ? Detect(sample) : options.Format;
            if (format == WordVectorFormat.Word2VecBinary)
                Word2VecBinary.Read(whole, path, collector, ticker);
            else
                WordVectorText.Read(whole, path, options, collector, ticker, hasHeader: format == WordVectorFormat.Word2VecText);
            return collector.Finish(format);
        }
        catch (InvalidDataException exception)
        {
            throw new BadDataException(path, null, null, "a broken gzip stream", "a whole file", null, exception);
        }
    }

    private static Stream Decompress(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        var isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    // Text never holds control characters or broken UTF-8; float32 values do within a few words.
    private static WordVectorFormat Detect(ReadOnlySpan<byte> sample)
    {
        var newline = sample.IndexOf((byte)'\n');
        if (newline < 0 || !TryParseHeader(sample[..newline], out _, out _))
            return WordVectorFormat.GloVe;

        var rest = sample[(newline + 1)..];
        foreach (var value in rest)
        {
            if (value < 0x20 && value is not ((byte)'\n' or (byte)'\r' or (byte)'\t'))
                return WordVectorFormat.Word2VecBinary;
        }

        // A full sample may end inside a character, so only text before its last line end is tested.
        var whole = sample.Length == SampleBytes && rest.LastIndexOf((byte)'\n') is var last and >= 0 ? rest[..last] : rest;
        return System.Text.Unicode.Utf8.IsValid(whole) ? WordVectorFormat.Word2VecText : WordVectorFormat.Word2VecBinary;
    }

    /// <summary>Reads "words dimensions".</summary>
    internal static bool TryParseHeader(ReadOnlySpan<byte> line, out long words, out long dimensions)
    {
        if (line.StartsWith("\uFEFF"u8))
            line = line[3..];
        line = line.TrimEnd("\r \t"u8);
        dimensions = 0;
        return Utf8Parser.TryParse(line, out words, out var used) && words >= 0 && used < line.Length && line[used] is (byte)' ' or (byte)'\t'
            && Utf8Parser.TryParse(line[(used + 1)..], out dimensions, out var usedToo) && used + 1 + usedToo == line.Length;
    }
}
