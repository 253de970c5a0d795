using Vitrine.Index;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Traits;

/// <summary>
/// What is asked for, of each product: the sum of how well it fits each thing (<see cref="TraitFit"/>). No sum is above one of its parts; so where a kind is asked for, the products of which the store says all of it are
/// looked at first, then all of the kind, and the others only where these are too few.
/// </summary>
internal sealed class TraitScores : ISignalQuery
{
    // Fewer rows in so many are looked at one by one; of more, all are.
    private const int FewOneIn = 4;

    private readonly TraitFit[] fits;
    private readonly TraitFit? kind;
    private readonly int rowCount;
    private readonly Lazy<float[]> all;
    private readonly Lazy<RowSet> likely;
    private readonly Lazy<int[]> likelyRows;
    private readonly Lazy<float[]> scoresOfLikely;

    /// <param name="traits">Of all products.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="believesStore">As <see cref="TraitSignal"/> has it.</param>
    public TraitScores(ProductTraits traits, IReadOnlyList<AskedTrait> asked, bool believesStore)
    {
        rowCount = traits.Rows;
        fits = [.. asked.Select(words => new TraitFit(traits, words, believesStore))];
        kind = believesStore ? Array.Find(fits, fit => fit.IsOfKind) : null;
        all = new Lazy<float[]>(ScoresOfAll);
        likely = new Lazy<RowSet>(() => kind!.Likely(rowCount));
        likelyRows = new Lazy<int[]>(() => [.. likely.Value.Rows()]);
        scoresOfLikely = new Lazy<float[]>(() => Array.ConvertAll(likelyRows.Value, ScoreOf));
    }

    /// <inheritdoc/>
    public required float Known { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ScoredRow> Best(int count, RowSet? filter = null)
    {
        if (fits.Length == 0 || count < 1)
            return [];
        if (kind is not null && !all.IsValueCreated)
        {
            var rows = filter is null ? likelyRows.Value : [.. RowSet.Joined(likely.Value, filter)!.Rows()];
            if (Said(rows, count) is { } said)
                return said;
            var best = TopRows.Of(filter is null ? scoresOfLikely.Value : Array.ConvertAll(rows, ScoreOf), rows, count, filter: null);
            if (best.Count == count && best[^1].Score > kind.Unlikely)
                return best;
        }

        if (filter is not null && !all.IsValueCreated && filter.Count < rowCount / FewOneIn)
        {
            int[] few = [.. filter.Rows()];
            return TopRows.Of(Array.ConvertAll(few, ScoreOf), few, count, filter: null);
        }

        return TopRows.Of(all.Value, count, filter);
    }

    /// <inheritdoc/>
    public float?[] Score(IReadOnlyList<int> rows) => fits.Length == 0 ? new float?[rows.Count] : [.. rows.Select(row => (float?)ScoreOf(row))];

    /// <summary>The first products of which the store says all that is asked for: no score is above theirs. Null where they are too few.</summary>
    private ScoredRow[]? Said(int[] rows, int count)
    {
        if (rows.Length < count)
            return null;
        var (found, next) = (new ScoredRow[count], 0);
        foreach (var row in rows)
        {
            if (!Array.TrueForAll(fits, fit => fit.IsSaid(row)))
                continue;
            found[next++] = new ScoredRow(row, 0);
            if (next == count)
                return found;
        }

        return null;
    }

    private float ScoreOf(int row)
    {
        var score = 0f;
        foreach (var fit in fits)
            score += fit.Of(row);
        return score;
    }

    private float[] ScoresOfAll()
    {
        var scores = new float[rowCount];
        foreach (var fit in fits)
        {
            for (var row = 0; row < scores.Length; row++)
                scores[row] += fit.Of(row);
        }

        return scores;
    }
}
