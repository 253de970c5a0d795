using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Index;
using Vitrine.Models.Files;
using Vitrine.Search;

namespace Vitrine.Cli.Line;

/// <summary>The step that measures a model on products that its training never saw.</summary>
internal static class Evaluating
{
    public static readonly string[] Tasks = ["category", "pairs", ClassificationTask.Name];

    /// <param name="storePath">The store.</param>
    /// <param name="model">A model of it, whose encodings are there.</param>
    /// <param name="request">Task, part, and what is compared.</param>
    /// <param name="session">Threads, progress, cancellation.</param>
    /// <param name="label">What the metric keys begin with; null for the method with its variant, as the model itself tells them.</param>
    public static Evaluated Run(string storePath, string model, EvaluationRequest request, Session session, string? label = null)
    {
        if (request.Part == Part.Train && request.Task != "pairs")
            throw VerbException.Usage($"the task {request.Task} compares with training products, which would find themselves.", "leave out --part train, or add --task pairs.");
        using var store = CatalogueStore.Open(storePath);
        var encodings = StoredEncodings.Open(store, model);
        var by = encodings.Choose(request.By);
        if (by == SearchBy.Codes && request.VectorFormat is not null)
            throw VerbException.Usage("a vector format was given, but codes are compared.", "add --by vectors.");
        var compared = by == SearchBy.Codes ? Words.Encodings(encodings.BitsPerLayer, 0) : Words.Encodings([], encodings.Dimensions, request.VectorFormat ?? VectorFormat.Float32);
        var regionScores = request.Task == "pairs" && by == SearchBy.Vectors ? RegionScores.Of(store, model, encodings, store.RowsOf(request.Part), session) : null;
        if (regionScores is not null && request.VectorFormat is not null)
            throw VerbException.Usage($"the model '{model}' compares regions, which are stored in no vector format.", "leave out --vector-format.");
        var evaluation = new RetrievalEvaluation(store, encodings, request with { By = by }, regionScores, session);
        var (directions, protocol) = request.Task switch
        {
            "category" => evaluation.Category(),
            "pairs" => evaluation.Pairs(),
            ClassificationTask.Name => ClassificationTask.Run(store, encodings, request.Part, session),
            _ => throw VerbException.Usage($"no task '{request.Task}'.", $"there are: {string.Join(", ", Tasks)}."),
        };
        var card = ModelDirectory.Of(store, model).ReadCard();
        label ??= by == SearchBy.Codes ? Training.CodesLabel(card.Method, encodings.BitsPerLayer, store.Tree.Depth) : Training.VectorsLabel(card);
        return new Evaluated(label, request.Task, regionScores is null ? compared : "regions", directions, protocol);
    }
}
