using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Evaluation;
using Vitrine.Models;
using Vitrine.Models.Baselines.RandomRotation;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Search.Codes;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Hashing;

/// <summary>
/// Titles find their own photos, and back, by codes: alone ("r@10-codes"), weighted where the model says how sure it is ("r@10-weighted"), by the scores that they estimate where it does so ("r@10-estimated"), and after the first 200 were scored anew
/// by the vectors of another model ("r@10-rescored-200"), whose exact ranking stands beside ("r@10-vectors").
/// </summary>
public static class CodePairsTask
{
    public const string Name = $"{Evaluating.Pairs}-codes";

    /// <summary>How many of the first are scored anew.</summary>
    public const int Shortlist = Gallery.Shortlist;

    /// <summary>Whether a model gives codes.</summary>
    public static bool IsFor(string path, string modelName)
    {
        using var model = Methods.Load(path, modelName);
        return model.Description.HasCodes;
    }

    /// <param name="path">A store whose products are encoded with both models.</param>
    /// <param name="modelName">A model of codes.</param>
    /// <param name="vectorModel">A model of vectors; null: nothing is scored anew.</param>
    /// <param name="request">Part and threads.</param>
    /// <param name="label">What the metric keys begin with; null for what the model calls itself.</param>
    /// <param name="progress">Told of each direction.</param>
    /// <param name="cancellation">Stops between queries.</param>
    /// <exception cref="UsageException">A model does not give what it is asked for.</exception>
    public static Evaluated Run(
        string path, string modelName, string? vectorModel, EvaluationRequest request, string? label = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var codes = OpenedModel.Open(path, modelName, request.Part);
        using var vectors = vectorModel is null ? null : OpenedModel.Open(path, vectorModel, request.Part);
        var by = codes.Choose(SearchBy.Codes);
        vectors?.Choose(SearchBy.Vectors);
        var retrieval = codes.Retrieval(request, by, progress, cancellation);
        var rows = Evaluating.RowsOf(codes.Store, request.Part);
        var asking = retrieval.Foreign.LeaveOut(rows, $"{retrieval.PartName} products", out var known);
        var queries = QuerySample.Of(asking, codes.Store.Count);
        var relevant = RelevantOf(codes.Store, rows, queries);
        var options = new PairOptions { Threads = request.Threads };
        var protocol = new ProtocolRecord
        {
            Part = retrieval.NameOf(queries, asking),
            Excluded = new LeftOutTrained(known).InWords,
            Gallery = $"{retrieval.PartName} products",
            Relevance = "same product, or a product with the same title",
            SelfMatch = "the product itself is relevant",
            SplitHash = codes.Store.SplitHash,
        };
        var results = new List<DirectionResult>();
        foreach (var (name, field) in new[] { ("text-to-image", ItemField.Photo), ("image-to-text", ItemField.Title) })
        {
            var ways = new List<(string Suffix, ScoreSource Scores)>();
            using var ranked = Rank(retrieval, field, queries, rows);
            ways.Add(("codes", ranked.Served));
            using var weighted = codes.Model.Description.HasBitWeights ? WeightedGallery.Open(codes.Store, modelName, codes.Model.Description, field) : null;
            using var sure = weighted is null ? null : new WeightedScores(weighted, ranked, codes.Store.Count, rows);
            if (sure is not null)
                ways.Add(("weighted", sure.Of));
            using var estimated = weighted is not null && codes.Model is IScoreEstimates estimates ? new EstimatedScores(estimates, weighted, ranked, codes.Store, field, rows, cancellation) : null;
            if (estimated is not null)
                ways.Add(("estimated", estimated.Of));
            using var exact = vectors is null ? null : Rank(vectors.Retrieval(request, SearchBy.Vectors, null, cancellation), field, queries, rows);
            if (exact is not null)
            {
                ways.Add(($"rescored-{Shortlist}", Rescored(ways[^1].Scores, exact.Served)));
                ways.Add(("vectors", exact.Served));
            }

            var measures = new List<Measure>();
            PairResult? last = null;
            foreach (var (suffix, scores) in ways)
            {
                last = PairRetrieval.Evaluate(relevant, rows.Count, scores, protocol, options, progress.Count($"Evaluating {name}, {suffix}", queries.Length), cancellation);
                measures.AddRange(last.Recall.Select(recall => new Measure($"r@{recall.K}-{suffix}", recall.Value, recall.Chance)
                {
                    PerQuery = [.. last.PerQuery.Select(found => found?.HitAt(recall.K) ?? double.NaN)],
                }));
            }

            protocol = last!.Protocol;
            results.Add(new DirectionResult(name, last.Queries, last.LeftOut, measures));
        }

        return new Evaluated(label ?? codes.LabelOf(by), Evaluating.Pairs, retrieval.Compared(), results, protocol) { LeftOutTrained = new LeftOutTrained(known) };
    }

    private static RankedField Rank(RetrievalTask retrieval, ItemField field, int[] queries, IReadOnlyList<int> rows) => retrieval.Rank(field, queries,
        asked => field == ItemField.Photo ? [.. retrieval.Items.Titles(asked).Select(Query.Words)] : [.. asked.Select(row => Query.Like(retrieval.Items, row))], rows);

    private static int[][] RelevantOf(CatalogueStore store, IReadOnlyList<int> rows, int[] queries)
    {
        string[] keys = [.. store.TitlesOf(rows).Select(SameTitle.KeyOf)];
        var sameTitle = Enumerable.Range(0, keys.Length).ToLookup(index => keys[index], StringComparer.Ordinal);
        var placeOf = rows.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return [.. queries.Select(row => sameTitle[keys[placeOf[row]]].ToArray())];
    }

    /// <summary>The first of a ranking by other scores; the rest keeps its order below them.</summary>
    private static ScoreSource Rescored(ScoreSource first, ScoreSource anew) => (query, scores) =>
    {
        first(query, scores);
        var order = ScoreOrder.Descending(scores);
        var other = new float[scores.Length];
        anew(query, other);
        var shortlist = order.AsSpan(0, Math.Min(Shortlist, order.Length));
        var (least, most) = (float.MaxValue, scores[order[0]]);
        foreach (var item in shortlist)
            least = Math.Min(least, other[item]);
        for (var item = 0; item < scores.Length; item++)
            scores[item] += least - most - 1;
        foreach (var item in shortlist)
            scores[item] = other[item];
    };
}
