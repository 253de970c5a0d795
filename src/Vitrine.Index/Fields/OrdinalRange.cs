namespace Vitrine.Index;

/// <summary>Neighbouring terms of a column.</summary>
/// <param name="Start">Ordinal of the first.</param>
/// <param name="End">The ordinal after the last.</param>
internal readonly record struct OrdinalRange(int Start, int End)
{
    public bool IsEmpty => Start >= End;

    /// <summary>The ranges ascending, without empty ones, those that meet joined.</summary>
    public static OrdinalRange[] Joined(IEnumerable<OrdinalRange> ranges)
    {
        var joined = new List<OrdinalRange>();
        foreach (var range in ranges.Where(range => !range.IsEmpty).OrderBy(range => range.Start))
        {
            if (joined.Count > 0 && range.Start <= joined[^1].End)
                joined[^1] = joined[^1] with { End = Math.Max(range.End, joined[^1].End) };
            else
                joined.Add(range);
        }

        return [.. joined];
    }

    /// <summary>True when one of the ranges, ascending and apart, has the ordinal.</summary>
    public static bool Contains(OrdinalRange[] ranges, int ordinal)
    {
        var (low, high) = (0, ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].End <= ordinal)
                low = middle + 1;
            else
                high = middle;
        }

        return low < ranges.Length && ordinal >= ranges[low].Start;
    }
}
