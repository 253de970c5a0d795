using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Images;

public class RegionOverlayTests
{
    private static readonly byte[] Orange = [255, 120, 0];

    [Theory]
    [InlineData(60, 80, 288, 384)]
    [InlineData(1000, 500, 384, 192)]
    [InlineData(1, 1000, 1, 384)]
    public void Draw_AnyPhoto_Has384PixelsOnItsLongerSideAndLeavesThePhotoAlone(int width, int height, int drawnWidth, int drawnHeight)
    {
        var photo = TestImages.Gradient(width, height);
        var before = photo.Pixels.ToArray();

        var drawn = RegionOverlay.Draw(photo, [new WeightedRegion(0, 0, 1, 1, 1)]);

        Assert.Equal((drawnWidth, drawnHeight), (drawn.Width, drawn.Height));
        Assert.Equal(before, photo.Pixels);
    }

    [Fact]
    public void Draw_WithoutRegions_FadesHalfWayToGrey()
    {
        var drawn = RegionOverlay.Draw(Plain(255, 0, 0), []);

        // The grey of pure red is 0.299 · 255 = 76.
        Assert.Equal(Repeat([166, 38, 38]), drawn.Pixels);
    }

    [Fact]
    public void Draw_WeightUpToOneHalf_ColoursWithoutAFrame()
    {
        var drawn = RegionOverlay.Draw(Plain(255, 255, 255), [new WeightedRegion(0.25f, 0.25f, 0.75f, 0.75f, 0.4f)]);

        Assert.Equal<byte>([255, 255, 255], At(drawn, 95, 200));
        Assert.Equal<byte>([255, 237, 221], At(drawn, 96, 200)); // 0.4 of a third of the way to orange
        Assert.Equal<byte>([255, 237, 221], At(drawn, 287, 200));
        Assert.Equal<byte>([255, 255, 255], At(drawn, 288, 200));
    }

    [Fact]
    public void Draw_WeightAboveOneHalf_HasAFrameOfThreePixels()
    {
        var drawn = RegionOverlay.Draw(Plain(255, 255, 255), [new WeightedRegion(0.25f, 0.25f, 0.75f, 0.75f, 1)]);

        Assert.Equal<byte>([255, 255, 255], At(drawn, 95, 200));
        for (var x = 96; x < 99; x++) Assert.Equal<byte>(Orange, At(drawn, x, 200));
        Assert.Equal<byte>([255, 210, 170], At(drawn, 99, 200)); // a third of the way to orange
        Assert.Equal<byte>([255, 210, 170], At(drawn, 284, 200));
        for (var x = 285; x < 288; x++) Assert.Equal<byte>(Orange, At(drawn, x, 200));
        Assert.Equal<byte>([255, 255, 255], At(drawn, 288, 200));
        Assert.Equal<byte>(Orange, At(drawn, 200, 96));
        Assert.Equal<byte>(Orange, At(drawn, 200, 287));
    }

    [Fact]
    public void Draw_RegionsOverEachOther_ShowsTheLargerWeight()
    {
        WeightedRegion weak = new(0, 0, 1, 1, 0.25f), strong = new(0.5f, 0, 1, 1, 0.4f);

        var drawn = RegionOverlay.Draw(Plain(255, 255, 255), [weak, strong]);

        Assert.Equal<byte>([255, 237, 221], At(drawn, 300, 200));
        Assert.Equal(drawn.Pixels, RegionOverlay.Draw(Plain(255, 255, 255), [strong, weak]).Pixels);
    }

    [Fact]
    public void Draw_RegionOverTheBorder_IsCutThere()
    {
        var drawn = RegionOverlay.Draw(Plain(255, 255, 255), [new WeightedRegion(-0.5f, -0.5f, 1.5f, 1.5f, 1)]);

        Assert.Equal(Repeat([255, 210, 170]), drawn.Pixels);
    }

    private static byte[] At(RgbImage image, int x, int y) => image[x, y].ToArray();

    private static RgbImage Plain(byte red, byte green, byte blue) =>
        new(48, 48, [.. Enumerable.Repeat(new[] { red, green, blue }, 48 * 48).SelectMany(p => p)]);

    private static byte[] Repeat(byte[] pixel) => [.. Enumerable.Repeat(pixel, 384 * 384).SelectMany(p => p)];
}
