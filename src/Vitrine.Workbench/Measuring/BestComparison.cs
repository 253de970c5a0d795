using Vitrine.Evaluation;
using Vitrine.Models.Contract;
using Vitrine.Search;

namespace Vitrine.Workbench.Measuring;

/// <summary>Whether a model that gives codes and vectors finds more by the one or by the other: mean reciprocal rank of validation photos for their titles.</summary>
internal static class BestComparison
{
    // Enough to tell the two apart.
    private const int MostQueries = 1000;

    public static SearchBy Find(string path, IRetrievalModel model, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var source = LearningSource.Open(path, cancellation);
        var queries = source.Data.ValidationQueries(MostQueries);
        if (queries.Count < 2)
            return SearchBy.Vectors; // nothing to tell them apart by; vectors have no ties
        // Queries of a store share one list of candidates, those of a benchmark have lists of their own.
        int[] rows = [.. queries.Select(query => query.Items).Distinct().SelectMany(items => items).Distinct()];
        var placeOf = rows.Index().ToDictionary(row => row.Item, row => row.Index);
        var (byCodes, byVectors) = (Mrr(SearchBy.Codes), Mrr(SearchBy.Vectors));
        return byCodes > byVectors ? SearchBy.Codes : SearchBy.Vectors;

        double Mrr(SearchBy by)
        {
            var gallery = ExhaustiveGallery.Of(model, source.Data.Items, ItemField.Photo, rows, by, cancellation);
            var asked = model.EncodeQueries([.. queries.Select(query => Query.Words(query.Text))], ItemField.Photo, cancellation);
            int[][] relevant = [.. queries.Select(query => query.Items.Zip(query.IsRelevant).Where(item => item.Second).Select(item => placeOf[item.First]).ToArray())];
            return PairRetrieval.Evaluate(relevant, rows.Length, (query, scores) => gallery.Scores(asked[query], scores),
                new ProtocolRecord { Gallery = "validation products", Relevance = "same title", SelfMatch = "relevant" },
                new PairOptions { Threads = 1 }, progress.Count($"Comparing by {by.ToString().ToLowerInvariant()}", queries.Count), cancellation).Mrr.Value;
        }
    }
}
