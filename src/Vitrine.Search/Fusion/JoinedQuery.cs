using Vitrine.Index;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Fusion;

/// <summary>A query that all signals were asked.</summary>
public sealed class JoinedQuery : ISignalQuery
{
    private readonly IReadOnlyList<(ISignal Signal, ISignalQuery Query)> asked;
    private readonly FusionWeights weights;

    internal JoinedQuery(IReadOnlyList<(ISignal Signal, ISignalQuery Query)> asked, FusionWeights weights) => (this.asked, this.weights) = (asked, weights);

    /// <summary>The first of the signals, that of the words, and what it was asked.</summary>
    internal (ISignal Signal, ISignalQuery Query) Words => asked[0];

    /// <inheritdoc/>
    public float Known => asked.Max(signal => signal.Query.Known);

    /// <inheritdoc/>
    public double Recall => asked.Min(signal => signal.Query.Recall);

    /// <summary>
    /// The most probable products, best first; equally probable ones in the order of their rows. Up to <see cref="JoinedSignal.Depth"/> the first of more are the same as those of fewer.
    /// </summary>
    /// <param name="count">At most so many.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public IReadOnlyList<JoinedHit> Rank(int count, RowSet? filter = null)
    {
        var rows = CandidatesFor(Math.Max(count, JoinedSignal.Depth), filter);
        // Lags are measured from the best of all products: where none that passes is a soup, the shovel is no soup either.
        var scores = ScoresOf(filter is null ? rows : [.. rows, .. BestOfAll().Except(rows)]);
        var probabilities = ProbabilitiesOf(scores, rows.Length);
        var order = BestFirst(probabilities);
        // Most are only ordered: who is shown gets shares.
        return [.. order.Take(count).Select(i => new JoinedHit(rows[i], probabilities[i], new CandidateShares(scores, weights, i)))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoredRow> Best(int count, RowSet? filter = null) => [.. Rank(count, filter).Select(hit => new ScoredRow(hit.Row, (float)hit.Probability))];

    /// <inheritdoc/>
    public float?[] Score(IReadOnlyList<int> rows) => [.. Judge(rows).Select(hit => (float?)hit.Probability)];

    /// <summary>Some products, in their order.</summary>
    public IReadOnlyList<JoinedHit> Judge(IReadOnlyList<int> rows)
    {
        if (rows.Count == 0)
            return [];
        // Lags are measured from the best of all products, which these need not be.
        int[] compared = [.. rows, .. BestOfAll().Except(rows)];
        var scores = ScoresOf(compared);
        var probabilities = ProbabilitiesOf(scores, rows.Count);
        return [.. rows.Select((row, i) => new JoinedHit(row, probabilities[i], new CandidateShares(scores, weights, i)))];
    }

    /// <summary>The products that any signal has among its best, in the order of their rows.</summary>
    internal int[] CandidatesFor(int count, RowSet? filter)
    {
        var rows = new List<int>();
        foreach (var (_, query) in asked.Where(signal => signal.Query.Known > 0))
            rows.AddRange(query.Best(Math.Max(count, JoinedSignal.Candidates), filter).Select(found => found.Row));
        rows.Sort();
        return [.. rows.Where((row, i) => i == 0 || row != rows[i - 1])];
    }

    private IEnumerable<int> BestOfAll() => asked.Where(signal => signal.Query.Known > 0).SelectMany(signal => signal.Query.Best(1)).Select(best => best.Row).Distinct();

    /// <summary>What each signal says of some products.</summary>
    internal SignalScores[] ScoresOf(IReadOnlyList<int> rows) => [.. asked.Select(signal => SignalScores.Of(signal.Signal, signal.Query, rows))];

    // Equal ones in the order of their rows, which is that of the candidates.
    private static int[] BestFirst(double[] probabilities)
    {
        int[] order = [.. Enumerable.Range(0, probabilities.Length)];
        var keys = Array.ConvertAll(probabilities, probability => -probability);
        Array.Sort(keys, order);
        for (var (first, next) = (0, 0); first < order.Length; first = next)
        {
            while (next < order.Length && keys[next] == keys[first])
                next++;
            order.AsSpan(first, next - first).Sort();
        }

        return order;
    }

    private double[] ProbabilitiesOf(SignalScores[] scores, int count)
    {
        var sums = new double[count];
        foreach (var signal in scores)
        {
            if (weights.Signals.GetValueOrDefault(signal.Name) is not { } weight)
                continue;
            var ofQuery = signal.OfQuery(weight);
            for (var i = 0; i < count; i++)
                sums[i] += signal.Own(weight, i) + ofQuery;
        }

        return Array.ConvertAll(sums, sum => 1 / (1 + Math.Exp(-(weights.Intercept + sum))));
    }
}
