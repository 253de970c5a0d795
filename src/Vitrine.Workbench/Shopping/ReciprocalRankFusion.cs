namespace Vitrine.Workbench.Shopping;

/// <summary>Joins rankings by their ranks alone: the score of a product is the sum of 1 / (k + rank) over the rankings that have it (Cormack, Clarke and Büttcher, SIGIR 2009).</summary>
internal static class ReciprocalRankFusion
{
    /// <summary>k of the paper, which chose it on pilot queries; here it is not tuned either.</summary>
    public const int K = 60;

    /// <summary>The joined ranking, the best first; equal scores by row.</summary>
    /// <param name="rankings">Each the best first, no row twice.</param>
    public static IReadOnlyList<int> Of(params IEnumerable<IReadOnlyList<int>> rankings)
    {
        var scores = new Dictionary<int, double>();
        foreach (var ranking in rankings)
        {
            for (var rank = 1; rank <= ranking.Count; rank++)
                scores[ranking[rank - 1]] = scores.GetValueOrDefault(ranking[rank - 1]) + 1.0 / (K + rank);
        }

        return [.. scores.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key)];
    }
}
