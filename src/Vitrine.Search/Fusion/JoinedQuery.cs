using Vitrine.Index;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Fusion;

/// <summary>A query that all signals were asked.</summary>
public sealed class JoinedQuery : ISignalQuery
{
    private readonly IReadOnlyList<(ISignal Signal, ISignalQuery Query)> asked;
    private readonly FusionWeights weights;

    internal JoinedQuery(IReadOnlyList<(ISignal Signal, ISignalQuery Query)> asked, FusionWeights weights) => (this.asked, this.weights) = (asked, weights);

    /// <summary>The first of the signals: that of the words.</summary>
    internal ISignal Words => asked[0].Signal;

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
        var scores = ScoresOf(rows);
        var probabilities = new double[rows.Length];
        var order = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            (probabilities[i], order[i]) = (ProbabilityOf(i, scores), i);
        // Candidates are in the order of their rows.
        order.AsSpan().Sort((one, other) => probabilities[other].CompareTo(probabilities[one]) is not 0 and var better ? better : one.CompareTo(other));
        // Most are only ordered: who is shown gets shares.
        return [.. order.Take(count).Select(i => Hit(rows[i], i, scores))];
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
        int[] compared = [.. rows, .. CandidatesFor(1, filter: null).Except(rows)];
        var scores = ScoresOf(compared);
        return [.. rows.Select((row, i) => Hit(row, i, scores))];
    }

    /// <summary>The products that any signal has among its best, in the order of their rows.</summary>
    internal int[] CandidatesFor(int count, RowSet? filter) =>
        [.. asked.Where(signal => signal.Query.Known > 0).SelectMany(signal => signal.Query.Best(Math.Max(count, JoinedSignal.Candidates), filter)).Select(found => found.Row).Distinct().Order()];

    /// <summary>What each signal says of some products.</summary>
    internal SignalScores[] ScoresOf(IReadOnlyList<int> rows) => [.. asked.Select(signal => SignalScores.Of(signal.Signal, signal.Query, rows))];

    private JoinedHit Hit(int row, int candidate, SignalScores[] scores) => new(row, ProbabilityOf(candidate, scores), Array.ConvertAll(scores, signal =>
    {
        var (own, ofQuery) = LogOddsOf(signal, candidate);
        return new SignalShare(signal.Name, own, ofQuery);
    }));

    private double ProbabilityOf(int candidate, SignalScores[] scores)
    {
        var sum = 0.0;
        foreach (var signal in scores)
        {
            var (own, ofQuery) = LogOddsOf(signal, candidate);
            sum += own + ofQuery;
        }

        return 1 / (1 + Math.Exp(-(weights.Intercept + sum)));
    }

    private (double Own, double OfQuery) LogOddsOf(SignalScores signal, int candidate) => weights.Signals.GetValueOrDefault(signal.Name) is { } weight
        ? (weight.Lag * signal.Lags[candidate], weight.Top * signal.Top + weight.Known * signal.Known)
        : (0, 0);
}
