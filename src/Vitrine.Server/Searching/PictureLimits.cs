using Vitrine.Catalogue.Images;

namespace Vitrine.Server.Searching;

/// <summary>What a picture of a client may cost, looked at before any pixel is decoded: a photo of a phone passes, a bomb does not.</summary>
internal static class PictureLimits
{
    /// <summary>Largest body of a request that brings pictures: base64 takes a third more than the bytes.</summary>
    public const long MostBodyBytes = 32 << 20;

    private static readonly ImageLimits Limits = new(MaxBytes: 20 << 20, MaxPixels: 200_000_000, MaxPixelsByRows: 60_000_000, MaxPixelsInMemory: 60_000_000);

    /// <exception cref="ImageException">It is none, a drawing, or too large.</exception>
    public static void Check(byte[] picture)
    {
        // A drawing is a program for its renderer, and no customer photographs one.
        if (ImageHeader.Read(picture, Limits).Format == ImageFormat.Svg)
            throw new ImageException(ImageFault.UnreadFormat, "The picture is an SVG drawing; a photo is expected.");
    }
}
