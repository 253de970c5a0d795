using Vitrine.Catalogue.Images.Native;

namespace Vitrine.Catalogue.Images;

/// <summary>What the header of an image file says. Width and height are those of the upright picture, in pixels: the EXIF orientation is applied.</summary>
public readonly record struct ImageHeader(ImageFormat Format, int Width, int Height)
{
    /// <summary>Reads format and size without decoding a pixel, and refuses what the limits forbid.</summary>
    /// <param name="file">The bytes of a whole image file.</param>
    /// <param name="limits">Default <see cref="ImageLimits.Default"/>.</param>
    /// <exception cref="ImageException">Empty, too large, of an unknown format, or damaged in its header.</exception>
    /// <exception cref="ImageLibraryException">libvips is missing.</exception>
    public static unsafe ImageHeader Read(ReadOnlySpan<byte> file, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        if (file.IsEmpty) throw new ImageException(ImageFault.Empty, "The image file is empty; expected a photo.");
        if (file.Length > limits.MaxBytes)
        {
            throw new ImageException(ImageFault.TooManyBytes,
                $"The image file has {file.Length:N0} bytes, the limit is {limits.MaxBytes:N0}; store a smaller version of it.");
        }

        if (ImageFormats.Sniff(file) is not { } format)
        {
            throw new ImageException(ImageFault.UnknownFormat,
                $"The file begins with {FirstBytes(file)}, which is no image format read here; expected {ImageFormats.Names}.");
        }

        fixed (byte* bytes = file)
        {
            var (width, height) = ReadSize(format, bytes, file.Length);
            if ((long)width * height > limits.MaxPixels)
            {
                throw new ImageException(ImageFault.TooManyPixels,
                    $"The image has {width:N0}×{height:N0} pixels, the limit is {limits.MaxPixels:N0} in all; store a smaller version of it.");
            }

            return new ImageHeader(format, width, height);
        }
    }

    private static unsafe (int Width, int Height) ReadSize(ImageFormat format, byte* bytes, int length)
    {
        try
        {
            using var image = new VipsOperation(LoaderOf(format)).SetPinned("buffer", bytes, length).ToImage();
            return image.Orientation >= 5 ? (image.Height, image.Width) : (image.Width, image.Height);
        }
        catch (ImageException e)
        {
            throw new ImageException(ImageFault.Broken, $"The header of the {format.Name()} image cannot be read ({e.Message}); save or download it again.");
        }
    }

    private static string LoaderOf(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpegload_buffer",
        ImageFormat.Png => "pngload_buffer",
        ImageFormat.WebP => "webpload_buffer",
        ImageFormat.Gif => "gifload_buffer",
        ImageFormat.Tiff => "tiffload_buffer",
        _ => "svgload_buffer",
    };

    private static string FirstBytes(ReadOnlySpan<byte> file)
    {
        var first = file[..Math.Min(8, file.Length)];
        return first.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0
            ? $"\"{System.Text.Encoding.ASCII.GetString(first)}\""
            : $"the bytes {Convert.ToHexString(first)}";
    }
}
