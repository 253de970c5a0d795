using System.Buffers.Binary;
using System.Text;

namespace Vitrine.Catalogue.Images;

/// <summary>What a file is that is no image of an <see cref="ImageFormat"/>, in words that help: a photo in a format that is not read, or no photo at all.</summary>
internal static class OtherFormat
{
    private const string Convert = "convert it to JPEG, for example with 'magick photo.heic photo.jpg' (ImageMagick), 'heif-convert' (libheif), or on a Mac "
        + "'sips -s format jpeg photo.heic --out photo.jpg'";

    private const string SaveAsJpeg = "save it as JPEG or PNG";

    private const string ServerAnswer = "the web server's answer instead of the photo. Download the photo again";

    /// <summary>How far into a file its first words are looked for.</summary>
    private const int LookAt = 1024;

    /// <summary>Brands of a box "ftyp" (ISO 14496-12) that hold pictures coded as HEVC; phones write them.</summary>
    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1"];

    /// <summary>Pictures and documents by their first bytes.</summary>
    private static readonly (byte[] Start, string What, string ToDo)[] Starts =
    [
        ([0xFF, 0x0A], "a JPEG XL image", SaveAsJpeg),
        ([0, 0, 0, 0x0C, .. "JXL "u8], "a JPEG XL image", SaveAsJpeg),
        ([0, 0, 0, 0x0C, .. "jP  "u8], "a JPEG 2000 image", SaveAsJpeg),
        ([0xFF, 0x4F, 0xFF, 0x51], "a JPEG 2000 image", SaveAsJpeg),
        ([.. "BM"u8], "a Windows bitmap (BMP)", SaveAsJpeg),
        ([0, 0, 1, 0], "an icon (ICO)", SaveAsJpeg),
        ([.. "8BPS"u8], "a Photoshop file", SaveAsJpeg),
        ([.. "%PDF"u8], "a PDF document", "export the picture in it as JPEG"),
        ([.. "%!PS"u8], "a PostScript document", SaveAsJpeg),
        ([0xC5, 0xD0, 0xD3, 0xC6], "a PostScript document", SaveAsJpeg),
        ([.. "FUJIFILMCCD-RAW"u8], "a camera's raw file", SaveAsJpeg),
    ];

    private static readonly (byte[] Start, string What, string ToDo)[] NoImages =
    [
        ([.. "version https://git-lfs"u8], "a Git LFS pointer, not the photo itself", "fetch the photos with 'git lfs pull'"),
        ([.. "/annex/objects/"u8], "a git-annex pointer, not the photo itself", "fetch the photos with 'git annex get'"),
        ([.. "PK\u0003\u0004"u8], "a zip archive", "unpack it"),
        ([0x1F, 0x8B], "a gzip file", "unpack it"),
        ([.. "{"u8], "a JSON text", ServerAnswer),
    ];

    /// <summary>The error for a file that is no image of ours.</summary>
    /// <param name="file">Not empty.</param>
    public static ImageException Explain(ReadOnlySpan<byte> file)
    {
        if (IsOf(file, HeicBrands))
            return new ImageException(ImageFault.UnreadFormat, $"It is a HEIC photo, as iPhones take them, which is not read here; {Convert}.");
        if (file.Length >= 12 && file[4..8].SequenceEqual("ftyp"u8))
            return new ImageException(ImageFault.UnreadFormat, "It is a video (or another file of the MP4 family), which is not read here; save a frame of it as JPEG.");
        foreach (var (start, what, toDo) in Starts)
        {
            if (file.StartsWith(start))
                return new ImageException(ImageFault.UnreadFormat, $"It is {what}, which is not read here; {toDo}.");
        }

        var text = file[..Math.Min(file.Length, LookAt)];
        text = (text.StartsWith("\uFEFF"u8) ? text[3..] : text).TrimStart(" \t\r\n"u8);
        if (text.StartsWith("<"u8))
            return new ImageException(ImageFault.UnknownFormat, $"It is {(IsHtml(text) ? "an HTML page" : "an XML text")}, {ServerAnswer}.");
        foreach (var (start, what, toDo) in NoImages)
        {
            if (text.StartsWith(start))
                return new ImageException(ImageFault.UnknownFormat, $"It is {what}; {toDo}.");
        }

        if (!file.ContainsAnyExcept((byte)0))
            return new ImageException(ImageFault.UnknownFormat, "The file holds nothing but zeros, as an interrupted download leaves it; download it again.");
        return new ImageException(ImageFault.UnknownFormat,
            $"The file begins with {ImageFormats.FirstBytes(file)}, which is no image format read here; expected {ImageFormats.Names}.");
    }

    private static bool IsHtml(ReadOnlySpan<byte> text) => Encoding.ASCII.GetString(text) is var words
        && (words.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase) || words.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || words.Contains("<head", StringComparison.OrdinalIgnoreCase) || words.Contains("<body", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a box "ftyp" at the start of the file names one of the brands, as its main brand or among those it is compatible with.</summary>
    public static bool IsOf(ReadOnlySpan<byte> file, params ReadOnlySpan<string> brands)
    {
        if (file.Length < 12 || !file[4..8].SequenceEqual("ftyp"u8))
            return false;
        var box = file[..(int)Math.Min((uint)file.Length, BinaryPrimitives.ReadUInt32BigEndian(file))];
        for (var at = 8; at + 4 <= box.Length; at += 4)
        {
            // Between the main brand and the others stands a version number.
            if (at != 12 && brands.Contains(Encoding.ASCII.GetString(box.Slice(at, 4))))
                return true;
        }

        return false;
    }
}
