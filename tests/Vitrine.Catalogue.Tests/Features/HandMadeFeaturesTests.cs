using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Tests.Images;

namespace Vitrine.Catalogue.Tests.Features;

public class HandMadeFeaturesTests
{
    private static readonly HandMadeFeatures Extractor = new();

    [Fact]
    public void Extract_AnySize_GivesBlocksOfUnitLength()
    {
        foreach (var (width, height) in (IEnumerable<(int, int)>)[(60, 80), (128, 128), (300, 40), (1, 1)])
        {
            var features = Of(TestImages.Gradient(width, height));

            Assert.Equal(Extractor.Dimensions, features.Length);
            foreach (var block in HandMadeFeatures.Blocks.Where(b => width > 1 || !b.Name.StartsWith("gradients", StringComparison.Ordinal)))
                Assert.Equal(1, MathF.Sqrt(features[block.Start..(block.Start + block.Length)].Sum(v => v * v)), 1e-4f);
        }
    }

    [Fact]
    public void Blocks_LieSideBySide_AndFillTheVector()
    {
        var next = 0;
        foreach (var block in HandMadeFeatures.Blocks)
        {
            Assert.Equal(next, block.Start);
            next += block.Length;
        }

        Assert.Equal(Extractor.Dimensions, next);
    }

    [Fact]
    public void Extract_PlainPicture_HasNoGradientsAndOneColour()
    {
        var pixels = new byte[50 * 50 * 3];
        Array.Fill<byte>(pixels, 255);

        var features = Of(new RgbImage(50, 50, pixels));

        Assert.All(Block(features, "gradients-fine"), v => Assert.Equal(0, v));
        Assert.Single(Block(features, "colours"), v => v > 0.9f);
    }

    [Fact]
    public void Extract_VerticalEdge_PointsAcross()
    {
        var features = Of(TestImages.RedBlue(72, 72));

        // Red is lighter in every cell's strongest channel on one side only: all directions are 0° or 180°, never up or down.
        var byDirection = new float[18];
        var cells = Block(features, "gradients-fine");
        for (var i = 0; i < cells.Length; i++) byDirection[i % 18] += cells[i];
        Assert.True(byDirection[0] + byDirection[9] > 0.99f * byDirection.Sum());
    }

    [Fact]
    public void Extract_SameShapeOtherColour_ChangesColoursMoreThanGradients()
    {
        var (red, blue) = (Of(Disc(200, 40, 40)), Of(Disc(40, 40, 200)));

        Assert.True(Overlap(red, blue, "gradients-fine") > 0.8);
        Assert.True(Overlap(red, blue, "colours") < Overlap(red, blue, "gradients-fine"));
        Assert.True(Overlap(red, blue, "colours-by-quarter") < 0.9);
    }

    [Fact]
    public void Extract_File_EqualsTheDecodedPicture()
    {
        var image = TestImages.Gradient(60, 80);
        var fromFile = new float[Extractor.Dimensions];

        Extractor.Extract(ImageEncoder.Png(image), fromFile);

        Assert.Equal(Of(image), fromFile);
    }

    private static float[] Of(RgbImage image)
    {
        var features = new float[Extractor.Dimensions];
        HandMadeFeatures.Extract(image, features);
        return features;
    }

    private static RgbImage Disc(byte r, byte g, byte b)
    {
        var pixels = new byte[72 * 72 * 3];
        for (var i = 0; i < 72 * 72; i++)
        {
            var isInside = Math.Pow(i % 72 - 36, 2) + Math.Pow(i / 72 - 36, 2) < 400;
            (pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]) = isInside ? (r, g, b) : ((byte)255, (byte)255, (byte)255);
        }

        return new RgbImage(72, 72, pixels);
    }

    private static double Overlap(float[] a, float[] b, string name) => Block(a, name).Zip(Block(b, name), (x, y) => x * y).Sum();

    private static float[] Block(float[] features, string name)
    {
        var block = HandMadeFeatures.Blocks.Single(b => b.Name == name);
        return features[block.Start..(block.Start + block.Length)];
    }
}
