using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Vitrine.Index;

/// <summary>
/// Writes a region file item by item, so that it may be larger than memory. The file appears whole or not at all: it is written beside its place and
/// renamed by <see cref="Commit"/>.
/// </summary>
public sealed class RegionFileWriter : IDisposable
{
    private readonly string path;
    private readonly string temporary;
    private readonly FileStream file;
    private readonly RegionSetForm[] sets;
    private readonly int items;
    private readonly int[] written; // items per set
    private readonly uint[] rowChecksums;
    private readonly uint[] scaleChecksums;
    private readonly long[] rowStarts;
    private readonly long[] scaleStarts;
    private readonly long end;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Replaced by <see cref="Commit"/>.</param>
    /// <param name="items">Items that will come.</param>
    /// <param name="sets">What comes of each.</param>
    /// <exception cref="ArgumentException">Two sets of one name, or a set of more than 2 GB.</exception>
    public RegionFileWriter(string path, int items, IReadOnlyList<RegionSetForm> sets)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        if (sets.DistinctBy(set => set.Name).Count() != sets.Count)
            throw new ArgumentException($"Two of the sets {string.Join(", ", sets.Select(set => set.Name))} have one name.", nameof(sets));
        foreach (var set in sets)
            VectorSet.CheckShape(checked(items * set.RegionsPerItem), set.Dimensions, set.Format);
        (this.path, this.items, this.sets) = (path, items, [.. sets]);
        (written, rowChecksums, scaleChecksums) = (new int[sets.Count], new uint[sets.Count], new uint[sets.Count]);
        (rowStarts, scaleStarts, end) = RegionFileFormat.Layout(items, sets);
        temporary = $"{path}.{Environment.ProcessId}.tmp";
        file = new FileStream(temporary, FileMode.Create, FileAccess.Write);
    }

    /// <summary>Notes for the reader, such as what the vectors were made from; a few short ones.</summary>
    public IDictionary<string, string> Properties { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Adds the next items to a set.</summary>
    /// <param name="set">Its number.</param>
    /// <param name="vectors">[items, regions, dimensions], finite.</param>
    /// <exception cref="ArgumentException">No whole number of items, more than were announced, or a number that is not finite.</exception>
    public void Append(int set, ReadOnlySpan<float> vectors)
    {
        var form = sets[set];
        var width = form.RegionsPerItem * form.Dimensions;
        var count = vectors.Length / width;
        if (vectors.Length % width != 0 || written[set] + count > items)
            throw new ArgumentException($"{vectors.Length} numbers for the set '{form.Name}'; expected items of {width}, {items - written[set]} at most.", nameof(vectors));
        var stored = new VectorWriter(count * form.RegionsPerItem, form.Dimensions, form.Format);
        for (var row = 0; row < count * form.RegionsPerItem; row++)
            stored.Write(row, vectors.Slice(row * form.Dimensions, form.Dimensions));

        file.Position = rowStarts[set] + RegionFileFormat.RowBytes(written[set], form);
        file.Write(stored.Rows);
        rowChecksums[set] = Crc32C.Of(stored.Rows, rowChecksums[set]);
        var scales = MemoryMarshal.AsBytes(stored.Scales.AsSpan());
        file.Position = scaleStarts[set] + RegionFileFormat.ScaleCount(written[set], form) * sizeof(float);
        file.Write(scales);
        scaleChecksums[set] = Crc32C.Of(scales, scaleChecksums[set]);
        written[set] += count;
    }

    /// <summary>Puts the file in its place, safe on the disk.</summary>
    /// <exception cref="InvalidOperationException">A set lacks items, or the notes are too long.</exception>
    public void Commit()
    {
        for (var set = 0; set < sets.Length; set++)
        {
            if (written[set] != items)
                throw new InvalidOperationException($"The set '{sets[set].Name}' has {written[set]} of {items} items.");
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(
            new RegionFileFormat.Header(items, sets, rowChecksums, scaleChecksums, Properties.ToDictionary()), RegionFileFormat.Json);
        if (RegionFileFormat.JsonAt + json.Length > RegionFileFormat.HeaderBytes)
            throw new InvalidOperationException($"The description of the sets takes {json.Length} bytes; the header has room for {RegionFileFormat.HeaderBytes - RegionFileFormat.JsonAt}.");
        var header = new byte[RegionFileFormat.HeaderBytes];
        RegionFileFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), json.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), Crc32C.Of(json));
        json.CopyTo(header, RegionFileFormat.JsonAt);
        file.SetLength(end);
        file.Position = 0;
        file.Write(header);
        file.Flush(flushToDisk: true);
        file.Dispose();
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Drops what was not committed.</summary>
    public void Dispose()
    {
        file.Dispose();
        File.Delete(temporary);
    }
}
