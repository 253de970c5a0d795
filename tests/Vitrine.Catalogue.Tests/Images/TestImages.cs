using System.Buffers.Binary;
using System.IO.Compression;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Images;

/// <summary>Image files made on the spot.</summary>
internal static class TestImages
{
    /// <summary>Red left half, blue right half.</summary>
    public static RgbImage RedBlue(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                pixels[(y * width + x) * 3 + (x < width / 2 ? 0 : 2)] = 255;
        }

        return new RgbImage(width, height, pixels);
    }

    /// <summary>Smooth colours that no codec finds difficult, but that differ at every place.</summary>
    public static RgbImage Gradient(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                pixels[(y * width + x) * 3] = (byte)(255 * x / width);
                pixels[(y * width + x) * 3 + 1] = (byte)(255 * y / height);
                pixels[(y * width + x) * 3 + 2] = (byte)(255 * (x + y) / (width + height));
            }
        }

        return new RgbImage(width, height, pixels);
    }

    /// <param name="image">The picture.</param>
    /// <param name="ending">Of a file name, which decides the format: ".webp".</param>
    public static byte[] Save(RgbImage image, string ending) => ImageEncoder.Encode(image, picture => picture.WriteToBuffer(ending));

    /// <summary>A complete, valid, black PNG of any size: rows of zeros compress to almost nothing.</summary>
    public static byte[] BlackPng(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + width];
            for (var y = 0; y < height; y++) zlib.Write(row);
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits per sample; colour type 0: grey
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, packed.ToArray());
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>The same JPEG with an EXIF segment that holds nothing but the orientation.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0x00, 0x22, // APP1, 34 bytes
            .. "Exif\0\0"u8,
            .. "MM\0*"u8, 0, 0, 0, 8, // TIFF header, big-endian; first directory at 8
            0, 1, // one entry
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, // orientation, short, one value
            0, 0, 0, 0, // no next directory
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        byte[] body = [.. name, .. content];
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(body));
        png.Write(number);
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1)));
        }

        return ~crc;
    }
}
