namespace Vitrine.Evaluation;

/// <summary>Scores and relevance grades of one query's candidates, in the same order.</summary>
/// <param name="QueryId">The query, for per-query output.</param>
/// <param name="Scores">Higher is better.</param>
/// <param name="Grades">≥ 0; binary relevance is 0 or 1.</param>
public sealed record ScoredCandidates(string QueryId, IReadOnlyList<float> Scores, IReadOnlyList<float> Grades);

/// <summary>Result of ranking given candidates.</summary>
/// <param name="Protocol">What was measured.</param>
/// <param name="Queries">Queries that were averaged.</param>
/// <param name="LeftOut">Queries without a candidate of positive grade.</param>
/// <param name="Ndcg">Mean nDCG with bounds over tie orders.</param>
/// <param name="Chance">nDCG of a random ranking of the same candidates.</param>
/// <param name="PerQuery">nDCG per query in the given order, NaN where left out.</param>
public sealed record CandidateResult(ProtocolRecord Protocol, int Queries, int LeftOut, TieAware Ndcg, double Chance, IReadOnlyList<double> PerQuery);

/// <summary>Ranking of a given list of candidates per query, as in KDD Cup 2020.</summary>
public static class CandidateRetrieval
{
    /// <summary>Evaluates all queries with one nDCG definition.</summary>
    /// <exception cref="ArgumentException">A query's scores and grades do not fit, or no query has a positive candidate.</exception>
    public static CandidateResult Evaluate(IReadOnlyList<ScoredCandidates> queries, Ndcg metric, ProtocolRecord protocol)
    {
        var perQuery = new double[queries.Count];
        var scored = new List<TieAware>();
        double chance = 0;
        for (var q = 0; q < queries.Count; q++)
        {
            perQuery[q] = double.NaN;
            float[] grades = [.. queries[q].Grades];
            if (!grades.Any(g => g > 0))
                continue;
            try
            {
                var value = metric.Of([.. queries[q].Scores], grades);
                perQuery[q] = value.Value;
                scored.Add(value);
                chance += metric.Chance(grades);
            }
            catch (ArgumentException problem)
            {
                throw new ArgumentException($"Query '{queries[q].QueryId}': {problem.Message}", nameof(queries), problem);
            }
        }

        if (scored.Count == 0)
            throw new ArgumentException($"None of {queries.Count} queries has a candidate of positive grade; there is nothing to average.", nameof(queries));
        var described = protocol with
        {
            Ties = TieRule.Expected,
            Cutoffs = [$"nDCG@{metric.Cutoff}, gain {metric.Gain}, discount {metric.Discount}", "queries without a positive candidate left out"],
        };
        return new CandidateResult(described, scored.Count, queries.Count - scored.Count, TieAware.Mean(scored), chance / scored.Count, perQuery);
    }
}
