using Vitrine.Catalogue.Images;
using Vitrine.Tensors;

namespace Vitrine.Datasets.Shop;

/// <summary>Drawing → photo: rendered by libvips, with the grain of a sensor, as a JPEG of middling quality.</summary>
public static class ShopPhotographer
{
    /// <summary>Width and height of a photo, in pixels.</summary>
    public const int PhotoSide = 128;

    /// <summary>JPEG bytes; the same product gives the same bytes with the same libvips.</summary>
    public static byte[] Photograph(ShopProduct product)
    {
        ArgumentNullException.ThrowIfNull(product);
        var image = ImageDecoder.RenderSvg(product.Svg, PhotoSide, PhotoSide);
        var random = new RandomSource(product.GrainSeed);
        var grain = 5 * random.NextSingle();
        var pixels = image.Pixels;
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(MathF.Round(pixels[i] + grain * random.NextNormal()), 0, 255);
        return ImageEncoder.Jpeg(image, quality: 75 + random.NextInt(16));
    }
}
