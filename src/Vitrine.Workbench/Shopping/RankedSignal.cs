using Vitrine.Index;
using Vitrine.Search.Signals;

namespace Vitrine.Workbench.Shopping;

/// <summary>A signal alone as a ranking. It keeps its last answer, since a fusion of it asks for the same query once more.</summary>
internal sealed class RankedSignal(ISignal signal, RowSet? gallery)
{
    // What a signal ranks lower adds less than 1/1000 to a fused score.
    private const int Depth = 1000;

    private (string Text, int[] Rows)? last;

    public string Name => signal.Name;

    /// <summary>The rows for a query, the best first; equal scores by row.</summary>
    public IReadOnlyList<int> Rank(string text)
    {
        if (last is { } known && known.Text == text)
            return known.Rows;
        int[] rows = [.. signal.Ask(text).Best(Depth, gallery).Select(found => found.Row)];
        last = (text, rows);
        return rows;
    }
}
