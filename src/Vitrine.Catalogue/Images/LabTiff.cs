using System.Buffers.Binary;
using NetVips;

namespace Vitrine.Catalogue.Images;

/// <summary>
/// TIFFs of three bytes of CIELAB a pixel. libvips 8.18 refuses them ("bad labq format", even those that it wrote itself). So it is told that they are RGB,
/// and their colours are converted here.
/// </summary>
internal static class LabTiff
{
    /// <summary>Fields of a TIFF directory, and the two numbers of <see cref="Photometric"/> in question.</summary>
    private const ushort BitsPerSample = 258, Photometric = 262, SamplesPerPixel = 277, Rgb = 2, CieLab = 8;

    private const int EntryBytes = 12, ValueAt = 8;

    private static readonly double[] SignBits = [0, 128, 128];
    private static readonly double[] Scale = [100 / 255.0, 1, 1];
    private static readonly double[] Shift = [0, -128, -128];

    /// <summary>A copy of the file that says RGB where it said CIELAB of three bytes; null where it says anything else. No number in the file is trusted.</summary>
    public static byte[]? CalledRgb(ReadOnlySpan<byte> tiff)
    {
        var isLittle = tiff[0] == 'I';
        if (Find(tiff, isLittle, Photometric) is not { } photometric || Short(tiff[(photometric + ValueAt)..], isLittle) != CieLab)
            return null;
        if (Find(tiff, isLittle, SamplesPerPixel) is not { } samples || Short(tiff[(samples + ValueAt)..], isLittle) != 3)
            return null;
        if (Find(tiff, isLittle, BitsPerSample) is not { } bits || Int(tiff[(bits + ValueAt)..], isLittle) is var at && (at > tiff.Length - 2 || Short(tiff[(int)at..], isLittle) != 8))
            return null;

        var copy = tiff.ToArray();
        var value = copy.AsSpan(photometric + ValueAt);
        if (isLittle) BinaryPrimitives.WriteUInt16LittleEndian(value, Rgb);
        else BinaryPrimitives.WriteUInt16BigEndian(value, Rgb);
        return copy;
    }

    /// <summary>Bytes of L (0..255 for 0..100), a and b (two's complement) → sRGB.</summary>
    public static Image ToSrgb(Image bytes)
    {
        using var unsigned = bytes.BooleanConst(Enums.OperationBoolean.Eor, SignBits);
        using var numbers = unsigned.Linear(Scale, Shift);
        using var lab = numbers.Copy(interpretation: Enums.Interpretation.Lab);
        using var srgb = lab.Colourspace(Enums.Interpretation.Srgb);
        // A loader that reads from top to bottom cannot turn a picture: from here on it lies in memory, three bytes a pixel.
        return srgb.CopyMemory();
    }

    /// <summary>Where the field's entry begins in the first directory; null where there is none inside the file.</summary>
    private static int? Find(ReadOnlySpan<byte> tiff, bool isLittle, ushort field)
    {
        if (tiff.Length < 8 || Int(tiff[4..], isLittle) > tiff.Length - 2)
            return null;
        var directory = (int)Int(tiff[4..], isLittle);
        var first = directory + 2;
        var entries = Math.Min(Short(tiff[directory..], isLittle), (tiff.Length - first) / EntryBytes);
        for (var entry = first; entry < first + entries * EntryBytes; entry += EntryBytes)
        {
            if (Short(tiff[entry..], isLittle) == field)
                return entry;
        }

        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint Int(ReadOnlySpan<byte> at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
