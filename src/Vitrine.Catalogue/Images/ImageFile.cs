using NetVips;

namespace Vitrine.Catalogue.Images;

/// <summary>An image file whose header was read and kept the limits; its pixels are decoded when asked for.</summary>
internal sealed class ImageFile : IDisposable
{
    private const string IccProfile = "icc-profile-data", ExifOrientation = "orientation", Interlaced = "interlaced", SeveralScans = "jpeg-multiscan";

    /// <summary>
    /// Stop at data that is missing or wrong, but not at a decoder's mere warning, which many photos from cameras raise.
    /// Given to the loader itself: libvips 8.18 forgets the property of the same name on its thumbnail operations.
    /// </summary>
    private const string FailOnError = "fail_on=error";

    private static readonly double[] White = [255, 255, 255];

    private readonly Source source;
    private readonly bool isLab;
    private readonly ImageLimits limits;

    /// <summary>The picture as it lies in the file: a recipe, of which only the header is computed yet.</summary>
    private readonly Image stored;

    private ImageFile(Source source, ImageFormat format, bool isLab, bool endsEarly, ImageLimits limits)
    {
        (this.source, this.isLab, this.limits) = (source, isLab, limits);
        stored = Load(format, source);
        var (width, height) = Orientation >= 5 ? (stored.Height, stored.Width) : (stored.Width, stored.Height);
        Header = new ImageHeader(format, width, height) { EndsEarly = endsEarly };
    }

    public ImageHeader Header { get; }

    /// <summary>EXIF's number, 1..8: 1 is upright, from 5 on width and height change places. What is no such number counts as 1.</summary>
    private int Orientation => stored.Contains(ExifOrientation) && stored.Get(ExifOrientation) is int and >= 1 and <= 8 and var number ? number : 1;

    private bool Says(string field) => stored.Contains(field) && stored.Get(field) is int and not 0;

    /// <summary>Three bytes of sRGB per pixel, upright: nothing is to be done but to decode.</summary>
    private bool IsPlain => !isLab && stored is { Bands: 3, Format: Enums.BandFormat.Uchar, Interpretation: Enums.Interpretation.Srgb }
        && Orientation == 1 && !stored.Contains(IccProfile);

    /// <summary>
    /// What the picture may have of pixels. GIF and AVIF are decoded as a whole; so is what comes in several passes: libjpeg keeps all coefficients of a
    /// progressive JPEG, libpng all of an interlaced picture.
    /// </summary>
    private long MostPixels => Math.Min(limits.MaxPixels, isLab || Says(Interlaced) || Says(SeveralScans) ? limits.MaxPixelsInMemory : Header.Format switch
    {
        ImageFormat.Gif or ImageFormat.Avif => limits.MaxPixelsInMemory,
        ImageFormat.Jpeg or ImageFormat.Svg => limits.MaxPixels,
        _ => limits.MaxPixelsByRows,
    });

    /// <summary>Reads format and size, and refuses what the limits forbid, before any pixel is decoded.</summary>
    /// <inheritdoc cref="ImageHeader.Read"/>
    public static ImageFile Open(ReadOnlySpan<byte> file, ImageLimits? limits)
    {
        limits ??= ImageLimits.Default;
        if (file.IsEmpty) throw new ImageException(ImageFault.Empty, "The image file is empty; expected a photo.");
        if (file.Length > limits.MaxBytes)
        {
            throw new ImageException(ImageFault.TooManyBytes,
                $"The image file has {file.Length:N0} bytes, the limit is {limits.MaxBytes:N0}; store a smaller version of it.");
        }

        if (ImageFormats.Sniff(file) is not { } format)
            throw OtherFormat.Explain(file);
        var opened = Open(file, format, limits);
        var (pixels, most) = ((long)opened.Header.Width * opened.Header.Height, opened.MostPixels);
        if (pixels <= most)
            return opened;
        opened.Dispose();
        throw TooManyPixels(opened.Header.Width, opened.Header.Height, most);
    }

    /// <summary>Decodes to exactly this size.</summary>
    /// <inheritdoc cref="ImageDecoder.Decode" path="/exception"/>
    public RgbImage Decode(int width, int height)
    {
        if ((long)width * height > limits.MaxPixelsInMemory)
            throw TooManyPixels(width, height, limits.MaxPixelsInMemory);
        try
        {
            if (Header.EndsEarly)
                JpegEnd.Check(source);
            if (IsPlain && (width, height) == (stored.Width, stored.Height))
                return ToRgb(stored);
            using var upright = isLab ? Shrink(LabTiff.ToSrgb(stored), width, height) : Shrink(width, height);
            return ToRgb(upright);
        }
        catch (VipsException e)
        {
            throw new ImageException(ImageFault.Broken,
                $"The {Header.Format.Name()} image ({Header.Width}×{Header.Height}) is truncated or damaged ({ImageLibrary.Reason(e)}); save or download it again.");
        }
    }

    public void Dispose()
    {
        stored.Dispose();
        source.Dispose();
    }

    private static ImageException TooManyPixels(int width, int height, long most) => new(ImageFault.TooManyPixels,
        $"The image has {width:N0}×{height:N0} pixels, the limit is {most:N0} in all; store a smaller version of it.");

    private static ImageFile Open(ReadOnlySpan<byte> file, ImageFormat format, ImageLimits limits)
    {
        ImageLibrary.Ensure();
        var asRgb = format == ImageFormat.Tiff ? LabTiff.CalledRgb(file) : null;
        var mended = format == ImageFormat.Jpeg && JpegEnd.IsMissing(file) ? JpegEnd.Mend(file) : null;
        var source = Source.NewFromMemory(asRgb ?? mended ?? file);
        try
        {
            return new ImageFile(source, format, isLab: asRgb is not null, endsEarly: mended is not null, limits);
        }
        catch (VipsException e)
        {
            source.Dispose();
            throw new ImageException(ImageFault.Broken,
                $"The header of the {format.Name()} image cannot be read ({ImageLibrary.Reason(e)}); save or download it again.");
        }
    }

    private static Image Load(ImageFormat format, Source source)
    {
        const Enums.Access access = Enums.Access.Sequential;
        const Enums.FailOn failOn = Enums.FailOn.Error;
        return format switch
        {
            ImageFormat.Jpeg => Image.JpegloadSource(source, access: access, failOn: failOn),
            ImageFormat.Png => Image.PngloadSource(source, access: access, failOn: failOn),
            ImageFormat.WebP => Image.WebploadSource(source, access: access, failOn: failOn),
            ImageFormat.Gif => Image.GifloadSource(source, access: access, failOn: failOn),
            ImageFormat.Tiff => Image.TiffloadSource(source, access: access, failOn: failOn),
            ImageFormat.Avif => Image.HeifloadSource(source, access: access, failOn: failOn),
            _ => Image.SvgloadSource(source, access: access, failOn: failOn),
        };
    }

    /// <summary>
    /// One operation turns upright, converts to sRGB, and shrinks while it loads where the format can. Colours that sRGB has not are moved as photos want it,
    /// all a little (perceptual intent), not cut off. CMYK without a profile is taken for the usual print on coated paper.
    /// </summary>
    private Image Shrink(int width, int height)
    {
        var isCmyk = stored.Interpretation == Enums.Interpretation.Cmyk;
        // Where neither is so, asking for sRGB would change nothing and make a small photo three times as slow.
        var output = isCmyk || stored.Contains(IccProfile) ? "srgb" : null;
        return Image.ThumbnailSource(source, width, FailOnError, height, Enums.Size.Force,
            inputProfile: isCmyk ? "cmyk" : null, outputProfile: output, intent: Enums.Intent.Perceptual);
    }

    private static Image Shrink(Image srgb, int width, int height)
    {
        using (srgb)
            return srgb.ThumbnailImage(width, height, Enums.Size.Force);
    }

    /// <summary>Copies the pixels out; what is not three bytes of sRGB yet (alpha, grey, 16 bits) becomes it.</summary>
    private static RgbImage ToRgb(Image image)
    {
        // Most photos arrive here as plain RGB; three more operations would cost as much time as decoding a small one.
        if (image is { Bands: 3, Format: Enums.BandFormat.Uchar, Interpretation: Enums.Interpretation.Srgb })
            return new RgbImage(image.Width, image.Height, image.WriteToMemory<byte>());
        using var srgb = image.Colourspace(Enums.Interpretation.Srgb);
        using var opaque = srgb.HasAlpha() ? srgb.Flatten(White) : srgb.Copy();
        using var threeBands = opaque.ExtractBand(0, n: 3);
        using var bytes = threeBands.Cast(Enums.BandFormat.Uchar);
        return new RgbImage(bytes.Width, bytes.Height, bytes.WriteToMemory<byte>());
    }
}
