namespace Vitrine.Catalogue;

/// <summary>Which part a product belongs to, and whether it is in a sample: decided by the smallest key of its group's title groups.</summary>
/// <remarks>
/// The smallest key does not depend on the order of products, on how many of them there are, or on the runtime; that of a single title group
/// is the group's own.
/// </remarks>
internal static class SplitRule
{
    /// <summary>The first half of the key modulo 100: below 80 train, below 85 validation, else test.</summary>
    public static Part PartOf(GroupKey smallest) => (smallest.First % 100) switch
    {
        < 80 => Part.Train,
        < 85 => Part.Validation,
        _ => Part.Test,
    };

    /// <summary>Whether a group is one of every <paramref name="oneIn"/>: the second half of the key modulo that number is 0.</summary>
    /// <remarks>The other half than the one above: modulo 4 and modulo 100 of one number are not independent, and the sample would have 12 % test.</remarks>
    public static bool IsInSample(GroupKey smallest, int oneIn) => smallest.Second % (uint)oneIn == 0;

    /// <summary>Whether a group is in the one half or the other: a bit that neither the part nor a sample of a quarter looks at.</summary>
    public static bool IsInFirstHalf(GroupKey smallest) => (smallest.Second >> 32 & 1) == 0;
}
