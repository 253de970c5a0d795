using Vitrine.Catalogue.Text;
using Vitrine.Evaluation;

namespace Vitrine.Workbench.Measuring;

/// <summary>Titles of a part find its photos and back: relevant is the same product, or one with the same title.</summary>
internal sealed class PairTask(RetrievalTask retrieval)
{
    public Evaluated Run(string label)
    {
        var rows = Evaluating.RowsOf(retrieval.Store, retrieval.Request.Part);
        var asking = retrieval.Foreign.LeaveOut(rows, $"{retrieval.PartName} products", out var known);
        var leftOut = new LeftOutTrained(known);
        var queries = QuerySample.Of(asking, retrieval.Store.Count);
        string[] keys = [.. retrieval.Store.TitlesOf(rows).Select(SameTitle.KeyOf)];
        var sameTitle = Enumerable.Range(0, keys.Length).ToLookup(index => keys[index], StringComparer.Ordinal);
        var placeOf = rows.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        int[][] relevant = [.. queries.Select(row => sameTitle[keys[placeOf[row]]].ToArray())];
        var protocol = new ProtocolRecord
        {
            Part = retrieval.NameOf(queries, asking),
            Excluded = leftOut.InWords,
            Gallery = $"{retrieval.PartName} products",
            Relevance = "same product, or a product with the same title",
            SelfMatch = "the product itself is relevant",
            SplitHash = retrieval.Store.SplitHash,
        };
        var options = new PairOptions { Threads = retrieval.Request.Threads };
        return retrieval.BothDirections(label, queries, rows, leftOut, Evaluating.Pairs,
            (scores, stage) =>
            {
                var result = PairRetrieval.Evaluate(relevant, rows.Count, scores, protocol, options, stage, retrieval.Cancellation);
                return (result.Queries, result.LeftOut, Measures(result), result.Protocol);
            },
            (distances, stage) =>
            {
                var result = PairRetrieval.Evaluate(relevant, rows.Count, distances, protocol, options, stage, retrieval.Cancellation);
                return (result.Queries, result.LeftOut, Measures(result), result.Protocol);
            });
    }

    private static IReadOnlyList<Measure> Measures(PairResult result) =>
    [
        .. result.Recall.Select(recall => new Measure($"r@{recall.K}", recall.Value, recall.Chance) { PerQuery = [.. result.PerQuery.Select(found => found?.HitAt(recall.K) ?? double.NaN)] }),
        new("median-rank", result.MedianRank, null, IsShare: false),
        new("mrr", result.Mrr, result.MrrChance),
    ];
}
