using Vitrine.Catalogue.Images;
using Vitrine.Tensors;

namespace Vitrine.Catalogue.Tests.Images.Pixels;

public class AugmentationTests
{
    /// <summary>Bytes stay bytes, so that results can be compared with pictures.</summary>
    private static readonly PixelScale Bytes = new([0, 0, 0], [1 / 255f, 1 / 255f, 1 / 255f]);

    [Fact]
    public void None_SameSize_IsThePhotoItself()
    {
        var photo = Noise(13, 9, 1);

        var planes = Apply(Augmentation.None with { Scale = Bytes }, photo, 13, 9);

        for (var i = 0; i < photo.Pixels.Length; i++) Assert.Equal(photo.Pixels[i], planes[i % 3 * 13 * 9 + i / 3]);
    }

    [Fact]
    public void None_AnySize_IsThePlainBilinearResize()
    {
        var random = new RandomSource(7);
        for (var run = 0; run < 50; run++)
        {
            var photo = Noise(1 + random.NextInt(60), 1 + random.NextInt(60), (ulong)run);
            var (width, height) = (1 + random.NextInt(60), 1 + random.NextInt(60));

            var planes = Apply(Augmentation.None with { Scale = Bytes }, photo, width, height);

            // The other rounds to bytes, after the columns and after the rows.
            var expected = photo.Resize(width, height, Resampling.Bilinear).Pixels;
            for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], planes[i % 3 * width * height + i / 3], 1.01f);
        }
    }

    [Fact]
    public void None_OrdinaryScale_SubtractsTheMeanAndDividesByTheDeviation()
    {
        var photo = Noise(8, 6, 3);

        var planes = Apply(Augmentation.None, photo, 8, 6);

        for (var i = 0; i < photo.Pixels.Length; i++)
        {
            var expected = (photo.Pixels[i] / 255.0 - PixelScale.ImageNet.Mean[i % 3]) / PixelScale.ImageNet.Deviation[i % 3];
            Assert.Equal(expected, planes[i % 3 * 48 + i / 3], 1e-5);
        }
    }

    [Fact]
    public void Any_ShrinkingStripes_Averages()
    {
        var pixels = new byte[120 * 120 * 3];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i / 3 % 2 * 255);

        var planes = Apply(Augmentation.None with { Scale = Bytes }, new RgbImage(120, 120, pixels), 24, 24);

        // But for the columns at the border, which have fewer stripes to average over.
        for (var i = 0; i < planes.Length; i++)
            if (i % 24 is > 0 and < 23) Assert.InRange(planes[i], 118, 137);
    }

    [Fact]
    public void Flip_Certain_MirrorsWhatTheSameChanceGivesWithoutIt()
    {
        var random = new RandomSource(11);
        for (var run = 0; run < 30; run++)
        {
            var photo = Noise(10 + random.NextInt(30), 10 + random.NextInt(30), (ulong)run);
            var augmentation = new Augmentation { Crop = 0.5f, Shift = 0.1f, Colour = 0.3f };

            var straight = Apply(augmentation, photo, 17, 12, (ulong)run);
            var mirrored = Apply(augmentation with { Flip = 1 }, photo, 17, 12, (ulong)run);

            for (var i = 0; i < straight.Length; i++) Assert.Equal(straight[i], mirrored[i / 17 * 17 + 16 - i % 17], 1e-4f);
        }
    }

    [Fact]
    public void Flip_Twice_IsIdentity()
    {
        var photo = Noise(12, 10, 5);
        var flip = new Augmentation { Flip = 1, Scale = Bytes };

        var once = ToImage(Apply(flip, photo, 12, 10), 12, 10);
        var twice = ToImage(Apply(flip, once, 12, 10), 12, 10);

        Assert.NotEqual(photo.Pixels, once.Pixels);
        Assert.Equal(photo.Pixels, twice.Pixels);
    }

    [Fact]
    public void Flip_Half_MirrorsAboutHalf()
    {
        var photo = TestImages.RedBlue(8, 8);
        var flip = new Augmentation { Flip = 0.5f, Scale = Bytes };
        var random = new RandomSource(1);
        var planes = new float[3 * 64];

        var mirrored = 0;
        for (var i = 0; i < 1000; i++)
        {
            flip.Apply(photo.Pixels, 8, 8, planes, 8, 8, random);
            if (planes[0] == 0) mirrored++;
        }

        Assert.InRange(mirrored, 430, 570); // 500 ± 4.4 standard deviations
    }

    [Fact]
    public void Default_ManyChances_StaysWithinTheRangeOfBytes()
    {
        for (var seed = 0UL; seed < 200; seed++)
        {
            var planes = Apply(Augmentation.Default with { Colour = 0.9f, Scale = Bytes }, Noise(20, 26, seed), 16, 22, seed);
            Assert.All(planes, value => Assert.InRange(value, 0, 255.01f)); // weights sum to one within their rounding
        }
    }

    [Fact]
    public void Crop_WholePictureOfOneColour_ChangesNothing()
    {
        var pixels = new byte[30 * 40 * 3];
        Array.Fill<byte>(pixels, 77);
        for (var seed = 0UL; seed < 100; seed++)
        {
            // Half of the window may lie outside: the border goes on there.
            var planes = Apply(new Augmentation { Crop = 0.3f, Shift = 0.5f, Scale = Bytes }, new RgbImage(30, 40, pixels), 21, 19, seed);
            Assert.All(planes, value => Assert.Equal(77, value, 1e-3f));
        }
    }

    [Fact]
    public void Crop_Gradient_KeepsAtLeastTheShareAndReachesTheBorders()
    {
        var pixels = new byte[200 * 3];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i / 3);
        var (least, leftmost, rightmost) = (double.MaxValue, double.MaxValue, 0.0);
        for (var seed = 0UL; seed < 400; seed++)
        {
            var planes = Apply(new Augmentation { Crop = 0.6f, Scale = Bytes }, new RgbImage(200, 1, pixels), 200, 1, seed);
            least = Math.Min(least, planes[199] - planes[0] + 1);
            leftmost = Math.Min(leftmost, planes[0]);
            rightmost = Math.Max(rightmost, planes[199]);
        }

        Assert.InRange(least, 0.6 * 200 - 1, 0.62 * 200);
        Assert.InRange(leftmost, 0, 1.5);
        Assert.InRange(rightmost, 197.5, 199);
    }

    [Fact]
    public void Colour_Strong_KeepsTheHue()
    {
        var navy = new RgbImage(4, 4, [.. Enumerable.Repeat(new byte[] { 20, 30, 90 }, 16).SelectMany(p => p)]);
        for (var seed = 0UL; seed < 200; seed++)
        {
            var planes = Apply(new Augmentation { Colour = 0.4f, Scale = Bytes }, navy, 4, 4, seed);
            Assert.True(planes[32] > planes[16] && planes[16] > planes[0], $"seed {seed}: {planes[0]}, {planes[16]}, {planes[32]}");
            Assert.Equal((30.0 - 20) / (90 - 20), (planes[16] - planes[0]) / (planes[32] - planes[0]), 0.001);
        }
    }

    [Fact]
    public void Erase_Certain_CoversOneRectangleOfTheMeanColour()
    {
        var photo = new RgbImage(40, 40, [.. Enumerable.Repeat((byte)255, 40 * 40 * 3)]);
        for (var seed = 0UL; seed < 200; seed++)
        {
            var planes = Apply(new Augmentation { Erase = 1, ErasedArea = 0.3f }, photo, 40, 40, seed);

            var covered = Enumerable.Range(0, 1600).Where(i => planes[i] == 0).ToArray();
            var (columns, rows) = (covered.Max(i => i % 40) - covered.Min(i => i % 40) + 1, covered.Max(i => i / 40) - covered.Min(i => i / 40) + 1);
            Assert.Equal(columns * rows, covered.Length);
            Assert.InRange(covered.Length, 1, 0.3 * 1600);
            Assert.Equal(covered, Enumerable.Range(0, 1600).Where(i => planes[3200 + i] == 0));
        }
    }

    [Fact]
    public void Apply_SameSeed_GivesTheSameBits()
    {
        var photo = Noise(30, 40, 2);
        Assert.Equal(Apply(Augmentation.Default, photo, 24, 32, 5), Apply(Augmentation.Default, photo, 24, 32, 5));
        Assert.NotEqual(Apply(Augmentation.Default, photo, 24, 32, 5), Apply(Augmentation.Default, photo, 24, 32, 6));
    }

    [Fact]
    public void Options_OutsideZeroToOne_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Flip = 1.1f });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Crop = 0 });
        Assert.Contains("Erase", Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation { Erase = float.NaN }).Message);
    }

    [Fact]
    public void Apply_WrongLengths_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Augmentation.None.Apply(new byte[11], 2, 2, new float[12], 2, 2, new RandomSource(1)));
        Assert.Throws<ArgumentException>(() => Augmentation.None.Apply(new byte[12], 2, 2, new float[11], 2, 2, new RandomSource(1)));
    }

    private static float[] Apply(Augmentation augmentation, RgbImage photo, int width, int height, ulong seed = 1)
    {
        var planes = new float[3 * width * height];
        augmentation.Apply(photo.Pixels, photo.Width, photo.Height, planes, width, height, new RandomSource(seed));
        return planes;
    }

    private static RgbImage Noise(int width, int height, ulong seed)
    {
        var random = new RandomSource(seed);
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)random.NextInt(256);
        return new RgbImage(width, height, pixels);
    }

    private static RgbImage ToImage(float[] planes, int width, int height) =>
        new(width, height, [.. Enumerable.Range(0, planes.Length).Select(i => (byte)MathF.Round(planes[i % 3 * width * height + i / 3]))]);
}
