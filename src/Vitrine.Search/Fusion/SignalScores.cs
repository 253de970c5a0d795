using Vitrine.Search.Signals;

namespace Vitrine.Search.Fusion;

/// <summary>What one signal says of the candidates of a query: how far each is behind the best of them, and what holds of all.</summary>
internal sealed class SignalScores
{
    private SignalScores(string name, float[] lags, float top, float known) => (Name, Lags, Top, Known) = (name, lags, top, known);

    public string Name { get; }

    /// <summary>Per candidate, 0 for the best and negative for the others; 0 for all where the signal says nothing.</summary>
    public float[] Lags { get; }

    /// <summary>The best score where scores of different queries can be compared; 0 otherwise.</summary>
    public float Top { get; }

    /// <summary>The share of the query's words that the signal knows.</summary>
    public float Known { get; }

    /// <summary>What it adds to the log-odds of one candidate.</summary>
    public double Own(SignalWeight weight, int candidate) => weight.Lag * Lags[candidate];

    /// <summary>What it adds to those of all.</summary>
    public double OfQuery(SignalWeight weight) => weight.Top * Top + weight.Known * Known;

    /// <summary>Scores some candidates.</summary>
    /// <param name="signal">Whose scores they are.</param>
    /// <param name="query">Asked of the signal.</param>
    /// <param name="rows">The candidates.</param>
    public static SignalScores Of(ISignal signal, ISignalQuery query, IReadOnlyList<int> rows)
    {
        var scores = query.Known > 0 ? query.Score(rows) : new float?[rows.Count];
        var (top, sum, said) = (float.NegativeInfinity, 0.0, 0);
        foreach (var score in scores)
        {
            if (score is { } one)
                (top, sum, said) = (Math.Max(top, one), sum + one, said + 1);
        }

        if (said == 0)
            return new SignalScores(signal.Name, new float[rows.Count], 0, query.Known);
        // Who has no photo is not less red for it: it gets what the others have on average. But who has none of the words has none.
        var silent = signal.Scale == ScoreScale.Ratio ? 0 : (float)(sum / said);
        var lags = Array.ConvertAll(scores, score => Lag(score ?? silent, top, signal.Scale));
        return new SignalScores(signal.Name, lags, signal.Scale == ScoreScale.Ratio ? 0 : top, query.Known);
    }

    private static float Lag(float score, float top, ScoreScale scale) => scale == ScoreScale.Ratio ? (top > 0 ? score / top - 1 : 0) : score - top;
}
