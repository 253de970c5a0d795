namespace Vitrine.Catalogue.Images;

/// <summary>How a picture meets the box of a <see cref="TargetSize"/>.</summary>
public enum Fit
{
    /// <summary>The largest size that lies inside the box, proportions kept; never enlarged.</summary>
    Inside,

    /// <summary>The smallest size that covers the box, proportions kept; never enlarged.</summary>
    Cover,

    /// <summary>Exactly the box, stretched or enlarged if need be.</summary>
    Exact,
}

/// <summary>The size to decode to, in pixels. Much cheaper than decoding and then resizing: a JPEG is shrunk while it is read.</summary>
public readonly record struct TargetSize(int Width, int Height, Fit Fit = Fit.Exact)
{
    /// <summary>Shrinks so that the shorter side has this many pixels; smaller pictures stay as they are.</summary>
    public static TargetSize ShorterSide(int pixels) => new(pixels, pixels, Fit.Cover);

    /// <summary>The size that a picture of this size gets.</summary>
    public (int Width, int Height) For(int width, int height)
    {
        if (Fit == Fit.Exact) return (Width, Height);
        var (horizontal, vertical) = ((double)Width / width, (double)Height / height);
        var scale = Math.Min(1, Fit == Fit.Inside ? Math.Min(horizontal, vertical) : Math.Max(horizontal, vertical));
        return (Scaled(width, scale), Scaled(height, scale));
    }

    private static int Scaled(int pixels, double scale) => Math.Max(1, (int)Math.Round(pixels * scale, MidpointRounding.AwayFromZero));
}
