using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Search;

namespace Vitrine.Cli.Line;

/// <summary>Exact scores of titles with photos for models that look at single regions, whose vectors alone would measure their first stage only.</summary>
internal static class RegionScores
{
    // All scores are kept at once, in both directions: 3.2 GB.
    private const int MostProducts = 20_000;

    /// <summary>Scores [title][photo] of some products; null for a model whose vectors say all.</summary>
    /// <param name="store">The products.</param>
    /// <param name="model">A model of the store.</param>
    /// <param name="encodings">What it made of them.</param>
    /// <param name="rows">Whose titles and photos.</param>
    /// <param name="session">Threads, progress, cancellation.</param>
    public static float[][]? Of(CatalogueStore store, string model, StoredEncodings encodings, IReadOnlyList<int> rows, Session session)
    {
        using var loaded = ModelDirectory.Load(store, model);
        if (loaded is not (IComparingModel or IRescoringModel { ScoreParts.Count: > 0 }))
            return null;
        if (rows.Count > MostProducts)
        {
            throw VerbException.Usage($"the model '{model}' compares regions, and the part has {rows.Count} products, more than {MostProducts}.",
                "evaluate a smaller part, or a model whose vectors say all.");
        }

        if (loaded is IComparingModel comparing)
        {
            string[] titles = [.. store.Products().Select(product => product.Title)];
            return session.Track("Comparing words and regions", stage =>
                comparing.Compare(store, [.. rows.Select(row => titles[row])], rows, stage.Of(rows.Count), session.Stop));
        }

        var rescoring = (IRescoringModel)loaded;
        using var regions = StoredRegions.Open(store, model, rescoring);
        int[] photos = [.. rows];
        var scores = new float[rows.Count][];
        session.Track("Comparing regions", stage =>
        {
            var progress = stage.Of(rows.Count);
            var done = 0;
            var options = new ParallelOptions { MaxDegreeOfParallelism = session.Threads, CancellationToken = session.Stop };
            Parallel.For(0, rows.Count, options, i =>
            {
                scores[i] = regions.Scores(encodings.Texts.Vectors.AsSpan(rows[i] * encodings.Dimensions, encodings.Dimensions), photos);
                progress.Report(Interlocked.Increment(ref done));
            });
        });
        return scores;
    }
}
