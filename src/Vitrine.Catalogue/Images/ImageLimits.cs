namespace Vitrine.Catalogue.Images;

/// <summary>
/// What an untrusted image file may cost. Both limits are checked before any pixel is decoded: a file of a few kilobytes can
/// claim a picture of many gigabytes.
/// </summary>
/// <param name="MaxBytes">Largest file, in bytes; default 50 MB.</param>
/// <param name="MaxPixels">Largest width × height, from the file's header; default 120 megapixels: a phone's photo of 108 passes.</param>
public sealed record ImageLimits(long MaxBytes = 50_000_000, long MaxPixels = 120_000_000)
{
    public static ImageLimits Default { get; } = new();
}
