using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Cli.Terminal;
using Vitrine.Models.Files;
using Vitrine.Models.Hsl;
using Vitrine.Models.Hsl.Regions;
using Vitrine.Tensors;

namespace Vitrine.Cli.Line;

/// <summary>Exact scores of texts with photos for models that look at single regions, whose vectors alone would measure their first stage only.</summary>
static class RegionScores
{
    /// <summary>Scores [title][photo] of some products; null for a model whose vectors say all.</summary>
    /// <param name="store">The products.</param>
    /// <param name="model">A model of the store.</param>
    /// <param name="rows">Whose titles and photos.</param>
    /// <param name="session">Progress, cancellation.</param>
    public static float[][]? Of(CatalogueStore store, string model, IReadOnlyList<int> rows, Session session)
    {
        ModelDirectory directory = ModelDirectory.Of(store, model);
        if (directory.ReadCard() is not { Method: "hsl" } card)
            return null;
        using HslModel hsl = HslMethod.Open(directory, card);
        if (!hsl.NeedsRescoring)
            return null;
        using Tensor features = FeatureCache.Load(store, hsl.Regions.Extractor, cancellation: session.Stop);
        string[] titles = [.. store.Products().Select(product => product.Title)];
        var candidates = new HslCandidates(new StoreRegions(features, hsl.Regions.Regions), [.. rows.Select(row => new HslQuery(hsl.Words.Of(titles[row]), rows, []))]);
        return session.Track("Comparing regions", stage => candidates.Scores(hsl, stage.Of(rows.Count), session.Stop));
    }
}
