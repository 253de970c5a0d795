using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Search;
using Vitrine.Search.Queries;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Shopping;

/// <summary>
/// The step that measures what shoppers find: queries made of the values of attributes, in several variants, against all products of a store, whose attributes are hidden
/// from what is searched. Ways to rank stand beside each other: words, photos and titles alone, all three by their ranks, and words with the attributes shown.
/// </summary>
public static class ShopperTask
{
    /// <summary>As <c>eval --task</c> and keys call it.</summary>
    public const string Name = "shopper";

    /// <param name="path">A store whose products are encoded with the model.</param>
    /// <param name="modelName">A model of it.</param>
    /// <param name="request">Queries, and what is compared.</param>
    /// <param name="label">What the metric keys begin with; null for what the model calls itself.</param>
    /// <param name="progress">Told of finished queries.</param>
    /// <param name="cancellation">Stops between queries.</param>
    /// <exception cref="UsageException">The folder is no store, an attribute makes no queries, or the model does not fit the store (<see cref="ModelFit"/>).</exception>
    /// <exception cref="MeasurementException">The store's values make no queries.</exception>
    public static ShopperResult Run(
        string path, string modelName, ShopperRequest request, string? label = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        Check(path, request);
        using var model = Methods.Load(path, modelName);
        return Run(path, modelName, model, request, label, progress, cancellation);
    }

    /// <summary>The same with a model that is loaded already, of whatever method.</summary>
    /// <inheritdoc cref="Run(string, string, ShopperRequest, string?, IProgress{WorkProgress}?, CancellationToken)"/>
    public static ShopperResult Run(
        string path, string modelName, IRetrievalModel model, ShopperRequest request, string? label = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        Check(path, request);
        using var store = CatalogueStore.Open(path);
        var card = ModelDirectory.In(path, modelName).ReadCard();
        ModelFit.Require(modelName, card, store.Tree, new StoreItems(store));
        var by = SearchBys.Choose(request.By, model.Description, SearchBys.Best(card));
        progress?.Report(new WorkProgress("Making queries"));
        var made = ShopperQueries.Make(store, request.Queries, cancellation);
        if (made.Queries.Count == 0)
            throw NoQueries(store, request.Queries, made);
        using var contestants = new ShopContestants(store, modelName, model, by, progress, cancellation);
        var results = ShopperMeasures.Of(made, store.Count, contestants.All, progress.Count("Asking as shoppers do", made.Queries.Count), cancellation);
        return new ShopperResult(label ?? (by == SearchBy.Codes ? model.Description.CodesLabel : model.Description.VectorsLabel), results, [.. made.Queries.CountBy(query => query.Group)],
            new ShopperProtocol(Evaluating.NameOf(request.Queries.Part), made.Attributes, store.Count, request.Queries.LeastProducts, request.Queries.Seed, store.DataHash));
    }

    private static void Check(string path, ShopperRequest request)
    {
        if (SourceKind.Of(path) is var found && found != SourceKind.Store)
            throw new UsageException($"The task {Name} is measured on {SourceKind.Store.Name}, and '{path}' is {found.Name}.", $"Use --task {string.Join(" or ", found.Tasks)} with it.");
        if (request.Queries.Part == Part.Train)
            throw new UsageException($"The task {Name} has queries of its own, of which none is for training.", "Leave out --part train.");
    }

    private static MeasurementException NoQueries(CatalogueStore store, ShopperOptions options, ShopperQueries made) => made.Attributes.Count == 0
        ? new($"The products of '{store.Path}' have one category and no attributes with words for values, so that no queries can be made of them.", "Import attributes (--attribute colour,…) or categories.")
        : new($"No values of {string.Join(", ", made.Attributes)} are shared by {options.LeastProducts} products of '{store.Path}' in the {Evaluating.NameOf(options.Part)} half of the queries.", "Measure on a larger shop, or ask for fewer attributes at once (--attributes).");
}
