namespace Vitrine.Catalogue.Images;

/// <summary>
/// A decoded picture: 8-bit sRGB, rows from top to bottom, three interleaved bytes (R, G, B) per pixel, no padding.
/// Every photo, whatever its file format, colour space or transparency, reaches the rest of Vitrine in this one form.
/// </summary>
public sealed class RgbImage
{
    /// <param name="width">Pixels per row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">Exactly <c>width · height · 3</c> bytes; kept, not copied.</param>
    /// <exception cref="ArgumentException">The array's length does not fit the size.</exception>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Length != (long)width * height * 3)
            throw new ArgumentException($"A {width}×{height} RGB image has {(long)width * height * 3} bytes, not {pixels.Length}.", nameof(pixels));
        (Width, Height, Pixels) = (width, height, pixels);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Interleaved RGB bytes, [Height × Width × 3].</summary>
    public byte[] Pixels { get; }

    /// <summary>The three bytes (R, G, B) of one pixel.</summary>
    public ReadOnlySpan<byte> this[int x, int y] => Pixels.AsSpan((y * Width + x) * 3, 3);
}
