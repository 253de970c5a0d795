using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Search;

namespace Vitrine.Workbench.Measuring;

/// <summary>The step that measures a model on products that its training never saw, through the index and the search that serve it.</summary>
public static class Evaluating
{
    public const string Category = "category";
    public const string Pairs = "pairs";
    public const string Classification = "classification";
    public const string Candidates = "candidates";
    public const string Composed = "composed";

    public static IReadOnlyList<string> Tasks { get; } = [.. SourceKind.All.SelectMany(kind => kind.Tasks).Distinct()];

    /// <param name="path">A store whose products are encoded with the model, or a folder of the KDD Cup's files.</param>
    /// <param name="modelName">A model of it.</param>
    /// <param name="request">Task, part, and what is compared.</param>
    /// <param name="label">What the metric keys begin with; null for what the model calls itself.</param>
    /// <param name="progress">Told of each direction.</param>
    /// <param name="cancellation">Stops between queries.</param>
    /// <exception cref="UsageException">The task makes no sense for these data or this model, or the model does not fit the data (<see cref="ModelFit"/>).</exception>
    /// <exception cref="MeasurementException">There is nothing to measure.</exception>
    public static Evaluated Run(
        string path, string modelName, EvaluationRequest request, string? label = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        Check(path, request);
        using var model = Methods.Load(path, modelName);
        return Run(path, modelName, model, request, label, progress, cancellation);
    }

    /// <summary>The same with a model that is loaded already, of whatever method: <see cref="Methods"/> need not know it. Its card lies in the folder.</summary>
    /// <inheritdoc cref="Run(string, string, EvaluationRequest, string?, IProgress{WorkProgress}?, CancellationToken)"/>
    public static Evaluated Run(
        string path, string modelName, IRetrievalModel model, EvaluationRequest request, string? label = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        Check(path, request);
        var directory = ModelDirectory.In(path, modelName);
        if (request.Task == Candidates)
            return CandidateTask.Run(directory, model, request, label, progress, cancellation);
        if (SourceKind.Of(path) == SourceKind.LabelledPairs)
            return LabelledPairTask.Run(directory, model, request, label, progress, cancellation);
        using var store = CatalogueStore.Open(path);
        var (card, items) = (directory.ReadCard(), new StoreItems(store));
        ModelFit.Require(modelName, card, store.Tree, items);
        var foreign = ForeignTraining.Of(directory, items, request.Part, stage => (stage.DataHash, stage.SplitHash) == (store.DataHash, store.SplitHash));
        var by = SearchBys.Choose(request.By, model.Description, SearchBys.Best(card));
        label ??= by == SearchBy.Codes ? model.Description.CodesLabel : model.Description.VectorsLabel;
        if (request.Task == Classification)
            return ClassificationTask.Run(store, modelName, model, foreign, request, label, progress, cancellation);
        var retrieval = new RetrievalTask(store, modelName, model, foreign, by, request, progress, cancellation);
        return request.Task switch
        {
            Pairs => new PairTask(retrieval).Run(label),
            Composed => new ComposedTask(retrieval).Run(label, path),
            _ => new CategoryTask(retrieval).Run(label),
        };
    }

    private static void Check(string path, EvaluationRequest request)
    {
        if (!Tasks.Contains(request.Task))
            throw new UsageException($"There is no task '{request.Task}'.", $"There are: {string.Join(", ", Tasks)}.");
        var found = SourceKind.Of(path);
        if (!found.Tasks.Contains(request.Task))
        {
            var wanted = SourceKind.All.Where(kind => kind.Tasks.Contains(request.Task)).Select(kind => kind.Name);
            throw new UsageException($"The task {request.Task} is measured on {string.Join(" or ", wanted)}, and '{path}' is {found.Name}.", $"Use --task {string.Join(" or ", found.Tasks)} with it.");
        }

        if (request.Gallery == GalleryRule.Unseen && found == SourceKind.LabelledPairs)
            throw new UsageException($"'{path}' is {found.Name}, which is measured by both of its galleries at once.", "Leave out --gallery.");
        if (request.Gallery == GalleryRule.Unseen && request.Task != Category)
            throw new UsageException($"The task {request.Task} has a gallery of its own, and no unseen one.", $"Leave out --gallery unseen, or use --task {Category}.");
        if (request.Part == Part.Train && request.Task != Pairs)
            throw new UsageException($"The task {request.Task} compares with training products, which would find themselves.", $"Leave out --part train, or add --task {Pairs}.");
    }

    /// <summary>The products of a part that have photos.</summary>
    /// <exception cref="MeasurementException">There are none.</exception>
    internal static IReadOnlyList<int> RowsOf(CatalogueStore store, Part part) => store.PhotographedRowsOf(part) is { Count: > 0 } rows
        ? rows
        : throw new MeasurementException($"No product of '{store.Path}' belongs to the {NameOf(part)} part.", "An evaluation needs at least some hundred products with different titles.");

    /// <summary>As protocols and messages call a part.</summary>
    internal static string NameOf(Part part) => part.ToString().ToLowerInvariant();
}
