namespace Vitrine.Workbench.Measuring;

/// <summary>Which products of a large part ask, so that an evaluation takes minutes on any shop.</summary>
internal static class QuerySample
{
    /// <summary>More would not move the third digit.</summary>
    private const int MostQueries = 10_000;

    /// <summary>
    /// A search compares every query with every product of the store, whichever of them count as its gallery: 10,000 queries of a shop of millions would take
    /// hours. Stores of up to 200,000 products are not concerned; in one of two million 1,000 ask, whose mean wavers by a point.
    /// </summary>
    private const long MostComparisons = 2_000_000_000;

    /// <summary>The products that ask, evenly spread over their part; all of a small one.</summary>
    /// <param name="rows">The part.</param>
    /// <param name="products">How many the store has.</param>
    public static int[] Of(IReadOnlyList<int> rows, int products) => Spread(rows, (int)Math.Clamp(MostComparisons / Math.Max(1, products), 1, MostQueries));

    /// <summary>At most so many of the rows, evenly spread over them.</summary>
    public static int[] Spread(IReadOnlyList<int> rows, int most) =>
        rows.Count <= most ? [.. rows] : [.. Enumerable.Range(0, most).Select(i => rows[(int)((long)i * rows.Count / most)])];
}
