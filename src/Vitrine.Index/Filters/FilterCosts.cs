namespace Vitrine.Index;

/// <summary>
/// What the ways to evaluate a filter cost, in nanoseconds; they need only be right to a factor of two, and are wrong together on a faster or slower machine.
/// Each was timed by itself on a million items, on one core of an AMD EPYC (AVX-512) that had other work.
/// </summary>
internal static class FilterCosts
{
    /// <summary>To list an item and set its bit.</summary>
    public const double Position = 1.1;

    /// <summary>To read a byte of a column and compare it with one range of ordinals.</summary>
    public const double EntryByte = 0.02;

    /// <summary>To read an entry and look it up among many values.</summary>
    public const double Lookup = 0.5;

    /// <summary>To find the next candidate and look at its entry.</summary>
    public const double Candidate = 12;
}
