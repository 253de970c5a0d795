using Vitrine.Evaluation;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Search;
using Vitrine.Search.Shop;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Recipe;

/// <summary>How well a model pairs photos and titles of the validation part: what a recipe chooses by.</summary>
internal static class ValidationPairs
{
    private const int MostQueries = 2000;

    private static readonly int[] Ranks = [1, 2, 5, 10, 20, 50, 100];

    /// <summary>Mean reciprocal rank of the photos for their titles, a random ranking's, and the share found among the first ten; null where fewer than two products are there to be told apart.</summary>
    /// <remarks>The reciprocal rank looks at every query: where ten of thirty photos are "found" anyway, a recall would not tell models apart.</remarks>
    public static PairFigures? Of(string path, string modelName, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var source = LearningSource.Open(path, cancellation);
        var queries = source.Data.ValidationQueries(MostQueries);
        if (queries.Count < 2)
            return null;
        using var model = Methods.Load(path, modelName);
        var by = SearchBys.Choose(null, model.Description, SearchBys.Best(ModelDirectory.In(path, modelName).ReadCard()));
        int[] rows = [.. queries.Select(query => query.Items).Distinct().SelectMany(items => items).Distinct()];
        var placeOf = rows.Index().ToDictionary(row => row.Item, row => row.Index);
        var gallery = ExhaustiveGallery.Of(model, source.Data.Items, ItemField.Photo, rows, by, cancellation);
        var asked = model.EncodeQueries([.. queries.Select(query => Query.Words(query.Text))], ItemField.Photo, cancellation);
        int[][] relevant = [.. queries.Select(query => query.Items.Zip(query.IsRelevant).Where(item => item.Second).Select(item => placeOf[item.First]).ToArray())];
        var result = PairRetrieval.Evaluate(relevant, rows.Length, (query, scores) => gallery.Scores(asked[query], scores),
            new ProtocolRecord { Gallery = "validation products", Relevance = "same title", SelfMatch = "relevant" }, new PairOptions { Threads = 1, Ranks = [.. Ranks.Where(rank => rank <= rows.Length)] }, progress.Count($"Comparing {modelName}", queries.Count), cancellation);
        return new PairFigures(result.Mrr.Value, result.MrrChance, rows.Length, [.. result.Recall.Select(recall => new FoundShare(recall.K, recall.Value.Value, recall.Chance))]);
    }
}

/// <summary>What a model's pairs are worth.</summary>
/// <param name="Mrr">Mean reciprocal rank.</param>
/// <param name="Chance">Of a random ranking.</param>
/// <param name="Products">Among which a photo was looked for.</param>
/// <param name="Curve">How many titles find their photo among the first hits.</param>
internal sealed record PairFigures(double Mrr, double Chance, int Products, IReadOnlyList<FoundShare> Curve);
