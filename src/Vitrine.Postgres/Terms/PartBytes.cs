using System.Runtime.InteropServices;
using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>The vectors of an item's part as bytes: for each a float32, by which its numbers are scaled, and the numbers in the form of the embedded index.</summary>
internal static class PartBytes
{
    public static byte[] Of(PartForm form, ReadOnlySpan<float> numbers, string owner)
    {
        var (count, row) = (numbers.Length / form.Dimensions, RowBytes(form));
        var bytes = new byte[count * (sizeof(float) + row)];
        for (var i = 0; i < count; i++)
        {
            var place = bytes.AsSpan(i * (sizeof(float) + row), sizeof(float) + row);
            var scale = VectorCodec.Encode(numbers.Slice(i * form.Dimensions, form.Dimensions), form.Format, place[sizeof(float)..], owner);
            MemoryMarshal.Write(place, scale);
        }

        return bytes;
    }

    /// <summary>Writes the numbers, and returns how many vectors there are.</summary>
    public static int Read(PartForm form, ReadOnlySpan<byte> bytes, Span<float> numbers)
    {
        var row = RowBytes(form);
        var count = Math.Min(form.VectorsPerItem, bytes.Length / (sizeof(float) + row));
        for (var i = 0; i < count; i++)
        {
            var place = bytes.Slice(i * (sizeof(float) + row), sizeof(float) + row);
            VectorCodec.Decode(place[sizeof(float)..], MemoryMarshal.Read<float>(place), form.Format, numbers.Slice(i * form.Dimensions, form.Dimensions));
        }

        return count;
    }

    private static int RowBytes(PartForm form) => form.Dimensions * (form.Format switch { VectorFormat.Float32 => 4, VectorFormat.Float16 => 2, _ => 1 });
}
