using System.Globalization;
using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Fusion;
using Vitrine.Search.Queries;
using Vitrine.Search.Shop;
using Vitrine.Search.Signals;
using Vitrine.Workbench.Shopping;

namespace Vitrine.Workbench.Recipe;

/// <summary>How good a shop's search is on products that training never saw, and what would help most, in plain words.</summary>
internal static class ShopVerdict
{
    private const int MostQueries = 200;
    private const int FewProducts = 20;

    // Closer to guessing than a tenth of what there is to win: nothing is told. A shop of many small kinds, whose titles have words that no other has, tells a fifth.
    private const double TellsNothing = 0.1;

    public static IReadOnlyList<string> Of(string storePath, string model, PairFigures? pairs, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var store = CatalogueStore.Open(storePath);
        return [.. new[] { Searches(store, model, progress, cancellation), Matches(store, pairs, cancellation), FewOfAKind(store) }.OfType<string>()];
    }

    private static string? Searches(CatalogueStore store, string model, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var unseen = RowSet.Where(store.Count, row => store.Parts[row] != Part.Train);
        var queries = ShopperQueries.Make(store, new ShopperOptions { Part = Part.Test, MostQueries = MostQueries }, cancellation).Queries
            .Select(query => (query.Text, Right: query.Relevant.Where(unseen.Contains).ToArray())).Where(query => query.Right.Length > 0).ToArray();
        if (queries.Length == 0)
            return "How good searches are cannot be told: no values of attributes or categories are shared by products that training did not see.";
        using var signals = ShopSignals.Open(store, model);
        var hidden = signals.All(seesAttributes: false);
        var stage = progress.Count("Asking as shoppers do", queries.Length);
        var (all, words, chance) = (0.0, 0.0, 0.0);
        var joined = new JoinedSignal(hidden, FusionWriter.TryOpen(store, model) ?? FusionWeights.Prior);
        var unseenCount = Enumerable.Range(0, store.Count).Count(unseen.Contains);
        foreach (var (done, query) in queries.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            all += Ndcg(joined.Ask(query.Text).Best(QueryFigures.Cutoff, unseen));
            words += Ndcg(hidden[0].Ask(query.Text).Best(QueryFigures.Cutoff, unseen));
            chance += (double)query.Right.Length / unseenCount;
            stage?.Report(done + 1);

            double Ndcg(IReadOnlyList<ScoredRow> found) => QueryFigures.Of([.. found.Select(hit => hit.Row)], query.Right).Ndcg;
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"{queries.Length} searches such as \"{queries[0].Text}\", blind to attributes and categories, on {unseenCount:N0} products that training never saw: the first ten are {all / queries.Length:P0} of the best ten there are (by the words of titles alone {words / queries.Length:P0}, by chance {chance / queries.Length:P0}; nDCG@10).");
    }

    private static string? Matches(CatalogueStore store, PairFigures? pairs, CancellationToken cancellation)
    {
        using var source = LearningSource.Open(store.Path, cancellation);
        return pairs is null || pairs.Products < FewProducts || KindsTold.Of(source.Data, cancellation) is not { } told || told.Products < FewProducts
            ? null
            : Matches(pairs, told, LearnedOfAKind(store));
    }

    /// <param name="pairs">How well titles find their photos.</param>
    /// <param name="told">How well each tells the kind.</param>
    /// <param name="learnedOfAKind">Products of a kind that training saw, on average.</param>
    internal static string? Matches(PairFigures pairs, KindsTold told, double learnedOfAKind)
    {
        var (photos, titles, match) = (Tells(told.ByPhoto, told.ByGuess), Tells(told.ByTitle, told.ByGuess), Tells(pairs.Mrr, pairs.Chance));
        // What finds each other says something: of titles that are new with each product nothing else can be told.
        if (match && (photos || titles))
            return null;
        var figures = string.Create(CultureInfo.InvariantCulture, $"the kind of an unseen product is told from its photo in {told.ByPhoto:P0} of the cases, from its title in {told.ByTitle:P0}, by guessing the most frequent one in {told.ByGuess:P0}");
        if (photos && titles)
            return $"Photos and titles each say what a product is ({figures}), but they do not say the same: check how photos are matched to rows.";
        // Of a handful a kind nothing is learned, be the table as good as it may.
        if (!photos && !titles && learnedOfAKind < FewProducts)
            return $"There are too few products of a kind to learn kinds from ({figures}).";
        var wrong = photos ? "the titles do not say what the products are: they may belong to other rows, or say nothing" : titles ? "the photos do not show what the products are: they may belong to other rows" : "neither photos nor titles have to do with the categories: the columns or rows of the table may be mixed up";
        return $"This model is of little use, because {wrong} ({figures}).";
    }

    private static double LearnedOfAKind(CatalogueStore store) =>
        (double)store.Parts.Count(part => part == Part.Train) / Math.Max(1, store.Categories.Where(category => category >= 0).Distinct().Count());

    private static string? FewOfAKind(CatalogueStore store)
    {
        var counts = store.Categories.CountBy(category => category).ToArray();
        var few = counts.Where(pair => pair.Value < FewProducts).ToArray();
        return few.Length == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"{few.Length:N0} of {counts.Length:N0} categories have fewer than {FewProducts} products, {few.Sum(pair => pair.Value):N0} in all: more photos of these would help most, \"{store.Tree.Path(few.MinBy(pair => pair.Value).Key)[^1]}\" first.");
    }

    private static bool Tells(double figure, double byGuess) => figure - byGuess > TellsNothing * (1 - byGuess);
}
