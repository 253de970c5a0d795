namespace Vitrine.Catalogue.Images;

/// <summary>From bytes to the numbers that a network sees: (byte / 255 − mean) / deviation, each colour by its own.</summary>
/// <param name="Mean">Of red, green, blue, in 0 … 1.</param>
/// <param name="Deviation">Of red, green, blue, above 0.</param>
public sealed record PixelScale(IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    /// <summary>Mean and deviation of the photos of ImageNet, the usual choice.</summary>
    public static PixelScale ImageNet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);
}
