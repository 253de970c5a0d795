using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Features;

/// <summary>
/// A picture in CIE L*a*b* (D65), one plane per channel: equal distances look equally different, so histogram bins of equal width
/// are fair to dark and to bright colours. L in 0..100, a and b about −110..110.
/// </summary>
internal sealed class LabPlanes
{
    // CIE 15: below (6/29)³ the cube root is continued by its tangent.
    private const float Knee = 216f / 24389f, Slope = 24389f / 27f;

    private static readonly float[] Linear = BuildLinear();

    public LabPlanes(RgbImage image)
    {
        (Width, Height) = (image.Width, image.Height);
        var count = Width * Height;
        (L, A, B) = (new float[count], new float[count], new float[count]);
        var pixels = image.Pixels;
        for (var i = 0; i < count; i++)
        {
            var (r, g, b) = (Linear[pixels[3 * i]], Linear[pixels[3 * i + 1]], Linear[pixels[3 * i + 2]]);
            // IEC 61966-2-1 (sRGB) to XYZ, each row divided by the white point D65.
            var x = Root((0.4124564f * r + 0.3575761f * g + 0.1804375f * b) / 0.95047f);
            var y = Root(0.2126729f * r + 0.7151522f * g + 0.0721750f * b);
            var z = Root((0.0193339f * r + 0.1191920f * g + 0.9503041f * b) / 1.08883f);
            L[i] = 116 * y - 16;
            A[i] = 500 * (x - y);
            B[i] = 200 * (y - z);
        }
    }

    public int Width { get; }

    public int Height { get; }

    public float[] L { get; }

    public float[] A { get; }

    public float[] B { get; }

    private static float Root(float t) => t > Knee ? MathF.Cbrt(t) : (Slope * t + 16) / 116;

    private static float[] BuildLinear()
    {
        var linear = new float[256];
        for (var i = 0; i < 256; i++)
        {
            var c = i / 255.0;
            linear[i] = (float)(c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4));
        }

        return linear;
    }
}
