using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Vitrine.Index;

/// <summary>
/// Region sets of the same items on disk, mapped into memory: rescoring reads the shortlist's pages only. Any number of threads may score at once; it
/// must not be disposed while one does.
/// </summary>
public sealed class RegionFile : IDisposable
{
    private readonly MappedFile file;
    private readonly Dictionary<string, RegionSet> sets = new(StringComparer.Ordinal);

    private RegionFile(string path, MappedFile file)
    {
        this.file = file;
        var header = ReadHeader(path);
        (Items, Properties) = (header.Items, header.Properties);
        var (rows, scales, end) = RegionFileFormat.Layout(Items, header.Sets);
        if (end != file.Length)
            throw new IndexFormatException(path, $"{file.Length} bytes, its header describes {end}; the file was cut off or extended.");
        for (var set = 0; set < header.Sets.Count; set++)
        {
            var form = header.Sets[set];
            var stored = file.Slice<byte>(rows[set], checked((int)RegionFileFormat.RowBytes(Items, form)));
            var storedScales = file.Slice<float>(scales[set], checked((int)RegionFileFormat.ScaleCount(Items, form)));
            if (Crc32C.Of(stored.Span) != header.RowChecksums[set] || Crc32C.Of(MemoryMarshal.AsBytes(storedScales.Span)) != header.ScaleChecksums[set])
                throw new IndexFormatException(path, $"the set '{form.Name}' does not match its checksum; the file is damaged.");
            sets[form.Name] = new RegionSet(new VectorSet(stored, storedScales, Items * form.RegionsPerItem, form.Dimensions, form.Format, Simd.Level), form.RegionsPerItem);
        }
    }

    /// <summary>Items of every set.</summary>
    public int Items { get; }

    /// <summary>What the writer noted.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>A set by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public RegionSet this[string name] => sets[name];

    /// <summary>Opens a file and verifies every byte of it.</summary>
    /// <exception cref="IndexFormatException">It is missing, damaged or something else.</exception>
    public static RegionFile Open(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length < RegionFileFormat.HeaderBytes)
            throw new IndexFormatException(path, "no region file.");
        var file = new MappedFile(path);
        try
        {
            return new RegionFile(path, file);
        }
        catch (Exception e)
        {
            file.Dispose();
            // A header that passes its checksum and still makes no sense is not ours.
            if (e is JsonException or ArgumentException or OverflowException)
                throw new IndexFormatException(path, $"its header cannot be understood: {e.Message}");
            throw;
        }
    }

    public void Dispose() => file.Dispose();

    private RegionFileFormat.Header ReadHeader(string path)
    {
        var bytes = file.Slice<byte>(0, RegionFileFormat.HeaderBytes).Span;
        if (!bytes[..8].SequenceEqual(RegionFileFormat.Magic))
            throw new IndexFormatException(path, "no region file (the first bytes are not VITRREG1).");
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (length < 0 || length > RegionFileFormat.HeaderBytes - RegionFileFormat.JsonAt
            || Crc32C.Of(bytes.Slice(RegionFileFormat.JsonAt, length)) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]))
        {
            throw new IndexFormatException(path, "the header does not match its checksum; the file is damaged.");
        }

        return JsonSerializer.Deserialize<RegionFileFormat.Header>(bytes.Slice(RegionFileFormat.JsonAt, length), RegionFileFormat.Json)
            ?? throw new IndexFormatException(path, "the header is empty.");
    }
}
