using System.Text;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Images;

public class ImageDecoderTests
{
    [Theory]
    [InlineData(".jpg", ImageFormat.Jpeg, 6)]
    [InlineData(".png", ImageFormat.Png, 0)]
    [InlineData(".webp", ImageFormat.WebP, 14)]
    [InlineData(".gif", ImageFormat.Gif, 14)]
    [InlineData(".tif", ImageFormat.Tiff, 0)]
    [InlineData(".avif", ImageFormat.Avif, 6)]
    public void Decode_EveryFormat_GivesTheSavedPixels(string ending, ImageFormat format, int tolerance)
    {
        var original = TestImages.Gradient(40, 30);
        var file = TestImages.Save(original, ending);

        var decoded = ImageDecoder.Decode(file);

        Assert.Equal(new ImageHeader(format, 40, 30), ImageHeader.Read(file));
        Assert.Equal((40, 30), (decoded.Width, decoded.Height));
        // Lossless formats: exact. JPEG and WebP quantise, GIF has 256 colours: the mean error per sample stays small.
        var error = original.Pixels.Zip(decoded.Pixels, (a, b) => Math.Abs(a - b)).Average();
        Assert.InRange(error, 0, tolerance);
    }

    [Fact]
    public void Decode_Svg_RendersShapesAndLaysTransparencyOnWhite()
    {
        const string svg = """<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="10" height="10" fill="#ff0000"/></svg>""";

        var image = ImageDecoder.Decode(Encoding.UTF8.GetBytes(svg));

        Assert.Equal((20, 10), (image.Width, image.Height));
        Assert.Equal([255, 0, 0], image[5, 5].ToArray());
        Assert.Equal([255, 255, 255], image[15, 5].ToArray());
    }

    [Fact]
    public void RenderSvg_LargerThanTheDocument_IsSharp()
    {
        const string svg = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="1" height="1"/></svg>""";

        var image = ImageDecoder.RenderSvg(svg, 200, 100);

        Assert.Equal((200, 100), (image.Width, image.Height));
        Assert.Equal([0, 0, 0], image[98, 50].ToArray());
        Assert.Equal([255, 255, 255], image[101, 50].ToArray());
    }

    [Theory]
    [InlineData(1, 60, 40)]
    [InlineData(3, 60, 40)]
    [InlineData(6, 40, 60)]
    [InlineData(8, 40, 60)]
    public void Decode_ExifOrientation_TurnsUpright(byte orientation, int width, int height)
    {
        var file = TestImages.WithOrientation(ImageEncoder.Jpeg(TestImages.RedBlue(60, 40)), orientation);

        var image = ImageDecoder.Decode(file);

        Assert.Equal((width, height), (image.Width, image.Height));
        Assert.Equal(new ImageHeader(ImageFormat.Jpeg, width, height), ImageHeader.Read(file));
        // Red was on the left: after a half turn it is on the right, after a quarter turn to the right on top, to the left at the bottom.
        var (redX, redY) = orientation switch { 1 => (5, 20), 3 => (54, 20), 6 => (20, 5), _ => (20, 54) };
        Assert.True(image[redX, redY][0] > 200 && image[redX, redY][2] < 60);
    }

    [Theory]
    [InlineData(Fit.Exact, 64, 64, 64, 64)]
    [InlineData(Fit.Inside, 64, 64, 64, 48)]
    [InlineData(Fit.Cover, 60, 60, 80, 60)]
    [InlineData(Fit.Inside, 4000, 4000, 400, 300)]
    [InlineData(Fit.Exact, 800, 100, 800, 100)]
    public void Decode_Target_GivesExactlyThatSize(Fit fit, int boxWidth, int boxHeight, int width, int height)
    {
        foreach (var ending in (string[])[".jpg", ".png", ".webp"])
        {
            var image = ImageDecoder.Decode(TestImages.Save(TestImages.Gradient(400, 300), ending), target: new TargetSize(boxWidth, boxHeight, fit));

            Assert.Equal((width, height), (image.Width, image.Height));
        }
    }

    [Fact]
    public void Decode_AnyTargetOfAnySize_GivesExactlyThatSize()
    {
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var file = ImageEncoder.Jpeg(TestImages.Gradient(random.Next(1, 300), random.Next(1, 300)));
            var target = new TargetSize(random.Next(1, 200), random.Next(1, 200));

            var image = ImageDecoder.Decode(file, target: target);

            Assert.Equal((target.Width, target.Height), (image.Width, image.Height));
        }
    }

    [Fact]
    public void Decode_EmptyFile_SaysSo() => AssertFault(ImageFault.Empty, [], "empty");

    [Fact]
    public void Decode_TextFile_NamesWhatWasFoundAndExpected() => AssertFault(ImageFault.UnknownFormat, "id,title\n1,shirt"u8.ToArray(), "JPEG");

    [Fact]
    public void Decode_Pdf_IsNotOpened() => AssertFault(ImageFault.UnreadFormat, "%PDF-1.4 …"u8.ToArray(), "PDF document");

    [Fact]
    public void Decode_TooManyBytes_IsRefusedUnread()
    {
        var file = ImageEncoder.Jpeg(TestImages.Gradient(50, 50));

        var e = Assert.Throws<ImageException>(() => ImageDecoder.Decode(file, new ImageLimits(MaxBytes: file.Length - 1)));

        Assert.Equal(ImageFault.TooManyBytes, e.Fault);
        Assert.NotNull(ImageDecoder.Decode(file, new ImageLimits(MaxBytes: file.Length)));
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".gif")]
    [InlineData(".tif")]
    [InlineData(".avif")]
    public void Decode_TruncatedAnywhere_IsAnErrorNeverACrash(string ending)
    {
        var file = TestImages.Save(TestImages.Gradient(120, 90), ending);
        for (var part = 0; part < 12; part++)
        {
            var truncated = file[..(file.Length * part / 16)];

            Assert.Throws<ImageException>(() => ImageDecoder.Decode(truncated));
            Assert.Throws<ImageException>(() => ImageDecoder.Decode(truncated, target: new TargetSize(30, 30)));
        }
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".gif")]
    [InlineData(".tif")]
    [InlineData(".avif")]
    public void Decode_RandomDamage_GivesAPictureOrAnImageException(string ending)
    {
        var random = new Random(11);
        var file = TestImages.Save(TestImages.Gradient(64, 48), ending);
        for (var i = 0; i < 200; i++)
        {
            var damaged = (byte[])file.Clone();
            for (var k = random.Next(1, 20); k > 0; k--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);

            var thrown = Record.Exception(() => ImageDecoder.Decode(damaged, new ImageLimits(MaxPixels: 1_000_000)));

            Assert.True(thrown is null or ImageException, thrown?.ToString());
        }
    }

    [Theory]
    [InlineData("<svg")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]><svg>&c;</svg>")]
    public void Decode_BrokenSvg_IsAnImageException(string svg) =>
        Assert.Throws<ImageException>(() => ImageDecoder.Decode(Encoding.UTF8.GetBytes(svg)));

    [Fact]
    public void Decode_SvgThatNamesAFile_DoesNotReadIt()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var secret = Path.Combine(folder.FullName, "secret.png");
            File.WriteAllBytes(secret, TestImages.BlackPng(10, 10));
            var svg = $"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10"><image width="10" height="10" xlink:href="file://{secret}"/></svg>""";

            var image = ImageDecoder.Decode(Encoding.UTF8.GetBytes(svg));

            Assert.Equal([255, 255, 255], image[5, 5].ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>At its own size, shrunk on loading, shrunk by a little, and enlarged: each is other vector code of libvips.</summary>
    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Decode_ManyThreads_GivesTheSamePixels(string ending)
    {
        var work = Enumerable.Range(0, 64).Select(i => (
            File: TestImages.Save(TestImages.Gradient(150 + i, 200 - i), ending),
            Target: (i % 4) switch { 0 => (TargetSize?)null, 1 => new(32, 32), 2 => new(140, 130), _ => new(300, 250) })).ToArray();
        var expected = work.Select(w => ImageDecoder.Decode(w.File, target: w.Target).Pixels).ToArray();

        Parallel.For(0, 256, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            Assert.Equal(expected[i % 64], ImageDecoder.Decode(work[i % 64].File, target: work[i % 64].Target).Pixels));
    }

    private static void AssertFault(ImageFault fault, byte[] file, string said, TargetSize? target = null)
    {
        var e = Assert.Throws<ImageException>(() => ImageDecoder.Decode(file, target: target));
        Assert.Equal(fault, e.Fault);
        Assert.Contains(said, e.Message);
    }
}
