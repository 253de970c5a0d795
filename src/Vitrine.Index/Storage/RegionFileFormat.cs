using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Index;

/// <summary>Form of one set of a <see cref="RegionFile"/>: one level of a model, or whatever else is scored by itself.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Dimensions">Dimensions of a vector.</param>
/// <param name="RegionsPerItem">Vectors of each item.</param>
/// <param name="Format">Stored form.</param>
public sealed record RegionSetForm(string Name, int Dimensions, int RegionsPerItem, VectorFormat Format = VectorFormat.Float16);

/// <summary>
/// Form of a region file, little-endian: a header of <see cref="HeaderBytes"/>, then for each set its rows and its scales, each at a multiple of
/// <see cref="Alignment"/>.
/// <code>
/// 0   8  magic "VITRREG1"
/// 8   4  bytes of the JSON that follows at 16 (<see cref="Header"/>)
/// 12  4  CRC-32C of that JSON
/// </code>
/// The JSON holds the checksums of the sets, so that its own checksum fixes every byte of data.
/// </summary>
internal static class RegionFileFormat
{
    public const int HeaderBytes = 16 * 1024;
    public const int JsonAt = 16;
    public const int Alignment = 64;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static ReadOnlySpan<byte> Magic => "VITRREG1"u8;

    /// <summary>What the file holds.</summary>
    /// <param name="Items">Items of every set.</param>
    /// <param name="Sets">In file order.</param>
    /// <param name="RowChecksums">CRC-32C of each set's rows.</param>
    /// <param name="ScaleChecksums">CRC-32C of each set's scales.</param>
    /// <param name="Properties">What the writer noted.</param>
    public sealed record Header(int Items, IReadOnlyList<RegionSetForm> Sets, IReadOnlyList<uint> RowChecksums, IReadOnlyList<uint> ScaleChecksums,
        IReadOnlyDictionary<string, string> Properties);

    /// <summary>Where the rows and the scales of each set begin, and where the file ends.</summary>
    public static (long[] Rows, long[] Scales, long End) Layout(int items, IReadOnlyList<RegionSetForm> sets)
    {
        var (rows, scales, end) = (new long[sets.Count], new long[sets.Count], (long)HeaderBytes);
        for (var set = 0; set < sets.Count; set++)
        {
            rows[set] = end;
            scales[set] = Aligned(end + RowBytes(items, sets[set]));
            end = Aligned(scales[set] + ScaleCount(items, sets[set]) * sizeof(float));
        }

        return (rows, scales, end);
    }

    public static long RowBytes(int items, RegionSetForm set) => VectorSet.RowBytes(set.Dimensions, set.Format) * items * set.RegionsPerItem;

    public static long ScaleCount(int items, RegionSetForm set) => set.Format == VectorFormat.Float32 ? 0 : (long)items * set.RegionsPerItem;

    private static long Aligned(long position) => (position + Alignment - 1) / Alignment * Alignment;
}
