using Vitrine.Evaluation;
using Vitrine.Workbench.Hashing;

namespace Vitrine.Workbench.Comparing;

/// <summary>The measures of a single query, from its scores: ties are expectations over all orders, as everywhere.</summary>
/// <param name="question">Who asks what.</param>
internal sealed class QueryMeasures(CategoryQuestion question)
{
    private const int FirstRanks = 10;

    /// <summary>N of the P@N curve.</summary>
    public static IReadOnlyList<int> Ranks { get; } = [1, 5, 10, 20, 50, 100, 200, 500, 1000];

    /// <summary>Levels of the precision-recall curve.</summary>
    public static IReadOnlyList<double> Recalls { get; } = [.. Enumerable.Range(1, 20).Select(step => step / 20.0)];

    /// <summary>Names of the measures of <see cref="Of"/>, in its order.</summary>
    public IReadOnlyList<string> Names { get; } =
        ["map", .. Enumerable.Range(1, question.Layers).Select(layer => $"map-layer-{layer}"), "p@10", "tree-distance@10", "hierarchical-precision@10"];

    /// <param name="query">Number of a query.</param>
    /// <param name="scores">Of the gallery.</param>
    /// <returns>Values by <see cref="Names"/>; and the two curves.</returns>
    public (double[] Values, double[] AtRanks, double[] AtRecalls) Of(int query, ReadOnlySpan<float> scores)
    {
        var order = ScoreOrder.Descending(scores);
        var common = question.LayersInCommon(query);
        var perLayer = new TieBucket[question.Layers][];
        for (var layer = 0; layer < perLayer.Length; layer++)
            perLayer[layer] = Buckets(order, scores, common, layer + 1);
        int Relevant(int layer) => common.Count(layers => layers > layer);
        var finest = perLayer[^1];
        var first = Math.Min(FirstRanks, order.Length);
        // An item's distance in the tree is the number of layers that it does not share.
        var shared = perLayer.Sum(ranking => Precision.RelevantWithin(ranking, first));
        double[] values =
        [
            AveragePrecision.Expected(finest, Relevant(question.Layers - 1)),
            .. perLayer.Select((ranking, layer) => AveragePrecision.Expected(ranking, Relevant(layer))),
            Precision.At(finest, FirstRanks),
            question.Layers - shared / first,
            HierarchicalPrecision.At(scores, common, question.Layers, FirstRanks),
        ];
        return (values, [.. Ranks.Select(rank => Precision.At(finest, rank))], [.. Recalls.Select(recall => PrecisionRecall.At(finest, Relevant(question.Layers - 1), recall))]);
    }

    private static TieBucket[] Buckets(int[] order, ReadOnlySpan<float> scores, int[] common, int layers)
    {
        var buckets = new List<TieBucket>();
        for (var first = 0; first < order.Length;)
        {
            var (end, relevant) = (first, 0);
            for (; end < order.Length && scores[order[end]] == scores[order[first]]; end++)
                relevant += common[order[end]] >= layers ? 1 : 0;
            buckets.Add(new TieBucket(end - first, relevant));
            first = end;
        }

        return [.. buckets];
    }
}
