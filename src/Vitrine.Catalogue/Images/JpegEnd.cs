using NetVips;

namespace Vitrine.Catalogue.Images;

/// <summary>
/// JPEGs without their end mark: somebody's upload or download stopped a little early. Browsers show them, so shops have them. Where nearly all of the
/// picture is there, it is taken; where a part of it is missing, it stays broken.
/// </summary>
/// <remarks>
/// The end mark is put back, so that libvips does not stop. Where the data ends early, libjpeg leaves what is missing at its zero, which is the grey 128 of all
/// channels, from some place to the last pixel. So the grey pixels at the end are the missing ones. They are counted on a picture of an eighth of the size,
/// which needs only the mean of each block. Of a progressive JPEG the first, coarse pass must be there for all of the picture; the finer ones may end early.
/// </remarks>
internal static class JpegEnd
{
    /// <summary>What may be missing, as a share of the picture.</summary>
    private const double MostMissing = 0.05;

    /// <summary>A download that was given its full length before it stopped ends in zeros, which decode as something and cannot be told from a picture.</summary>
    private const int ZerosOfAnInterruptedDownload = 64;

    private const int Shrink = 8;

    private const byte Grey = 128;

    private static ReadOnlySpan<byte> EndMark => [0xFF, 0xD9];

    private static ReadOnlySpan<byte> ScanMark => [0xFF, 0xDA];

    /// <summary>Whether the data of the last scan is not followed by an end mark. Inside that data no mark can stand, so a search finds it.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> jpeg)
    {
        if (jpeg.EndsWith(EndMark))
            return false;
        var scan = jpeg.LastIndexOf(ScanMark);
        return scan >= 0 && jpeg[scan..].IndexOf(EndMark) < 0
            && jpeg[^Math.Min(jpeg.Length, ZerosOfAnInterruptedDownload)..].ContainsAnyExcept((byte)0);
    }

    /// <summary>The file with an end mark. A lone first half of a mark at the end is replaced.</summary>
    public static byte[] Mend(ReadOnlySpan<byte> jpeg) => [.. jpeg[^1] == 0xFF ? jpeg[..^1] : jpeg, .. EndMark];

    /// <summary>Refuses a mended file of which too much is missing.</summary>
    /// <param name="mended">See <see cref="Mend"/>.</param>
    /// <exception cref="ImageException">More than a twentieth of the picture is missing.</exception>
    /// <exception cref="VipsException">It cannot be decoded at all.</exception>
    public static void Check(Source mended)
    {
        using var blocks = Image.JpegloadSource(mended, shrink: Shrink, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
        var values = blocks.WriteToMemory<byte>();
        var missing = (double)(values.Length - 1 - values.AsSpan().LastIndexOfAnyExcept(Grey)) / values.Length;
        if (missing > MostMissing)
            throw new ImageException(ImageFault.Broken, $"The JPEG image is truncated or damaged ({missing:P0} of the picture is missing at its end); save or download it again.");
    }
}
