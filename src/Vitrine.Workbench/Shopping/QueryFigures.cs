using Vitrine.Evaluation;

namespace Vitrine.Workbench.Shopping;

/// <summary>What a ranking is worth for one query.</summary>
/// <param name="Ndcg">nDCG@10: binary gain, discount log2(rank + 1), ideal from the number of right products in the shop.</param>
/// <param name="Precision">P@10: divided by 10 however many right ones there are.</param>
/// <param name="Recall">The share of all right ones among the first 100.</param>
/// <param name="HasHits">Whether anything was found.</param>
internal readonly record struct QueryFigures(double Ndcg, double Precision, double Recall, bool HasHits)
{
    /// <summary>k of nDCG@k and P@k.</summary>
    public const int Cutoff = 10;

    private static readonly Ndcg Metric = new(Cutoff);

    /// <param name="ranking">Rows, the best first, no row twice.</param>
    /// <param name="relevant">Rows that are right, rising, at least one.</param>
    public static QueryFigures Of(IReadOnlyList<int> ranking, int[] relevant)
    {
        TieBucket[] ranks = [.. ranking.Take(ShopperMeasures.MostRanks).Select(row => new TieBucket(1, Array.BinarySearch(relevant, row) >= 0 ? 1 : 0))];
        return new QueryFigures(NdcgOf(ranks, relevant.Length), Evaluation.Precision.At(ranks, Cutoff), Evaluation.Precision.RecallAt(ranks, relevant.Length, ShopperMeasures.MostRanks), ranks.Length > 0);
    }

    // The first ranks, empty ones where fewer were found, and behind them the right ones that were not found, so that the ideal knows of them.
    private static double NdcgOf(TieBucket[] ranks, int relevant)
    {
        var grades = new float[Cutoff + Math.Min(Cutoff, relevant)];
        for (var rank = 0; rank < Cutoff && rank < ranks.Length; rank++)
            grades[rank] = ranks[rank].Relevant;
        grades.AsSpan(Cutoff, Math.Min(Cutoff, relevant) - Math.Min(relevant, (int)grades.Sum())).Fill(1);
        float[] scores = [.. Enumerable.Range(0, grades.Length).Select(place => (float)-place)];
        return Metric.Of(scores, grades).Value;
    }
}
