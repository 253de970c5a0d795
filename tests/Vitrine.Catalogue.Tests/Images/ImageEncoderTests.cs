using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Images;

public class ImageEncoderTests
{
    [Fact]
    public void Png_SavedAndDecoded_IsTheSame()
    {
        var image = TestImages.Gradient(33, 21);

        Assert.Equal(image.Pixels, ImageDecoder.Decode(ImageEncoder.Png(image)).Pixels);
    }

    [Fact]
    public void Jpeg_LowerQuality_IsSmaller()
    {
        var image = TestImages.Gradient(200, 200);

        Assert.True(ImageEncoder.Jpeg(image, 30).Length < ImageEncoder.Jpeg(image, 95).Length);
    }

    [Fact]
    public void Jpeg_SamePixels_SameBytes() =>
        Assert.Equal(ImageEncoder.Jpeg(TestImages.Gradient(70, 50)), ImageEncoder.Jpeg(TestImages.Gradient(70, 50)));
}
