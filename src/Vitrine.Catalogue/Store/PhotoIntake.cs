using System.Security.Cryptography;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>A photo as it goes into the store.</summary>
/// <param name="Hash">SHA-256 of the shop's file.</param>
/// <param name="Bytes">An image file.</param>
/// <param name="EndsEarly">The shop's file lacks its end; nearly all of the picture is there, see <see cref="JpegEnd"/>.</param>
internal readonly record struct StoredPhoto(byte[] Hash, byte[] Bytes, bool EndsEarly = false);

/// <summary>Checks photos by decoding them, and makes large ones small.</summary>
internal static class PhotoIntake
{
    /// <summary>Pixels of the shorter side. No encoder here looks at more than 224; the rest is left for crops.</summary>
    private const int ShorterSide = 256;

    /// <summary>Pixels of the longer side, so that a ribbon of a picture stays small and is a valid JPEG (at most 65,535).</summary>
    private const int LongerSide = 4096;

    /// <summary>Above this many bytes a small picture is mostly metadata, or not compressed.</summary>
    private const int MaxKeptBytes = 1 << 20;

    /// <exception cref="ImageException">The file is damaged, of an unknown format, or above the limits.</exception>
    public static StoredPhoto Prepare(ReadOnlySpan<byte> file, ImageLimits limits)
    {
        var header = ImageHeader.Read(file, limits);
        var scale = Math.Min(1, Math.Min(
            (double)ShorterSide / Math.Min(header.Width, header.Height), (double)LongerSide / Math.Max(header.Width, header.Height)));
        var target = new TargetSize(Scaled(header.Width), Scaled(header.Height));
        var image = ImageDecoder.Decode(file, limits, target);
        var keep = scale == 1 && file.Length <= MaxKeptBytes;
        var bytes = !keep ? ImageEncoder.Jpeg(image) : header.EndsEarly ? JpegEnd.Mend(file) : file.ToArray();
        return new StoredPhoto(SHA256.HashData(file), bytes, header.EndsEarly);

        int Scaled(int pixels) => Math.Max(1, (int)Math.Round(pixels * scale));
    }
}
