using System.Text;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Images;

/// <summary>Files with a photo's name that hold something else are named for what they are.</summary>
public class OtherFormatTests
{
    /// <summary>The first boxes of an iPhone's photo.</summary>
    public static byte[] Heic { get; } = [0, 0, 0, 0x18, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, 0, 0, 0, 8, .. "meta"u8];

    public static TheoryData<string, byte[], ImageFault> Files => new()
    {
        { "HEIC", Heic, ImageFault.UnreadFormat },
        { "HEIC", [0, 0, 0, 0x18, .. "ftypmif1"u8, 0, 0, 0, 0, .. "mif1heix"u8], ImageFault.UnreadFormat },
        { "video", [0, 0, 0, 0x18, .. "ftypqt  "u8, 0, 0, 0, 0, .. "qt  qt  "u8], ImageFault.UnreadFormat },
        { "JPEG XL", [0xFF, 0x0A, 1, 2, 3], ImageFault.UnreadFormat },
        { "JPEG XL", [0, 0, 0, 0x0C, .. "JXL "u8, 0x0D, 0x0A, 0x87, 0x0A], ImageFault.UnreadFormat },
        { "JPEG 2000", [0, 0, 0, 0x0C, .. "jP  "u8, 0x0D, 0x0A, 0x87, 0x0A], ImageFault.UnreadFormat },
        { "BMP", [.. "BM"u8, 1, 2, 3, 4], ImageFault.UnreadFormat },
        { "Photoshop", [.. "8BPS"u8, 0, 1], ImageFault.UnreadFormat },
        { "%PDF", [.. "%PDF-1.4"u8], ImageFault.UnreadFormat },
        { "HTML page", [.. "\r\n<!DOCTYPE html>\n<html><body>404</body></html>"u8], ImageFault.UnknownFormat },
        { "HTML page", [.. "\uFEFF<HTML lang=de>"u8], ImageFault.UnknownFormat },
        { "XML", [.. "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>"u8], ImageFault.UnknownFormat },
        { "JSON", [.. "{\"error\":\"not found\"}"u8], ImageFault.UnknownFormat },
        { "git lfs pull", [.. "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n"u8], ImageFault.UnknownFormat },
        { "git-annex", [.. "/annex/objects/SHA256E-s1--00.jpg\n"u8], ImageFault.UnknownFormat },
        { "zip archive", [.. "PK\u0003\u0004"u8, 1, 2], ImageFault.UnknownFormat },
        { "zeros", new byte[5000], ImageFault.UnknownFormat },
        { "\"hello\"", [.. "hello"u8], ImageFault.UnknownFormat },
        { "empty", [], ImageFault.Empty },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_FileOfAnotherKind_IsNamed(string said, byte[] file, ImageFault fault)
    {
        var error = Assert.Throws<ImageException>(() => ImageDecoder.Decode(file));

        Assert.Equal(fault, error.Fault);
        Assert.Contains(said.Trim('%'), error.Message);
    }

    [Fact]
    public void Decode_Heic_SaysHowToConvertIt() => Assert.Contains("convert it to JPEG", Assert.Throws<ImageException>(() => ImageDecoder.Decode(Heic)).Message);

    [Fact]
    public void Decode_AnyFewBytes_IsAnImageException()
    {
        var random = new Random(3);
        byte[][] starts = [Heic, [0xFF, 0xD8, 0xFF], [.. "<svg"u8], [.. "RIFF"u8], [0xFF, 0x0A], Encoding.ASCII.GetBytes("version http")];
        for (var i = 0; i < 2_000; i++)
        {
            var file = new byte[random.Next(40)];
            random.NextBytes(file);
            var start = starts[random.Next(starts.Length)];
            start.AsSpan(0, Math.Min(random.Next(start.Length + 1), file.Length)).CopyTo(file);
            Assert.Throws<ImageException>(() => ImageDecoder.Decode(file));
        }
    }
}
