using Vitrine.Index;

namespace Vitrine.Search.Traits;

/// <summary>What the store says of products that are called alike: whether a "laptop bag" is a laptop there.</summary>
/// <param name="traits">What it says of each.</param>
/// <param name="rows">Products that are looked at; null for all.</param>
internal sealed class TraitEvidence(ProductTraits traits, RowSet? rows = null)
{
    // Of products that are called alike one in so many may stand in a wrong place.
    private const int MainOneIn = 8;

    /// <summary>Of how many of some products the store says a value of a trait.</summary>
    public int SaysOf(RowSet called, int trait) => Looked(called).Count(row => SaidOf(row, trait) != TraitLabels.Unknown);

    /// <summary>Whether some product fits a reading of each of two.</summary>
    public bool AnyIsBoth(IReadOnlyList<TraitReading> one, IReadOnlyList<TraitReading> other) => Looked(called: null).Any(row => Fits(row, one) && Fits(row, other));

    /// <summary>The values of a trait that several of some products have.</summary>
    public bool[] Values(RowSet called, int trait) => Array.ConvertAll(CountsOf(called, trait).Counts, count => count > 1);

    /// <summary>The values of a trait that are no exception among some products.</summary>
    public bool[] MainValues(RowSet called, int trait)
    {
        var (counts, all) = CountsOf(called, trait);
        return Array.ConvertAll(counts, count => count > 0 && count * MainOneIn >= all);
    }

    private (int[] Counts, int All) CountsOf(RowSet called, int trait)
    {
        var (counts, all) = (new int[traits.Traits[trait].Values.Count], 0);
        foreach (var row in Looked(called))
        {
            all++;
            if (SaidOf(row, trait) is >= 0 and var value)
                counts[value]++;
        }

        return (counts, all);
    }

    /// <summary>Those of some products of which the store says a value that a reading names.</summary>
    public RowSet Of(RowSet called, TraitReading reading)
    {
        var rows = new RowSet(traits.Rows);
        foreach (var row in Looked(called).Where(row => Fits(row, [reading])))
            rows.Add(row);
        return rows;
    }

    private short SaidOf(int row, int trait) => traits.Columns(trait).Said[row];

    private bool Fits(int row, IReadOnlyList<TraitReading> readings)
    {
        foreach (var (trait, isWanted, _) in readings)
        {
            if (SaidOf(row, trait) is >= 0 and var said && isWanted[said])
                return true;
        }

        return false;
    }

    private IEnumerable<int> Looked(RowSet? called)
    {
        if (called is not null)
            return rows is null ? called.Rows() : called.Rows().Where(rows.Contains);
        return rows is null ? Enumerable.Range(0, traits.Rows) : rows.Rows();
    }
}
