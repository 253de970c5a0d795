using NetVips;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Images;

/// <summary>Whatever colours a file is stored in, sRGB comes out.</summary>
public class ColourSpaceTests
{
    private const int Side = 60;

    /// <summary>Off by a little for JPEG's rounding and for profiles that round; each of these files is off by 18 or more in some channel when its profile is ignored.</summary>
    private const int Tolerance = 8;

    private static readonly int[] CardRed = [200, 30, 40];

    public static TheoryData<string> ProfiledFiles =>
        ["adobe98.jpg", "adobe98-big.jpg", "adobe98.png", "p3.jpg", "p3-big.jpg", "p3.png", "swapped.png", "srgb.jpg", "broken-profile.jpg"];

    [Theory]
    [MemberData(nameof(ProfiledFiles))]
    public void Decode_SharedFileWithProfile_GivesSrgb(string file) => AssertColour(Shared(file), CardRed);

    [Theory]
    [InlineData("cmyk-red.jpg", 243, 20, 20)]
    [InlineData("cmyk-red-big.jpg", 243, 20, 20)]
    [InlineData("cmyk-red.tiff", 243, 20, 20)]
    [InlineData("cmyk-white.jpg", 255, 255, 255)]
    [InlineData("cmyk-cyan.jpg", 20, 150, 225)]
    public void Decode_SharedCmykFile_GivesInkOnPaper(string file, int red, int green, int blue) => AssertColour(Shared(file), [red, green, blue], tolerance: 20);

    /// <summary>The file holds L 136/255, a 54, b 36, which is 220 80 69 (CIE 1976, D65).</summary>
    [Fact]
    public void Decode_SharedLabTiff_GivesTheColourThatItHolds() => AssertColour(Shared("lab.tiff"), [220, 80, 69]);

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".tif")]
    [InlineData(".avif")]
    public void Decode_DisplayP3_GivesSrgb(string ending) =>
        AssertColour(Card(red => { using var p3 = red.IccTransform("p3", inputProfile: "srgb"); return p3.WriteToBuffer(ending); }), CardRed);

    [Fact]
    public void Decode_CmykWithProfile_GivesSrgb() =>
        AssertColour(Card(red => { using var inks = red.IccTransform("cmyk", intent: Enums.Intent.Perceptual, inputProfile: "srgb"); return inks.WriteToBuffer(".jpg"); }), CardRed, tolerance: 20);

    [Fact]
    public void Decode_LabTiffOfBytes_GivesSrgb() =>
        AssertColour(Card(red => { using var lab = red.Colourspace(Enums.Interpretation.Labq); return lab.WriteToBuffer(".tif"); }), CardRed);

    [Fact]
    public void Decode_SixteenBits_GivesSrgb() =>
        AssertColour(Card(red => { using var deep = red.Colourspace(Enums.Interpretation.Rgb16); return deep.WriteToBuffer(".png"); }), CardRed);

    [Fact]
    public void Decode_GreyWithProfileOfColours_IsGrey() => AssertColour(Card(red =>
    {
        using var p3 = red.IccTransform("p3", inputProfile: "srgb");
        using var grey = p3.ExtractBand(0).Copy(interpretation: Enums.Interpretation.Bw).Linear([0], [78]).Cast(Enums.BandFormat.Uchar);
        return grey.WriteToBuffer(".png");
    }), [78, 78, 78]);

    [Fact]
    public void Decode_TruncatedOrDamagedLabTiff_IsAnErrorNeverACrash()
    {
        var file = Card(red => { using var lab = red.Colourspace(Enums.Interpretation.Labq); return lab.WriteToBuffer(".tif"); });
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var damaged = i % 2 == 0 ? file[..random.Next(file.Length)] : [.. file];
            for (var k = 0; k < 6 && damaged.Length > 8; k++)
                damaged[random.Next(4, damaged.Length)] = (byte)random.Next(256);

            var thrown = Record.Exception(() => ImageDecoder.Decode(damaged, new ImageLimits(MaxPixels: 1_000_000)));

            Assert.True(thrown is null or ImageException, thrown?.ToString());
        }
    }

    private static byte[] Shared(string file) => File.ReadAllBytes(SharedFolder.Require($"cases/17-colour-spaces/photos/{file}"));

    /// <summary>A file of one flat colour, sRGB 200 30 40.</summary>
    private static byte[] Card(Func<Image, byte[]> save)
    {
        var pixels = new byte[Side * Side * 3];
        for (var i = 0; i < pixels.Length; i += 3)
            (pixels[i], pixels[i + 1], pixels[i + 2]) = ((byte)CardRed[0], (byte)CardRed[1], (byte)CardRed[2]);
        return ImageEncoder.Encode(new RgbImage(Side, Side, pixels), save);
    }

    /// <summary>At its own size and shrunk: different roads through libvips.</summary>
    private static void AssertColour(byte[] file, int[] expected, int tolerance = Tolerance)
    {
        foreach (var image in new[] { ImageDecoder.Decode(file), ImageDecoder.Decode(file, target: new TargetSize(20, 20)) })
        {
            var centre = image[image.Width / 2, image.Height / 2].ToArray();
            for (var channel = 0; channel < 3; channel++)
                Assert.True(Math.Abs(centre[channel] - expected[channel]) <= tolerance, $"{string.Join(' ', centre)}, expected {string.Join(' ', expected)} ± {tolerance}");
        }
    }
}
