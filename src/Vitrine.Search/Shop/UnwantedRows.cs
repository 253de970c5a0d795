using Vitrine.Index;
using Vitrine.Search.Signals;
using Vitrine.Search.Traits;

namespace Vitrine.Search.Shop;

/// <summary>The products that have what is not wanted: all of its words, or traits that they probably show.</summary>
internal static class UnwantedRows
{
    /// <param name="phrase">What is not wanted.</param>
    /// <param name="signals">Those of the shop.</param>
    /// <param name="rows">Products of the store.</param>
    public static RowSet Of(string phrase, IReadOnlyList<ISignal> signals, int rows)
    {
        var unwanted = new RowSet(rows);
        foreach (var signal in signals)
        {
            var parts = signal is TraitSignal ? [phrase] : signal.Scale == ScoreScale.Ratio ? phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
            var counts = new int[rows];
            foreach (var part in parts)
            {
                foreach (var found in signal.Ask(part).Best(rows))
                {
                    if (signal.Scale == ScoreScale.Ratio || found.Score >= TraitSignal.Probable)
                        counts[found.Row]++;
                }
            }

            for (var row = 0; row < rows && parts.Length > 0; row++)
            {
                if (counts[row] == parts.Length)
                    unwanted.Add(row);
            }
        }

        return unwanted;
    }
}
