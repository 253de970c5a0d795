using Vitrine.Index;

namespace Vitrine.Search.Traits;

/// <summary>What the store says of products that are called alike: whether a "laptop bag" is a laptop there.</summary>
/// <param name="traits">What it says of each.</param>
/// <param name="rows">Products that are looked at; null for all.</param>
internal sealed class TraitEvidence(ProductTraits traits, RowSet? rows = null)
{
    // Of products that are called alike one in so many may stand in a wrong place.
    private const int MainOneIn = 8;

    /// <summary>The share of some products that fit one of some readings; null where the store says nothing of enough of them.</summary>
    /// <param name="called">The products.</param>
    /// <param name="readings">As in <see cref="AskedTrait.Readings"/>.</param>
    /// <param name="fewest">Products that are enough.</param>
    public float? ShareOf(RowSet called, IReadOnlyList<(int Trait, bool[] IsWanted)> readings, int fewest)
    {
        var (known, fit) = (0, 0);
        foreach (var row in Looked(called))
        {
            var isKnown = false;
            var fits = false;
            foreach (var (trait, isWanted) in readings)
            {
                var said = traits.Columns(trait).Said[row];
                isKnown |= said != TraitLabels.Unknown;
                fits |= said >= 0 && isWanted[said];
            }

            known += isKnown ? 1 : 0;
            fit += fits ? 1 : 0;
        }

        return known < fewest ? null : (float)fit / known;
    }

    /// <summary>The values of a trait that are no exception among some products.</summary>
    public bool[] MainValues(RowSet called, int trait)
    {
        var (counts, all) = (new int[traits.Traits[trait].Values.Count], 0);
        foreach (var row in Looked(called))
        {
            all++;
            if (traits.Columns(trait).Said[row] is >= 0 and var value)
                counts[value]++;
        }

        return Array.ConvertAll(counts, count => count > 0 && count * MainOneIn >= all);
    }

    private IEnumerable<int> Looked(RowSet called)
    {
        for (var row = 0; row < traits.Rows; row++)
        {
            if (called.Contains(row) && rows?.Contains(row) != false)
                yield return row;
        }
    }
}
