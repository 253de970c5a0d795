namespace Vitrine.Index;

/// <summary>
/// Which segments a commit joins, so that there are never many and yet an item is rewritten seldom: eight of like size at a time, the smallest first.
/// An item's segment at least doubles whenever it is written anew, so adding one by one costs each item a number of writes that grows with the
/// logarithm of the index only.
/// </summary>
internal static class MergePlan
{
    /// <summary>Segments joined at once. Fewer would be written more often, more would be searched one by one.</summary>
    public const int FanIn = 8;

    /// <summary>A merge is not to write a larger segment: the time and the free space it takes are bounded.</summary>
    public const long MaxSegmentBytes = 2L << 30;

    // A commit may write so many times what it added, and a little besides; what costs more waits, until the segments are many.
    private const int BytesPerByteAdded = FanIn;
    private const long BytesBesides = 32L << 20;
    private const int ManySegments = 32;

    /// <summary>Bytes that a commit may rewrite.</summary>
    public static long BudgetFor(long bytesAdded) => BytesBesides + BytesPerByteAdded * bytesAdded;

    /// <summary>The first of <see cref="FanIn"/> neighbouring segments to join; −1 when none are.</summary>
    /// <param name="sizes">Bytes of the segments' living items, ascending.</param>
    /// <param name="budget">Bytes that may still be rewritten.</param>
    public static int Choose(ReadOnlySpan<long> sizes, long budget)
    {
        for (var first = 0; first + FanIn <= sizes.Length; first++)
        {
            long sum = 0;
            foreach (var size in sizes.Slice(first, FanIn))
                sum += size;
            if (sum > MaxSegmentBytes || (sum > budget && sizes.Length <= ManySegments))
                return -1; // later ones are larger
            if (2 * sizes[first + FanIn - 1] <= sum)
                return first;
        }

        return -1;
    }
}
