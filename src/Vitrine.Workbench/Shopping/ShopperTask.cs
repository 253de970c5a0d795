using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Search.Fields;
using Vitrine.Search.Queries;
using Vitrine.Search.Shop;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Shopping;

/// <summary>
/// The step that measures what shoppers find: queries made of the values of attributes, in several variants, against all products of a store, whose attributes are hidden
/// from what is searched (but for those that are called "-shown"). Ways to rank stand beside each other: the signals of the shop alone, those that learn no attributes by their ranks, and the search itself.
/// </summary>
public static class ShopperTask
{
    /// <summary>As <c>eval --task</c> and keys call it.</summary>
    public const string Name = "shopper";

    /// <summary>As experiments and keys call it where only products are searched that training never saw.</summary>
    public const string UnseenName = $"{Name}-unseen";

    private const string Fused = "rrf";
    private const string Traits = "traits";
    private const string Search = "search";
    private const string Shown = "-shown";

    /// <param name="path">A store that is indexed with the model.</param>
    /// <param name="modelName">A model of it.</param>
    /// <param name="request">Queries, and what is searched.</param>
    /// <param name="label">What the metric keys begin with; null for the model's name.</param>
    /// <param name="progress">Told of finished queries.</param>
    /// <param name="cancellation">Stops between queries.</param>
    /// <exception cref="UsageException">The folder is no store or not indexed, an attribute makes no queries, or the model does not fit the store (<see cref="ModelFit"/>).</exception>
    /// <exception cref="MeasurementException">The store's values make no queries.</exception>
    public static ShopperResult Run(
        string path, string modelName, ShopperRequest request, string? label = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        Check(path, request);
        using var store = CatalogueStore.Open(path);
        var (directory, items) = (ModelDirectory.In(path, modelName), new StoreItems(store));
        ModelFit.Require(modelName, directory.ReadCard(), store.Tree, items);
        progress?.Report(new WorkProgress("Making queries"));
        var made = ShopperQueries.Make(store, request.Queries, cancellation);
        if (made.Queries.Count == 0)
            throw NoQueries(store, request.Queries, made);
        using var signals = ShopSignals.Open(store, modelName);
        using var fields = ShopFields.Open(store);
        var foreign = ForeignTraining.Of(directory, items, request.Queries.Part, card => (card.DataHash, card.SplitHash) == (store.DataHash, store.SplitHash));
        var leftOut = 0;
        var gallery = request.IsUnseenOnly ? Unseen(store, foreign, out leftOut) : null;
        var results = ShopperMeasures.Of(made, store.Count, gallery, Contestants(signals, fields, gallery), progress.Count("Asking as shoppers do", made.Queries.Count), cancellation);
        if (results.Count == 0 || results[0].Variants.Count == 0)
            throw NothingRight(store, request.Queries, made);
        return new ShopperResult(label ?? modelName, results, [.. made.Queries.CountBy(query => query.Group)],
            new ShopperProtocol(Evaluating.NameOf(request.Queries.Part), made.Attributes, store.Count, request.IsUnseenOnly, request.Queries.LeastProducts, request.Queries.Seed, store.DataHash) { LeftOutTrained = leftOut });
    }

    // What a model was trained on in another store, or before the products or their split were others, it has seen as well.
    private static RowSet Unseen(CatalogueStore store, ForeignTraining foreign, out int leftOut)
    {
        int[] rows = [.. Enumerable.Range(0, store.Count).Where(row => store.Parts[row] != Part.Train)];
        var unseen = new RowSet(store.Count);
        foreach (var row in foreign.LeaveOut(rows, "products outside the training part", out leftOut))
            unseen.Add(row);
        return unseen;
    }

    // The search itself, once as it is and once blind to what the queries are made of; each of its signals alone, and three of them by their ranks.
    private static Contestant[] Contestants(ShopSignals opened, ShopFields fields, RowSet? gallery)
    {
        RankedSignal[] signals = [.. opened.All(seesAttributes: false).Select(signal => new RankedSignal(signal, gallery))];
        RankedSignal[] fused = [.. signals.Where(signal => signal.Name != Traits)];
        var words = new RankedSignal(opened.All(seesAttributes: true)[0], gallery);
        var (hidden, shown) = (new ShopRanking(opened, fields: null), new ShopRanking(opened, fields));
        return
        [
            .. signals.Select(signal => new Contestant(signal.Name, signal.Rank)),
            new Contestant(Fused, text => ReciprocalRankFusion.Of(fused.Select(signal => signal.Rank(text)))),
            new Contestant(Search, text => Rows(hidden, text)),
            new Contestant($"{words.Name}{Shown}", words.Rank),
            new Contestant($"{Search}{Shown}", text => Rows(shown, text)),
        ];

        IReadOnlyList<int> Rows(ShopRanking ranking, string text) => [.. ranking.Rank(text, ShopperMeasures.MostRanks, gallery).Hits.Select(hit => hit.Row)];
    }

    private static void Check(string path, ShopperRequest request)
    {
        if (SourceKind.Of(path) is var found && found != SourceKind.Store)
            throw new UsageException($"The task {Name} is measured on {SourceKind.Store.Name}, and '{path}' is {found.Name}.", $"Use --task {string.Join(" or ", found.Tasks)} with it.");
        if (request.Queries.Part == Part.Train)
            throw new UsageException($"The task {Name} has queries of its own, of which none is for training.", "Leave out --part train.");
    }

    private static MeasurementException NothingRight(CatalogueStore store, ShopperOptions options, ShopperQueries made) =>
        new($"None of the products of '{store.Path}' that training never saw is right for any of the {made.Queries.Count} queries of the {Evaluating.NameOf(options.Part)} half.", "Measure on a larger shop, or search all products: leave out --gallery unseen.");

    private static MeasurementException NoQueries(CatalogueStore store, ShopperOptions options, ShopperQueries made) => made.Attributes.Count == 0
        ? new($"The products of '{store.Path}' have one category and no attributes with words for values, so that no queries can be made of them.", "Import attributes (--attribute colour,…) or categories.")
        : new($"No values of {string.Join(", ", made.Attributes)} are shared by {options.LeastProducts} products of '{store.Path}' in the {Evaluating.NameOf(options.Part)} half of the queries.", "Measure on a larger shop, or ask for fewer attributes at once (--attributes).");
}
