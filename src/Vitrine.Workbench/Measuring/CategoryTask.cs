using Vitrine.Catalogue;
using Vitrine.Evaluation;

namespace Vitrine.Workbench.Measuring;

/// <summary>Products find others of their category: relevant is the same finest category, and the same class on each layer.</summary>
internal sealed class CategoryTask(RetrievalTask retrieval)
{
    // Smaller categories stay in the gallery but are not averaged as queries.
    private const int MinimumGalleryItems = 10;

    private readonly CatalogueStore store = retrieval.Store;
    private readonly EvaluationRequest request = retrieval.Request;

    public Evaluated Run(string label)
    {
        var (asking, gallery, galleryName) = request.Gallery == GalleryRule.Training
            ? (Evaluating.RowsOf(store, request.Part), Evaluating.RowsOf(store, Part.Train), "training products")
            : UnseenHalves();
        asking = retrieval.Foreign.LeaveOut(asking, $"{retrieval.PartName} products", out var knownQueries);
        var knownItems = 0;
        if (request.Gallery == GalleryRule.Unseen)
            gallery = retrieval.Foreign.LeaveOut(gallery, "gallery products", out knownItems);
        var leftOut = new LeftOutTrained(knownQueries, knownItems);
        var queries = QuerySample.Of(asking, store.Count);
        RequireCategory(queries, gallery);
        var protocol = new ProtocolRecord
        {
            Part = retrieval.NameOf(queries, asking),
            Excluded = leftOut.InWords,
            Gallery = galleryName,
            Relevance = $"same finest category (of {MinimumGalleryItems} or more gallery products)",
            SelfMatch = "not in gallery",
            SplitHash = store.SplitHash,
        };
        var options = new CategoryOptions { MinimumGalleryItems = MinimumGalleryItems, Threads = request.Threads };
        var (queryLabels, galleryLabels) = (LabelsOf(queries), LabelsOf(gallery));
        return retrieval.BothDirections(label, queries, gallery, leftOut, request.Gallery == GalleryRule.Training ? Evaluating.Category : $"{Evaluating.Category}-unseen",
            (scores, stage) =>
            {
                var result = CategoryRetrieval.Evaluate(queryLabels, galleryLabels, scores, protocol, options, stage, retrieval.Cancellation);
                return (result.Queries, result.LeftOut, Measures(result), result.Protocol);
            },
            (distances, stage) =>
            {
                var result = CategoryRetrieval.Evaluate(queryLabels, galleryLabels, retrieval.Model.Description.CodeBitsPerLayer.Sum(), distances, protocol, options, stage, retrieval.Cancellation);
                return (result.Queries, result.LeftOut, Measures(result), result.Protocol);
            });
    }

    // Groups fall into two halves: one asks, the other is searched together with the validation part, so that no near copy of a query is in its gallery.
    private (IReadOnlyList<int> Queries, IReadOnlyList<int> Gallery, string Name) UnseenHalves()
    {
        var halves = store.ReadHalves(retrieval.Cancellation);
        var rows = Evaluating.RowsOf(store, request.Part);
        int[] asking = [.. rows.Where(row => halves[row])];
        int[] searched = [.. rows.Where(row => !halves[row]), .. request.Part == Part.Validation ? [] : store.PhotographedRowsOf(Part.Validation)];
        if (asking.Length == 0 || searched.Length == 0)
            throw new MeasurementException($"The {retrieval.PartName} part of '{store.Path}' has too few titles to be parted into two halves.", "Measure with --gallery training, or on a larger shop.");
        Array.Sort(searched);
        return (asking, searched, $"{retrieval.PartName} products of other titles than the queries'{(request.Part == Part.Validation ? "" : ", and validation products")}; training saw none");
    }

    private void RequireCategory(int[] queries, IReadOnlyList<int> gallery)
    {
        var counts = gallery.CountBy(row => store.Categories[row]).ToDictionary();
        if (!queries.Any(row => counts.GetValueOrDefault(store.Categories[row]) >= MinimumGalleryItems))
        {
            throw new MeasurementException($"No {retrieval.PartName} product's category has {MinimumGalleryItems} gallery products; the largest has {counts.Values.Max()}.",
                request.Gallery == GalleryRule.Unseen ? "Measure with --gallery training, or on a larger shop." : "Categories can be measured on a larger shop only.");
        }
    }

    private static IReadOnlyList<Measure> Measures(CategoryResult result) =>
    [
        new("map", result.Map, result.Layers[^1].Chance) { PerQuery = result.Layers[^1].AveragePrecision },
        .. result.Layers.Select(layer => new Measure($"map-layer-{layer.Layer}", layer.Map, layer.Chance)),
        .. result.PrecisionCurve.Select(point => new Measure($"p@{point.Rank}", point.Precision, point.Chance, IsDetail: point.Rank is not (10 or 100))),
        .. result.PrecisionWithinRadius is { } precision ? [new Measure("p-radius-2", RetrievalTask.Exact(precision), result.PrecisionChance)] : Array.Empty<Measure>(),
        new("tree-distance@10", RetrievalTask.Exact(result.TreeDistance), result.TreeDistanceChance, IsShare: false),
    ];

    private int[][] LabelsOf(IReadOnlyList<int> rows) =>
        [.. Enumerable.Range(1, store.Tree.Depth).Select(layer => rows.Select(row => store.Tree.Label(store.Categories[row], layer)).ToArray())];
}
