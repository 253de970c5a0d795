using Vitrine.Catalogue.Images.Native;

namespace Vitrine.Catalogue.Images;

/// <summary><see cref="RgbImage"/> → file bytes.</summary>
public static unsafe class ImageEncoder
{
    /// <summary>JPEG without metadata.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="quality">1..100; default 90, where colour edges of flat drawings stay clean.</param>
    public static byte[] Jpeg(RgbImage image, int quality = 90)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return Encode(image, "jpegsave_buffer", operation => operation.Set("Q", quality));
    }

    /// <summary>PNG, lossless.</summary>
    public static byte[] Png(RgbImage image) => Encode(image, "pngsave_buffer", operation => operation);

    private static byte[] Encode(RgbImage image, string saver, Func<VipsOperation, VipsOperation> options)
    {
        ArgumentNullException.ThrowIfNull(image);
        fixed (byte* pixels = image.Pixels)
        {
            using var source = VipsImage.FromPinned(pixels, image.Width, image.Height);
            return options(new VipsOperation(saver).Set("in", source)).ToBytes();
        }
    }
}
