using System.Collections.Concurrent;
using Vitrine.Catalogue;
using Vitrine.Evaluation;
using Vitrine.Workbench.Hashing;

namespace Vitrine.Workbench.Comparing;

/// <summary>Rankings and judgements as TREC files have them, collected by several threads.</summary>
internal sealed class TrecRankings(CatalogueStore store, CategoryQuestion question)
{
    private const int Depth = 1000; // as at TREC

    private readonly ConcurrentDictionary<int, TrecHit[]> rankings = [];
    private readonly string[] galleryIds = [.. question.Gallery.Select(row => Cell(store[row].Id))];

    /// <summary>Keeps the first thousand of a query; equal scores stand in the order of the gallery.</summary>
    public void Add(int query, ReadOnlySpan<float> scores)
    {
        var order = ScoreOrder.Descending(scores);
        var hits = new TrecHit[Math.Min(Depth, order.Length)];
        for (var rank = 0; rank < hits.Length; rank++)
            hits[rank] = new TrecHit(galleryIds[order[rank]], scores[order[rank]]);
        rankings[query] = hits;
    }

    public TrecRun Run(int[] queries)
    {
        var run = new TrecRun();
        foreach (var query in queries)
            run.Set(IdOf(query), rankings[query]);
        return run;
    }

    /// <summary>1 for each item of the gallery in the query's finest category.</summary>
    public TrecQrels Qrels(int[] queries)
    {
        var qrels = new TrecQrels();
        var byLabel = Enumerable.Range(0, galleryIds.Length).ToLookup(item => question.GalleryLabels[^1][item]);
        foreach (var query in queries)
        {
            foreach (var item in byLabel[question.QueryLabels[^1][query]])
                qrels.Add(IdOf(query), galleryIds[item], 1);
        }

        return qrels;
    }

    private string IdOf(int query) => Cell(store[question.Queries[query]].Id);

    // Columns are parted by white space, and ids of shops may have some.
    private static string Cell(string id) => string.Concat(id.Select(c => char.IsWhiteSpace(c) ? '_' : c));
}
