namespace Vitrine.Workbench.Measuring;

/// <summary>Which products of a large part ask, so that an evaluation takes minutes on any shop.</summary>
internal static class QuerySample
{
    /// <summary>More would not move the third digit.</summary>
    private const int MostQueries = 10_000;

    /// <summary>
    /// Every query is compared with every product of its gallery, and these are sorted by it: the work is the product of the two, and at 10,000 queries grows
    /// past hours in a shop of millions. Galleries of up to 200,000 are not concerned; in one of 1.6 million 1,250 ask, whose mean wavers by a point or less.
    /// </summary>
    private const long MostComparisons = 2_000_000_000;

    /// <summary>The products that ask, evenly spread over their part; all of a small one.</summary>
    /// <param name="rows">The part.</param>
    /// <param name="galleryProducts">How many products each is compared with.</param>
    public static int[] Of(IReadOnlyList<int> rows, int galleryProducts)
    {
        var most = (int)Math.Clamp(MostComparisons / Math.Max(1, galleryProducts), 1, MostQueries);
        return rows.Count <= most ? [.. rows] : [.. Enumerable.Range(0, most).Select(i => rows[(int)((long)i * rows.Count / most)])];
    }
}
