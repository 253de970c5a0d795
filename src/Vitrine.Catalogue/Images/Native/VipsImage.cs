using Microsoft.Win32.SafeHandles;

namespace Vitrine.Catalogue.Images.Native;

/// <summary>
/// One reference to a libvips image: a recipe rather than pixels. Reading its header is cheap, the work happens when the pixels
/// are written out, and until then every buffer that the recipe began with must stay where it is.
/// </summary>
internal sealed unsafe class VipsImage : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>libvips' numbers for bytes as samples and for sRGB as colour space.</summary>
    public const int Uchar = 0, Srgb = 22;

    private VipsImage(nint reference)
        : base(ownsHandle: true) => SetHandle(reference);

    public int Width => Libvips.vips_image_get_width(this);

    public int Height => Libvips.vips_image_get_height(this);

    /// <summary>Three bytes of sRGB per pixel already.</summary>
    public bool IsRgb => Libvips.vips_image_get_bands(this) == 3 && Libvips.vips_image_get_format(this) == Uchar
        && Libvips.vips_image_get_interpretation(this) == Srgb;

    public bool HasAlpha => Libvips.vips_image_hasalpha(this) != 0;

    /// <summary>EXIF orientation, 1..8; from 5 on width and height change places.</summary>
    public int Orientation => Libvips.vips_image_get_orientation(this);

    /// <summary>Takes over one reference.</summary>
    public static VipsImage Own(nint reference) => new(reference);

    /// <summary>Wraps pixels that must stay pinned for the life of the image and of everything made from it.</summary>
    public static VipsImage FromPinned(byte* rgb, int width, int height)
    {
        VipsRuntime.Ensure();
        using var raw = Own(Libvips.vips_image_new_from_memory(rgb, (nuint)width * (nuint)height * 3, width, height, bands: 3, Uchar));
        if (raw.IsInvalid) throw new InvalidOperationException($"libvips took no {width}×{height} image: {VipsRuntime.TakeError()}");
        return new VipsOperation("copy").Set("in", raw).Set("interpretation", Srgb).ToImage();
    }

    /// <summary>Runs the recipe and copies the pixels out.</summary>
    /// <exception cref="ImageException">A pixel could not be computed: the file is damaged behind its header.</exception>
    public byte[] ToBytes()
    {
        var pixels = Libvips.vips_image_write_to_memory(this, out var bytes);
        if (pixels == null) throw new ImageException(ImageFault.Broken, VipsRuntime.TakeError());
        try
        {
            return new ReadOnlySpan<byte>(pixels, checked((int)bytes)).ToArray();
        }
        finally
        {
            Libvips.g_free(pixels);
        }
    }

    protected override bool ReleaseHandle()
    {
        Libvips.g_object_unref(handle);
        return true;
    }
}
