using NetVips;

namespace Vitrine.Catalogue.Images;

/// <summary><see cref="RgbImage"/> → file bytes, without metadata.</summary>
public static class ImageEncoder
{
    /// <summary>JPEG.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="quality">1..100; default 90, where colour edges of flat drawings stay clean.</param>
    public static byte[] Jpeg(RgbImage image, int quality = 90)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return Encode(image, picture => picture.JpegsaveBuffer(q: quality));
    }

    /// <summary>PNG, lossless.</summary>
    public static byte[] Png(RgbImage image) => Encode(image, picture => picture.PngsaveBuffer());

    /// <summary>The picture as libvips knows it, for any of its savers.</summary>
    internal static byte[] Encode(RgbImage image, Func<Image, byte[]> save)
    {
        ArgumentNullException.ThrowIfNull(image);
        ImageLibrary.Ensure();
        using var pixels = Image.NewFromMemory(image.Pixels, image.Width, image.Height, bands: 3, Enums.BandFormat.Uchar);
        using var picture = pixels.Copy(interpretation: Enums.Interpretation.Srgb);
        return save(picture);
    }
}
