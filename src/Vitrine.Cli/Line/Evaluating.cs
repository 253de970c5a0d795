using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Models.Files;
using Vitrine.Search;

namespace Vitrine.Cli.Line;

/// <summary>The step that measures a model on the test part of its store.</summary>
static class Evaluating
{
    public static readonly string[] Tasks = ["category", "pairs"];

    /// <param name="storePath">The store.</param>
    /// <param name="model">A model of it, whose encodings are there.</param>
    /// <param name="task">One of <see cref="Tasks"/>.</param>
    /// <param name="session">Threads, progress, cancellation.</param>
    /// <param name="label">What the metric keys begin with; null for the method with its variant, as the model itself tells them.</param>
    /// <param name="by">What is compared; null for codes where the model gives them, else vectors.</param>
    public static Evaluated Run(string storePath, string model, string task, Session session, string? label = null, SearchBy? by = null)
    {
        using CatalogueStore store = CatalogueStore.Open(storePath);
        StoredEncodings encodings = StoredEncodings.Open(store, model);
        SearchBy compared = encodings.Choose(by);
        float[][]? regionScores = task == "pairs" && compared == SearchBy.Vectors ? RegionScores.Of(store, model, encodings, store.RowsOf(Part.Test), session) : null;
        var evaluation = new RetrievalEvaluation(store, encodings, compared, regionScores, session);
        var (directions, protocol) = task switch
        {
            "category" => evaluation.Category(),
            "pairs" => evaluation.Pairs(),
            _ => throw VerbException.Usage($"no task '{task}'.", $"there are: {string.Join(", ", Tasks)}."),
        };
        ModelCard card = ModelDirectory.Of(store, model).ReadCard();
        label ??= compared == SearchBy.Codes ? Training.Label(card.Method, encodings.BitsPerLayer, store.Tree.Depth) : Training.Label(card);
        return new Evaluated(label, task, directions, protocol);
    }
}
