using System.Numerics.Tensors;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Tests.Images;

namespace Vitrine.Catalogue.Tests.Features;

public class GridFeaturesTests
{
    private const int Whole = GridFeatures.Regions - 1;
    private const int PlaceLength = 2 * GridFeatures.Cells + 1;

    private static readonly GridFeatures Extractor = new();

    [Fact]
    public void Extract_AnySize_GivesEveryRegionItsPlaceAndColoursOfUnitLength()
    {
        foreach (var (width, height) in (IEnumerable<(int, int)>)[(60, 80), (64, 64), (300, 40), (1, 1)])
        {
            var regions = Of(TestImages.Gradient(width, height));

            for (var region = 0; region < Whole; region++)
            {
                var expected = new float[PlaceLength];
                expected[region / 4] = expected[4 + region % 4] = 1;
                Assert.Equal(expected, regions[region].Place);
            }

            Assert.Equal(new float[] { 0, 0, 0, 0, 0, 0, 0, 0, 1 }, regions[Whole].Place);
            Assert.All(regions, region => Assert.Equal(1, TensorPrimitives.Norm<float>(region.Colours), 1e-4f));
        }
    }

    [Fact]
    public void Extract_TwoColours_GivesEachCellItsOwnAndTheWholeBoth()
    {
        var regions = Of(TestImages.RedBlue(64, 64));

        for (var cell = 0; cell < Whole; cell++)
        {
            Assert.Equal(1, Overlap(regions[cell], regions[cell % 4 < 2 ? 0 : 3]), 1e-4f);
            // Half of the whole is this colour: the overlap of histograms is the root of that half.
            Assert.Equal(MathF.Sqrt(0.5f), Overlap(regions[cell], regions[Whole]), 0.02f);
        }

        Assert.InRange(Overlap(regions[0], regions[3]), 0, 0.1f);
    }

    [Fact]
    public void Extract_VerticalEdge_ShowsInTheCellsBesideItAlone()
    {
        var regions = Of(TestImages.RedBlue(64, 64));

        for (var cell = 0; cell < Whole; cell++)
        {
            var isBeside = cell % 4 is 1 or 2;
            Assert.Equal(isBeside ? 1 : 0, TensorPrimitives.Norm<float>(regions[cell].Shape), 1e-4f);
            // 18 directions: 0 and 9 point across.
            Assert.All(regions[cell].Shape.Index(), edge => Assert.True(edge.Item < 1e-3f || edge.Index % 18 is 0 or 9));
        }

        Assert.Equal(1, TensorPrimitives.Norm<float>(regions[Whole].Shape), 1e-4f);
    }

    [Fact]
    public void Extract_MirroredPhoto_MirrorsTheColoursOfTheCells()
    {
        var photo = TestImages.Gradient(64, 64);
        var mirrored = new RgbImage(64, 64, [.. Enumerable.Range(0, 64 * 64).SelectMany(i => photo[63 - i % 64, i / 64].ToArray())]);

        var (regions, others) = (Of(photo), Of(mirrored));

        for (var cell = 0; cell < Whole; cell++)
        {
            for (var k = 0; k < regions[cell].Colours.Length; k++)
                Assert.Equal(regions[cell].Colours[k], others[cell / 4 * 4 + 3 - cell % 4].Colours[k], 1e-5f);
        }
    }

    private static float Overlap(Region a, Region b) => TensorPrimitives.Dot<float>(a.Colours, b.Colours);

    private static Region[] Of(RgbImage image)
    {
        var features = new float[Extractor.Dimensions];
        Extractor.Extract(ImageEncoder.Png(image), features);
        Assert.Equal(GridFeatures.Regions * GridFeatures.RegionDimensions, features.Length);
        return [.. features.Chunk(GridFeatures.RegionDimensions).Select(numbers => new Region(numbers))];
    }

    /// <summary>Shape, colours, place, side by side.</summary>
    private sealed record Region(float[] Numbers)
    {
        private const int ShapeLength = 4 * 18;

        public float[] Shape => Numbers[..ShapeLength];

        public float[] Colours => Numbers[ShapeLength..^PlaceLength];

        public float[] Place => Numbers[^PlaceLength..];
    }
}
