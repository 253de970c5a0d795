namespace Vitrine.Catalogue.Images;

/// <summary>A part of a picture, with edges as shares of its width and height, and how much it matters, 0 to 1.</summary>
public readonly record struct WeightedRegion(float Left, float Top, float Right, float Bottom, float Weight);

/// <summary>Shows on a photo which of its parts mattered: those that did in warm colour with a frame, the others faded.</summary>
public static class RegionOverlay
{
    private const int Side = 384, FrameWidth = 3;

    // Orange: seldom a whole product's colour, and far from the grey of what is faded.
    private static readonly float[] Warm = [255, 120, 0];

    /// <summary>Draws a picture of 384 pixels on its longer side.</summary>
    /// <param name="photo">Not changed.</param>
    /// <param name="regions">Weights are laid over each other; those above one half get a frame.</param>
    public static RgbImage Draw(RgbImage photo, IReadOnlyList<WeightedRegion> regions)
    {
        var scale = (double)Side / Math.Max(photo.Width, photo.Height);
        var drawn = photo.Resize(Math.Max(1, (int)Math.Round(photo.Width * scale)), Math.Max(1, (int)Math.Round(photo.Height * scale)));
        for (var y = 0; y < drawn.Height; y++)
        {
            for (var x = 0; x < drawn.Width; x++)
                Paint(drawn.Pixels.AsSpan((y * drawn.Width + x) * 3, 3), At((x + 0.5f) / drawn.Width, (y + 0.5f) / drawn.Height, regions));
        }

        foreach (var region in regions.Where(region => region.Weight > 0.5f))
            Frame(drawn, region);
        return drawn;
    }

    private static float At(float x, float y, IReadOnlyList<WeightedRegion> regions)
    {
        var weight = 0f;
        foreach (var region in regions)
        {
            if (x >= region.Left && x < region.Right && y >= region.Top && y < region.Bottom)
                weight = MathF.Max(weight, region.Weight);
        }

        return weight;
    }

    // From half grey at 0 to a third of the warm colour at 1.
    private static void Paint(Span<byte> pixel, float weight)
    {
        var grey = 0.299f * pixel[0] + 0.587f * pixel[1] + 0.114f * pixel[2];
        for (var channel = 0; channel < 3; channel++)
        {
            var faded = pixel[channel] + (grey - pixel[channel]) * 0.5f * (1 - weight);
            pixel[channel] = (byte)Math.Clamp(MathF.Round(faded + (Warm[channel] - faded) * weight / 3), 0, 255);
        }
    }

    private static void Frame(RgbImage image, WeightedRegion region)
    {
        var (left, right) = ((int)(region.Left * image.Width), (int)(region.Right * image.Width));
        var (top, bottom) = ((int)(region.Top * image.Height), (int)(region.Bottom * image.Height));
        for (var y = Math.Max(0, top); y < Math.Min(image.Height, bottom); y++)
        {
            for (var x = Math.Max(0, left); x < Math.Min(image.Width, right); x++)
            {
                if (x - left >= FrameWidth && right - 1 - x >= FrameWidth && y - top >= FrameWidth && bottom - 1 - y >= FrameWidth)
                    continue;
                for (var channel = 0; channel < 3; channel++)
                    image.Pixels[(y * image.Width + x) * 3 + channel] = (byte)Warm[channel];
            }
        }
    }
}
