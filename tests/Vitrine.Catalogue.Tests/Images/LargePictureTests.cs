using System.Diagnostics;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Images;

/// <summary>Pictures of hundreds of megapixels are shrunk while they are read. They measure the whole process, so nothing else may run beside them.</summary>
[CollectionDefinition(nameof(LargePictureTests), DisableParallelization = true)]
[Collection(nameof(LargePictureTests))]
public class LargePictureTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void Decode_PngOf300Megapixels_IsShrunkInLittleMemory()
    {
        var file = TestImages.BlackPng(20_000, 15_000);
        ImageDecoder.Decode(TestImages.BlackPng(500, 400), target: new TargetSize(40, 30));
        using var process = Process.GetCurrentProcess();
        var before = process.WorkingSet64;
        var most = 0L;
        using var watch = new Timer(_ =>
        {
            using var now = Process.GetCurrentProcess();
            most = Math.Max(most, now.WorkingSet64);
        }, null, 0, 5);

        var image = ImageDecoder.Decode(file, target: new TargetSize(40, 30));

        Assert.Equal((40, 30), (image.Width, image.Height));
        // The picture has 300 MB as grey, 900 as RGB; a window of rows of it has some.
        Assert.InRange(most - before, long.MinValue, 120 * Megabyte);
    }

    [Fact]
    public void Decode_JpegOf144Megapixels_IsShrunk()
    {
        using var black = NetVips.Image.Black(16_000, 9_000, bands: 3);
        using var grey = black.Linear([1, 1, 1], [90, 120, 60]).Cast(NetVips.Enums.BandFormat.Uchar);
        using var picture = grey.Copy(interpretation: NetVips.Enums.Interpretation.Srgb);
        var file = picture.JpegsaveBuffer();

        var image = ImageDecoder.Decode(file, target: TargetSize.ShorterSide(90));

        Assert.Equal((160, 90), (image.Width, image.Height));
        Assert.All(image[80, 45].ToArray().Zip<byte, int>([90, 120, 60]), pair => Assert.InRange(pair.First - pair.Second, -4, 4));
        var progressive = Assert.Throws<ImageException>(() => ImageDecoder.Decode(picture.JpegsaveBuffer(interlace: true), target: new TargetSize(40, 30)));
        Assert.Equal(ImageFault.TooManyPixels, progressive.Fault);
        Assert.Contains("120,000,000", progressive.Message);
    }

    [Fact]
    public void Decode_BeyondTheLimits_IsRefusedByItsHeader()
    {
        var png = TestImages.BlackPng(400, 300);
        var limits = new ImageLimits(MaxPixels: 119_999);
        Assert.Contains("400×300", Assert.Throws<ImageException>(() => ImageDecoder.Decode(png, limits, new TargetSize(4, 3))).Message);

        Assert.Contains("20,000×20,000", Assert.Throws<ImageException>(() => ImageDecoder.Decode(TestImages.BlackPng(20_000, 20_000), target: new TargetSize(4, 3))).Message);

        // Read row by row and shrunk it may pass, as a whole it may not.
        limits = new ImageLimits(MaxPixels: 120_000, MaxPixelsInMemory: 100_000);
        Assert.Equal(4, ImageDecoder.Decode(png, limits, new TargetSize(4, 3)).Width);
        Assert.Equal(ImageFault.TooManyPixels, Assert.Throws<ImageException>(() => ImageDecoder.Decode(png, limits)).Fault);
    }

    [Theory]
    [InlineData(".gif")]
    [InlineData(".avif")]
    [InlineData(".png[interlace]")]
    [InlineData(".jpg[interlace]")]
    public void Decode_FormatThatIsDecodedWhole_HasTheLimitOfMemory(string ending)
    {
        var file = TestImages.Save(TestImages.Gradient(40, 30), ending);
        var limits = new ImageLimits(MaxPixelsInMemory: 1_199);

        Assert.Equal(ImageFault.TooManyPixels, Assert.Throws<ImageException>(() => ImageDecoder.Decode(file, limits, new TargetSize(4, 3))).Fault);
        Assert.Equal(4, ImageDecoder.Decode(file, limits with { MaxPixelsInMemory = 1_200 }, new TargetSize(4, 3)).Width);
    }
}
