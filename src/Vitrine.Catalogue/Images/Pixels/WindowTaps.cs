namespace Vitrine.Catalogue.Images;

/// <summary>
/// How one axis of a window of a picture is resampled: target i is the sum of <see cref="Count"/> neighbouring source pixels by weight. Bilinear when the
/// window is enlarged; when it shrinks, the triangle is widened so that every source pixel counts and fine stripes become grey instead of other
/// stripes. Outside the picture its edge goes on.
/// </summary>
internal readonly struct WindowTaps
{
    private readonly int[] first;
    private readonly float[] weights;

    /// <param name="source">Pixels of the picture along this axis.</param>
    /// <param name="start">Where the window begins, in source pixels; may lie outside.</param>
    /// <param name="length">Length of the window in source pixels, above 0.</param>
    /// <param name="target">Pixels of the result along this axis.</param>
    /// <param name="mirrored">The result runs against the source.</param>
    public WindowTaps(int source, double start, double length, int target, bool mirrored = false)
    {
        var scale = length / target;
        var radius = Math.Max(1, scale);
        Count = Math.Min(source, (int)Math.Ceiling(2 * radius) + 1);
        first = new int[target];
        weights = new float[target * Count];
        for (var i = 0; i < target; i++)
        {
            var centre = start + (i + 0.5) * scale;
            // What lies outside does not count; a target wholly outside gets the pixel of the border.
            var from = Math.Clamp((int)Math.Floor(centre - radius + 0.5), 0, source - 1);
            var to = Math.Clamp((int)Math.Floor(centre + radius + 0.5), from + 1, source);
            var sum = 0.0;
            for (var k = from; k < to; k++) sum += Weight(k, centre, radius);

            var slot = mirrored ? target - 1 - i : i;
            first[slot] = Math.Min(from, source - Count);
            for (var k = from; k < to; k++)
                weights[slot * Count + k - first[slot]] = sum > 0 ? (float)(Weight(k, centre, radius) / sum) : 1;
        }

        (First, End) = (first.Min(), first.Max() + Count);
    }

    /// <summary>Source pixels per target pixel.</summary>
    public int Count { get; }

    /// <summary>The first source pixel that counts for any target.</summary>
    public int First { get; }

    /// <summary>The source pixel after the last that counts.</summary>
    public int End { get; }

    /// <summary>The source pixel of the first weight of a target.</summary>
    public int FirstOf(int target) => first[target];

    /// <summary>The weights of a target, which sum to one. [<see cref="Count"/>]</summary>
    public ReadOnlySpan<float> WeightsOf(int target) => weights.AsSpan(target * Count, Count);

    private static double Weight(int pixel, double centre, double radius) => Math.Max(0, 1 - Math.Abs(pixel + 0.5 - centre) / radius);
}
