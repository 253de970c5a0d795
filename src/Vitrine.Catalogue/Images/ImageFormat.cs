using System.Text;

namespace Vitrine.Catalogue.Images;

/// <summary>The file formats that are read. Everything else libvips could open (PDF, ImageMagick's hundred formats, …) stays closed to untrusted files.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
    Gif,
    Tiff,
    Svg,
    Avif,
}

internal static class ImageFormats
{
    public const string Names = "JPEG, PNG, WebP, GIF, TIFF, SVG or AVIF";

    /// <summary>The format as people write it: "JPEG".</summary>
    public static string Name(this ImageFormat format) => format == ImageFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant();

    /// <summary>How far into a file the root element of an SVG may begin, after XML declaration, document type and comments.</summary>
    private const int SvgPrologueBytes = 4096;

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Recognises a format by its first bytes; null where it is none of ours. File names play no part: they are often wrong.</summary>
    public static ImageFormat? Sniff(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(JpegStart)) return ImageFormat.Jpeg;
        if (file.StartsWith(PngStart)) return ImageFormat.Png;
        if (file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8)) return ImageFormat.WebP;
        if (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8)) return ImageFormat.Gif;
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8)) return ImageFormat.Tiff;
        if (OtherFormat.IsOf(file, "avif", "avis")) return ImageFormat.Avif;
        return IsSvg(file) ? ImageFormat.Svg : null;
    }

    /// <summary>The first bytes as a message shows them: as text where they are text.</summary>
    public static string FirstBytes(ReadOnlySpan<byte> file)
    {
        var first = file[..Math.Min(8, file.Length)];
        return first.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0
            ? $"\"{Encoding.ASCII.GetString(first)}\""
            : $"the bytes {Convert.ToHexString(first)}";
    }

    private static bool IsSvg(ReadOnlySpan<byte> file)
    {
        var start = file[..Math.Min(file.Length, SvgPrologueBytes)];
        if (start.StartsWith(Utf8Mark)) start = start[Utf8Mark.Length..];
        start = start.TrimStart(" \t\r\n"u8);
        return start.StartsWith("<"u8) && start.IndexOf("<svg"u8) >= 0;
    }
}
