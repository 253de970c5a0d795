namespace Vitrine.Catalogue.Features;

/// <summary>
/// How much of a rectangle has which colour: L*a*b* cut into <c>LightBins × ChromaBins × ChromaBins</c> bins, each pixel shared linearly between
/// the two nearest bins of each axis (a small change of light moves a little mass, not all of it). The square root of the shares is
/// taken, so that the inner product of two histograms is their Bhattacharyya overlap and a large white background does not drown the rest.
/// </summary>
/// <param name="LightBins">Bins over L, at least 2.</param>
/// <param name="ChromaBins">Bins over a and over b, at least 2; odd, so that grey has a bin of its own.</param>
internal readonly record struct ColourHistogram(int LightBins, int ChromaBins)
{
    /// <summary>a and b beyond ±this share the outermost bin; few dyes reach further.</summary>
    private const float ChromaReach = 60;

    public int Length => LightBins * ChromaBins * ChromaBins;

    /// <summary>Writes a vector of unit length.</summary>
    public void Compute(LabPlanes image, int left, int top, int width, int height, Span<float> histogram)
    {
        histogram = histogram[..Length];
        histogram.Clear();
        for (var y = top; y < top + height; y++)
        {
            for (var i = y * image.Width + left; i < y * image.Width + left + width; i++)
            {
                var (light, lightUp) = Place(image.L[i] / 100, LightBins);
                var (a, aUp) = Place((image.A[i] + ChromaReach) / (2 * ChromaReach), ChromaBins);
                var (b, bUp) = Place((image.B[i] + ChromaReach) / (2 * ChromaReach), ChromaBins);
                var plane = histogram[(light * ChromaBins * ChromaBins)..];
                AddToPlane(plane, a, aUp, b, bUp, 1 - lightUp);
                AddToPlane(plane[(ChromaBins * ChromaBins)..], a, aUp, b, bUp, lightUp);
            }
        }

        var share = 1f / (width * height);
        for (var k = 0; k < histogram.Length; k++) histogram[k] = MathF.Sqrt(histogram[k] * share);
    }

    private void AddToPlane(Span<float> plane, int a, float aUp, int b, float bUp, float mass)
    {
        var lower = plane.Slice(a * ChromaBins + b, 2);
        lower[0] += mass * (1 - aUp) * (1 - bUp);
        lower[1] += mass * (1 - aUp) * bUp;
        var upper = plane.Slice((a + 1) * ChromaBins + b, 2);
        upper[0] += mass * aUp * (1 - bUp);
        upper[1] += mass * aUp * bUp;
    }

    /// <summary>The lower of the two bins that share a value of 0..1, and the upper one's share. Bin centres lie at 0, 1/(bins−1), …, 1.</summary>
    private static (int Bin, float UpperShare) Place(float unit, int bins)
    {
        var position = Math.Clamp(unit, 0, 1) * (bins - 1);
        var bin = Math.Min((int)position, bins - 2);
        return (bin, position - bin);
    }
}
