namespace Vitrine.Catalogue.Images;

/// <summary>
/// What an untrusted image file may cost. All limits are checked before any pixel is decoded: a file of a few kilobytes can
/// claim a picture of many gigabytes.
/// </summary>
/// <param name="MaxBytes">Largest file, in bytes; default 50 MB.</param>
/// <param name="MaxPixels">
/// Largest width × height, from the file's header, of a picture that its loader makes smaller itself (JPEG, SVG), so that its size costs little; default one gigapixel.
/// </param>
/// <param name="MaxPixelsByRows">
/// Largest width × height where every pixel has to be decoded, but one row after the other (PNG, TIFF, WebP): the size costs time and no memory. Default 300 megapixels,
/// which take seconds.
/// </param>
/// <param name="MaxPixelsInMemory">
/// Largest width × height where the whole picture has to lie in memory: in formats that cannot be read row by row (GIF, AVIF, interlaced PNG, progressive JPEG,
/// TIFF in CIELAB), and of every picture that is decoded to. Default 120 megapixels: a phone's photo of 108 passes in every format.
/// </param>
public sealed record ImageLimits(long MaxBytes = 50_000_000, long MaxPixels = 1_000_000_000, long MaxPixelsByRows = 300_000_000, long MaxPixelsInMemory = 120_000_000)
{
    public static ImageLimits Default { get; } = new();
}
