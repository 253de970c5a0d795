using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Tests.Import;

namespace Vitrine.Catalogue.Tests.Images;

/// <summary>JPEGs whose files end early.</summary>
public class JpegEndTests
{
    private static readonly RgbImage Picture = TestImages.Gradient(300, 400);

    public static TheoryData<string> Kinds => [".jpg", ".jpg[interlace]", ".jpg[Q=95,subsample_mode=off]", ".jpg[Q=60]"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_JpegWithoutEndMark_IsThePicture(string kind)
    {
        var whole = TestImages.Save(Picture, kind);
        foreach (var lost in (int[])[1, 2, 4])
        {
            var cut = whole[..^lost];
            var header = ImageHeader.Read(cut);
            Assert.True(header.EndsEarly);
            Assert.False(ImageHeader.Read(whole).EndsEarly);
            // Nothing but the last block can differ.
            Assert.Equal(ImageDecoder.Decode(whole).Pixels[..(300 * 380 * 3)], ImageDecoder.Decode(cut).Pixels[..(300 * 380 * 3)]);
            Assert.Equal((30, 40), (ImageDecoder.Decode(cut, target: new TargetSize(30, 40)).Width, 40));
        }
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    public void Decode_JpegWithoutMuchOfItsEnd_StaysBroken(double kept)
    {
        var random = new Random(1);
        var noise = new RgbImage(300, 400, [.. Enumerable.Range(0, 300 * 400 * 3).Select(_ => (byte)random.Next(256))]);
        var whole = ImageEncoder.Jpeg(noise);

        var error = Assert.Throws<ImageException>(() => ImageDecoder.Decode(whole.AsSpan(0, (int)(whole.Length * kept))));

        Assert.Equal(ImageFault.Broken, error.Fault);
        Assert.Contains("missing", error.Message);
    }

    [Fact]
    public void Decode_JpegOfWhichSomeLinesAreMissing_IsTakenUpToATwentieth()
    {
        var random = new Random(1);
        var noise = new RgbImage(320, 800, [.. Enumerable.Range(0, 320 * 800 * 3).Select(_ => (byte)random.Next(256))]);
        var whole = ImageEncoder.Jpeg(noise);

        ImageDecoder.Decode(whole.AsSpan(0, (int)(whole.Length * 0.97)));

        Assert.Throws<ImageException>(() => ImageDecoder.Decode(whole.AsSpan(0, (int)(whole.Length * 0.92))));
    }

    [Fact]
    public void Decode_InterruptedDownloadFilledWithZeros_StaysBroken()
    {
        var whole = TestImages.Save(Picture, ".jpg");
        var filled = new byte[whole.Length];
        whole.AsSpan(0, whole.Length / 2).CopyTo(filled);

        Assert.Throws<ImageException>(() => ImageDecoder.Decode(filled));
    }

    [Fact]
    public void Import_JpegWithoutEndMark_ComesInWithANote()
    {
        var whole = ImageEncoder.Jpeg(TestImages.Gradient(200, 220));
        using var shop = new TestShop().WithPhoto("p0.jpg", whole[..^2]).WithPhoto("p1.jpg", TestShop.Photo(1)).WithTable(TestShop.Row(0), TestShop.Row(1));
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var summary = CatalogueImporter.Import(shop.Options);
            Assert.Equal((0, 1), (summary.Skipped, summary.EndingEarly));
        }

        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(whole, store.ReadImage(0));
    }
}
