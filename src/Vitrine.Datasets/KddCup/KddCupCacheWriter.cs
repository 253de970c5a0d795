using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Platform;
using static Vitrine.Datasets.KddCup.KddCupCacheLayout;

namespace Vitrine.Datasets.KddCup;

/// <summary>Writes the decoded rows of a KDD Cup file.</summary>
internal static class KddCupCacheWriter
{
    /// <summary>Reads the source once and puts the finished cache in its place in one step.</summary>
    internal static void Build(string source, string cache, KddCupOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        // The fingerprint first: if the source changes while it is read, the cache is stale at once.
        var fingerprint = Fingerprint(source, options);
        DurableFile.Write(cache, file => WriteAll(file, source, fingerprint, options, progress, cancellation));
    }

    /// <summary>Changes with the source's size and time, and with every option that decides what is kept.</summary>
    internal static string Fingerprint(string source, KddCupOptions options)
    {
        var file = new FileInfo(source);
        if (!file.Exists)
            throw new UsageException($"There is no KDD Cup file {source}.");

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{file.Length} {file.LastWriteTimeUtc.Ticks} {options.FeatureDimensions} {options.MaxRegions} {options.MostBoxes} {options.LongestLine}");
        foreach (var query in options.KnownQueries?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
            Add(query);
        Add(options.KnownQueries is null ? "any query" : "known queries");
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
    }

    private static void WriteAll(
        Stream file, string source, string fingerprint, KddCupOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        file.Write(Mark);
        var report = new LineReport();
        var index = new List<Entry>();
        foreach (var row in KddCupReader.Read(source, report, options, progress, cancellation))
        {
            var offset = file.Position;
            Write(file, row);
            index.Add(new(offset, (int)(file.Position - offset), row.RegionCount));
        }

        var indexOffset = file.Position;
        file.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(index)));
        var descriptionOffset = file.Position;
        JsonSerializer.Serialize(file, new Description(fingerprint, options.FeatureDimensions, options.MaxRegions, report.Count, report.Problems));
        file.Write(Bytes(new Foot(indexOffset, descriptionOffset, index.Count, FootMark)));
    }

    private static void Write(Stream file, KddCupRow row)
    {
        file.Write(Bytes(new RowHead(row.Line, row.ImageHeight, row.ImageWidth)));
        file.Write(MemoryMarshal.AsBytes(row.Features.Span));
        file.Write(MemoryMarshal.AsBytes(row.Boxes.Span));
        file.Write(MemoryMarshal.AsBytes(row.ClassLabels.Span));
        // The reader refuses tabs inside a field, so they can part the texts here as well.
        file.Write(Encoding.UTF8.GetBytes($"{row.ProductId}\t{row.QueryId}\t{row.Query}"));
    }
}
