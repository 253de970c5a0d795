using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Vitrine.Catalogue;
using static Vitrine.Datasets.KddCup.KddCupCacheLayout;

namespace Vitrine.Datasets.KddCup;

/// <summary>
/// The rows of a KDD Cup file, decoded once and read at random: training passes over 3 million rows in a new order each epoch, which the
/// text file does not allow. Rows keep the order of the file; values are the same bits. Safe for many threads.
/// </summary>
public sealed class KddCupCache : IDisposable
{
    private readonly SafeFileHandle file;
    private readonly string path;
    private readonly Entry[] index;
    private readonly Description description;

    private KddCupCache(SafeFileHandle file, string path, Entry[] index, Description description)
    {
        (this.file, this.path, this.index, this.description) = (file, path, index, description);
        Report = new(description.Problems, description.ProblemCount);
    }

    /// <summary>Number of good rows.</summary>
    public int Count => index.Length;

    /// <summary>Length of a region's feature vector.</summary>
    public int FeatureDimensions => description.FeatureDimensions;

    /// <summary>Most regions that a row holds.</summary>
    public int MaxRegions => description.MaxRegions;

    /// <summary>Tells files and options apart: the hash of what the cache was made from and with.</summary>
    public string Fingerprint => description.Fingerprint;

    /// <summary>The lines of the source that were skipped.</summary>
    public LineReport Report { get; }

    /// <summary>Opens the cache of a file, and makes it first where there is none or it was made from another file or with other options.</summary>
    /// <param name="source">The .tsv file.</param>
    /// <param name="cache">The cache file; its folder must exist.</param>
    /// <param name="options">Limits and known queries; null takes the published sizes.</param>
    /// <param name="progress">Gets the fraction of the source that was read, where the cache must be made.</param>
    /// <param name="cancellation">Ends the making; an older cache stays.</param>
    public static KddCupCache OpenOrBuild(
        string source, string cache, KddCupOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new();
        if (TryOpen(cache) is { } existing)
        {
            if (existing.description.Fingerprint == KddCupCacheWriter.Fingerprint(source, options))
                return existing;
            existing.Dispose();
        }

        KddCupCacheWriter.Build(source, cache, options, progress, cancellation);
        return TryOpen(cache) ?? throw new BadDataException(cache, null, null, "a file that changed while it was opened", "a finished cache");
    }

    /// <summary>Regions of a row, without reading it.</summary>
    public int RegionCount(int row) => index[row].Regions;

    /// <summary>Copies a row's features to the start of <paramref name="destination"/> and clears the rest: one padded row of a batch.</summary>
    /// <param name="row">Row of the cache.</param>
    /// <param name="destination">[regions, <see cref="FeatureDimensions"/>]; fewer regions than the row has take the largest ones.</param>
    /// <returns>The regions copied.</returns>
    public int ReadFeatures(int row, Span<float> destination)
    {
        var regions = Math.Min(index[row].Regions, destination.Length / FeatureDimensions);
        var length = regions * FeatureDimensions;
        ReadExactly(index[row].Offset + Unsafe.SizeOf<RowHead>(), MemoryMarshal.AsBytes(destination[..length]));
        destination[length..].Clear();
        return regions;
    }

    /// <summary>Reads a whole row.</summary>
    public KddCupRow Read(int row)
    {
        var entry = index[row];
        var bytes = new byte[entry.Length];
        ReadExactly(entry.Offset, bytes);

        var rest = (ReadOnlySpan<byte>)bytes;
        var head = Take<RowHead>(ref rest, 1)[0];
        var features = Take<float>(ref rest, entry.Regions * FeatureDimensions);
        var boxes = Take<float>(ref rest, entry.Regions * 4);
        var labels = Take<long>(ref rest, entry.Regions);
        var texts = Texts(row, rest);
        return new(texts[0], head.ImageHeight, head.ImageWidth, boxes, features, labels, texts[2], texts[1]) { Line = head.Line };
    }

    /// <summary>Reads what a row says beside its features and boxes: about a hundred bytes instead of as many thousand.</summary>
    public KddCupCaption ReadCaption(int row)
    {
        var entry = index[row];
        var labelsAt = FixedLength(entry.Regions, FeatureDimensions) - entry.Regions * sizeof(long);
        var bytes = new byte[entry.Length - labelsAt];
        ReadExactly(entry.Offset + labelsAt, bytes);

        var rest = (ReadOnlySpan<byte>)bytes;
        var labels = Take<long>(ref rest, entry.Regions);
        var texts = Texts(row, rest);
        return new(texts[0], texts[1], texts[2], labels[0]);
    }

    public void Dispose() => file.Dispose();

    // Product, query's identifier, query.
    private string[] Texts(int row, ReadOnlySpan<byte> bytes)
    {
        var texts = Encoding.UTF8.GetString(bytes).Split('\t');
        return texts.Length == 3
            ? texts
            : throw new BadDataException(path, null, null, $"row {row} with {texts.Length} texts", "3", "Delete the cache; it is made again.");
    }

    // Null where there is no cache, or a file that is not a whole one.
    private static KddCupCache? TryOpen(string path)
    {
        if (!File.Exists(path))
            return null;

        var file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        try
        {
            if (Load(file, path) is { } cache)
                return cache;
        }
        catch (JsonException)
        {
            // Falls through: a damaged cache is made again, for the source has all that is in it.
        }

        file.Dispose();
        return null;
    }

    private static KddCupCache? Load(SafeFileHandle file, string path)
    {
        var length = RandomAccess.GetLength(file);
        var footOffset = length - Unsafe.SizeOf<Foot>();
        Span<byte> mark = stackalloc byte[Mark.Length];
        var foot = default(Foot);
        if (footOffset < mark.Length || !TryRead(file, 0, mark) || !mark.SequenceEqual(Mark)
            || !TryRead(file, footOffset, MemoryMarshal.AsBytes(new Span<Foot>(ref foot))) || foot.Mark != FootMark)
        {
            return null;
        }

        if (foot.IndexOffset < mark.Length || foot.Rows < 0 || foot.Rows > int.MaxValue || foot.DescriptionOffset > footOffset
            || foot.DescriptionOffset != foot.IndexOffset + foot.Rows * Unsafe.SizeOf<Entry>())
        {
            return null;
        }

        var index = new Entry[foot.Rows];
        var json = new byte[footOffset - foot.DescriptionOffset];
        if (!TryRead(file, foot.IndexOffset, MemoryMarshal.AsBytes(index.AsSpan())) || !TryRead(file, foot.DescriptionOffset, json)
            || JsonSerializer.Deserialize<Description>(json) is not { } description || !IsSound(index, foot.IndexOffset, description))
        {
            return null;
        }

        return new(file, path, index, description);
    }

    // Rows lie one after the other and hold what the index says, so that no later read leaves the file.
    private static bool IsSound(Entry[] index, long end, Description description)
    {
        if (description is not { FeatureDimensions: > 0, MaxRegions: > 0, Problems: not null, Fingerprint: not null })
            return false;
        var offset = (long)Mark.Length;
        foreach (var entry in index)
        {
            if (entry.Offset != offset || entry.Regions < 1 || entry.Regions > description.MaxRegions
                || entry.Length <= FixedLength(entry.Regions, description.FeatureDimensions))
            {
                return false;
            }

            offset += entry.Length;
        }

        return offset == end;
    }

    private static T[] Take<T>(ref ReadOnlySpan<byte> bytes, int count)
        where T : unmanaged
    {
        var length = count * Unsafe.SizeOf<T>();
        var values = MemoryMarshal.Cast<byte, T>(bytes[..length]).ToArray();
        bytes = bytes[length..];
        return values;
    }

    private void ReadExactly(long offset, Span<byte> destination)
    {
        if (!TryRead(file, offset, destination))
            throw new BadDataException(path, null, null, "the end of the file inside a row", "a whole cache", "Delete the cache; it is made again.");
    }

    private static bool TryRead(SafeFileHandle file, long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var read = RandomAccess.Read(file, destination, offset);
            if (read == 0)
                return false;
            destination = destination[read..];
            offset += read;
        }

        return true;
    }
}
