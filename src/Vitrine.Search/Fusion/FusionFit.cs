namespace Vitrine.Search.Fusion;

/// <summary>A query whose right products are known.</summary>
/// <param name="Scores">What each signal says of its candidates, the signals in the same order in every query.</param>
/// <param name="IsRight">Per candidate whether it is one of the right products.</param>
internal sealed record JudgedQuery(IReadOnlyList<SignalScores> Scores, bool[] IsRight);

/// <summary>
/// Fits the logistic model to judged queries: the most probable weights under a normal prior around <see cref="FusionWeights.Prior"/>, none below 0. The objective is convex; one weight after the other
/// is taken to its Newton step until none moves. Every query counts alike, however many candidates it has.
/// </summary>
internal static class FusionFit
{
    private const int PerSignal = 3;
    private const int MostSweeps = 200;
    private const double Still = 1e-5;

    // A query weighs as so many independent judgements; the prior as one of this precision on each weight.
    private const double JudgementsPerQuery = 10;
    private const double PriorPrecision = 10;

    // Of the right products so many are to stand above the cut.
    private const double RecallAboveCut = 0.95;

    // And what is less probable than one in twenty is not called likely, whatever that costs; where all right ones are all but certain, less certain ones still are likely.
    private const double LeastCut = 0.05, MostCut = 0.3;

    public static FusionWeights Fit(IReadOnlyList<JudgedQuery> queries)
    {
        string[] names = [.. queries[0].Scores.Select(signal => signal.Name)];
        var prior = Pack(FusionWeights.Prior, names);
        var weights = (double[])prior.Clone();
        var (features, isRight, counts) = Flatten(queries);
        var logOdds = new double[isRight.Length];
        for (var i = 0; i < logOdds.Length; i++)
            logOdds[i] = Dot(weights, features[i]);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var moved = 0.0;
            for (var j = 0; j < weights.Length; j++)
            {
                var (slope, curvature) = (PriorPrecision * (weights[j] - prior[j]), PriorPrecision);
                for (var i = 0; i < logOdds.Length; i++)
                {
                    var probability = 1 / (1 + Math.Exp(-logOdds[i]));
                    slope += counts[i] * (probability - (isRight[i] ? 1 : 0)) * features[i][j];
                    curvature += counts[i] * Math.Max(1e-3, probability * (1 - probability)) * features[i][j] * features[i][j];
                }

                var step = -slope / curvature;
                if (j > 0)
                    step = Math.Max(step, -weights[j]);
                weights[j] += step;
                moved = Math.Max(moved, Math.Abs(step));
                for (var i = 0; i < logOdds.Length; i++)
                    logOdds[i] += step * features[i][j];
            }

            if (moved < Still)
                break;
        }

        return Unpack(weights, names, CutOf(logOdds, isRight));
    }

    private static (double[][] Features, bool[] IsRight, double[] Counts) Flatten(IReadOnlyList<JudgedQuery> queries)
    {
        var (features, isRight, counts) = (new List<double[]>(), new List<bool>(), new List<double>());
        foreach (var query in queries)
        {
            for (var i = 0; i < query.IsRight.Length; i++)
            {
                features.Add([1, .. query.Scores.SelectMany(signal => new double[] { signal.Lags[i], signal.Top, signal.Known })]);
                isRight.Add(query.IsRight[i]);
                counts.Add(JudgementsPerQuery / query.IsRight.Length);
            }
        }

        return ([.. features], [.. isRight], [.. counts]);
    }

    private static double CutOf(double[] logOdds, bool[] isRight)
    {
        double[] right = [.. logOdds.Where((_, i) => isRight[i]).Order()];
        return right.Length == 0 ? FusionWeights.Prior.Cut : Math.Clamp(1 / (1 + Math.Exp(-right[(int)((1 - RecallAboveCut) * right.Length)])), LeastCut, MostCut);
    }

    private static double[] Pack(FusionWeights weights, string[] names) =>
        [weights.Intercept, .. names.SelectMany(name => weights.Signals.GetValueOrDefault(name) is { } weight ? [weight.Lag, weight.Top, weight.Known] : new double[PerSignal])];

    private static FusionWeights Unpack(double[] weights, string[] names, double cut) => new(weights[0], names.Index().ToDictionary(
        pair => pair.Item, pair => new SignalWeight(weights[1 + PerSignal * pair.Index], weights[2 + PerSignal * pair.Index], weights[3 + PerSignal * pair.Index]), StringComparer.Ordinal), cut);

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }
}
