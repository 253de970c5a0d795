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

    [Fact]
    public void Resize_AnySize_IsExactAndKeepsAPlainColour()
    {
        var random = new Random(3);
        for (var i = 0; i < 100; i++)
        {
            var (width, height) = (random.Next(1, 200), random.Next(1, 200));
            var pixels = new byte[width * height * 3];
            Array.Fill<byte>(pixels, 77);

            var resized = new RgbImage(width, height, pixels).Resize(random.Next(1, 200), random.Next(1, 200));

            Assert.All(resized.Pixels, p => Assert.Equal(77, p));
        }
    }

    [Theory]
    [InlineData(Resampling.Bilinear)]
    [InlineData(Resampling.Bicubic)]
    [InlineData(Resampling.Lanczos3)]
    public void Resize_ShrinkingStripes_Averages(Resampling kernel)
    {
        // One-pixel stripes of black and white: taking every fifth pixel would give stripes again, averaging gives grey.
        var pixels = new byte[200 * 200 * 3];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i / 3 % 2 * 255);

        var small = new RgbImage(200, 200, pixels).Resize(40, 40, kernel);

        Assert.InRange(small[20, 20][0], 118, 137);
    }
}
