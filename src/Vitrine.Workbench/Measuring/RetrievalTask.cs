using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Evaluation;
using Vitrine.Models.Contract;
using Vitrine.Search;

namespace Vitrine.Workbench.Measuring;

/// <summary>Titles find photos and photos find titles, through the search that a customer gets, with exhaustive figures beside it.</summary>
internal sealed class RetrievalTask
{
    // Smaller categories stay in the gallery but are not averaged as queries.
    private const int MinimumGalleryItems = 10;

    private readonly CatalogueStore store;
    private readonly string modelName;
    private readonly IRetrievalModel model;
    private readonly ForeignTraining foreign;
    private readonly SearchBy by;
    private readonly EvaluationRequest request;
    private readonly IProgress<WorkProgress>? progress;
    private readonly CancellationToken cancellation;

    public RetrievalTask(
        CatalogueStore store, string modelName, IRetrievalModel model, ForeignTraining foreign, SearchBy by, EvaluationRequest request, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        (this.store, this.modelName, this.model, this.foreign, this.by) = (store, modelName, model, foreign, by);
        (this.request, this.progress, this.cancellation) = (request, progress, cancellation);
    }

    private string PartName => Evaluating.NameOf(request.Part);

    /// <summary>Products of the part search others; relevant is the same finest category, and the same class on each layer.</summary>
    public Evaluated Category(string label)
    {
        var (asking, gallery, galleryName) = request.Gallery == GalleryRule.Training
            ? (Evaluating.RowsOf(store, request.Part), Evaluating.RowsOf(store, Part.Train), "training products")
            : UnseenHalves();
        asking = foreign.LeaveOut(asking, $"{PartName} products", out var knownQueries);
        var knownItems = 0;
        if (request.Gallery == GalleryRule.Unseen)
            gallery = foreign.LeaveOut(gallery, "gallery products", out knownItems);
        var leftOut = new LeftOutTrained(knownQueries, knownItems);
        var queries = QuerySample.Of(asking, store.Count);
        RequireCategory(queries, gallery);
        var protocol = new ProtocolRecord
        {
            Part = NameOf(queries, asking),
            Excluded = leftOut.InWords,
            Gallery = galleryName,
            Relevance = $"same finest category (of {MinimumGalleryItems} or more gallery products)",
            SelfMatch = "not in gallery",
            SplitHash = store.SplitHash,
        };
        var options = new CategoryOptions { MinimumGalleryItems = MinimumGalleryItems, Threads = request.Threads };
        var (queryLabels, galleryLabels) = (LabelsOf(queries), LabelsOf(gallery));
        return BothDirections(label, queries, gallery, leftOut, request.Gallery == GalleryRule.Training ? Evaluating.Category : $"{Evaluating.Category}-unseen",
            (scores, stage) =>
            {
                var result = CategoryRetrieval.Evaluate(queryLabels, galleryLabels, scores, protocol, options, stage, cancellation);
                return (result.Queries, result.LeftOut, Measures(result), result.Protocol);
            },
            (distances, stage) =>
            {
                var result = CategoryRetrieval.Evaluate(queryLabels, galleryLabels, model.Description.CodeBitsPerLayer.Sum(), distances, protocol, options, stage, cancellation);
                return (result.Queries, result.LeftOut, Measures(result), result.Protocol);
            });
    }

    /// <summary>Titles of the part search its photos and back; relevant is the same product, or one with the same title.</summary>
    public Evaluated Pairs(string label)
    {
        var rows = Evaluating.RowsOf(store, request.Part);
        var asking = foreign.LeaveOut(rows, $"{PartName} products", out var known);
        var leftOut = new LeftOutTrained(known);
        var queries = QuerySample.Of(asking, store.Count);
        string[] keys = [.. store.TitlesOf(rows).Select(SameTitle.KeyOf)];
        var sameTitle = Enumerable.Range(0, keys.Length).ToLookup(index => keys[index], StringComparer.Ordinal);
        var placeOf = rows.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        int[][] relevant = [.. queries.Select(row => sameTitle[keys[placeOf[row]]].ToArray())];
        var protocol = new ProtocolRecord
        {
            Part = NameOf(queries, asking),
            Excluded = leftOut.InWords,
            Gallery = $"{PartName} products",
            Relevance = "same product, or a product with the same title",
            SelfMatch = "the product itself is relevant",
            SplitHash = store.SplitHash,
        };
        var options = new PairOptions { Threads = request.Threads };
        return BothDirections(label, queries, rows, leftOut, Evaluating.Pairs,
            (scores, stage) =>
            {
                var result = PairRetrieval.Evaluate(relevant, rows.Count, scores, protocol, options, stage, cancellation);
                return (result.Queries, result.LeftOut, Measures(result), result.Protocol);
            },
            (distances, stage) =>
            {
                var result = PairRetrieval.Evaluate(relevant, rows.Count, distances, protocol, options, stage, cancellation);
                return (result.Queries, result.LeftOut, Measures(result), result.Protocol);
            });
    }

    private delegate (int Queries, int LeftOut, IReadOnlyList<Measure> Measures, ProtocolRecord Protocol) Measured<TSource>(TSource source, IProgress<int>? progress);

    private Evaluated BothDirections(
        string label, int[] queries, IReadOnlyList<int> gallery, LeftOutTrained leftOutTrained, string task, Measured<ScoreSource> byScores, Measured<DistanceSource> byDistances)
    {
        var results = new List<DirectionResult>();
        ProtocolRecord? protocol = null;
        foreach (var (name, field) in new[] { ("text-to-image", ItemField.Photo), ("image-to-text", ItemField.Title) })
        {
            using var ranked = new RankedField(store, modelName, model, by, field, queries, gallery);
            var stage = progress.Count($"Evaluating {name}", queries.Length);
            var (scored, leftOut, measures, used) = by == SearchBy.Codes ? byDistances(ranked.Distances, stage) : byScores(ranked.Served, stage);
            protocol = used;
            if (ranked.CanBeExhaustive)
            {
                var exhaustive = ranked.Exhaustive(cancellation);
                var beside = byScores(exhaustive, progress.Count($"Evaluating {name}, exhaustive", queries.Length)).Measures;
                measures = [.. measures, .. beside.Select(measure => measure with { Name = $"exhaustive/{measure.Name}", IsDetail = true })];
                if (ranked.IsRescored)
                    measures = [.. measures, ShortlistRecall(ranked, exhaustive, gallery.Count)];
            }

            results.Add(new DirectionResult(name, scored, leftOut, measures));
        }

        return new Evaluated(label, task, Compared(), results, protocol!) { LeftOutTrained = leftOutTrained };
    }

    private Measure ShortlistRecall(RankedField ranked, ScoreSource exhaustive, int gallery)
    {
        var (sum, scores) = (0.0, new float[gallery]);
        for (var query = 0; query < ranked.Queries.Length; query++)
        {
            cancellation.ThrowIfCancellationRequested();
            exhaustive(query, scores);
            sum += ranked.ShortlistRecall(query, scores);
        }

        return new Measure($"shortlist-{Gallery.Shortlist}-recall@10", Exact(sum / ranked.Queries.Length), Math.Min(1.0, (double)Gallery.Shortlist / gallery));
    }

    private string Compared() => by == SearchBy.Codes
        ? $"codes of {string.Join(" + ", model.Description.CodeBitsPerLayer)} bits"
        : $"vectors of {model.Description.VectorDimensions} dimensions{(model.Description.Parts.Count > 0 ? $", the first {Gallery.Shortlist} by regions" : "")}";

    // Groups fall into two halves: one asks, the other is searched together with the validation part, so that no near copy of a query is in its gallery.
    private (IReadOnlyList<int> Queries, IReadOnlyList<int> Gallery, string Name) UnseenHalves()
    {
        var halves = store.ReadHalves(cancellation);
        var rows = Evaluating.RowsOf(store, request.Part);
        int[] asking = [.. rows.Where(row => halves[row])];
        int[] searched = [.. rows.Where(row => !halves[row]), .. request.Part == Part.Validation ? [] : store.RowsOf(Part.Validation)];
        if (asking.Length == 0 || searched.Length == 0)
            throw new MeasurementException($"The {PartName} part of '{store.Path}' has too few titles to be parted into two halves.", "Measure with --gallery training, or on a larger shop.");
        Array.Sort(searched);
        return (asking, searched, $"{PartName} products of other titles than the queries'{(request.Part == Part.Validation ? "" : ", and validation products")}; training saw none");
    }

    private void RequireCategory(int[] queries, IReadOnlyList<int> gallery)
    {
        var counts = gallery.CountBy(row => store.Categories[row]).ToDictionary();
        if (!queries.Any(row => counts.GetValueOrDefault(store.Categories[row]) >= MinimumGalleryItems))
        {
            throw new MeasurementException($"No {PartName} product's category has {MinimumGalleryItems} gallery products; the largest has {counts.Values.Max()}.",
                "Categories can be measured on a larger shop only.");
        }
    }

    private string NameOf(int[] queries, IReadOnlyList<int> all) => queries.Length == all.Count ? PartName : $"{queries.Length:N0} of {all.Count:N0} {PartName}";

    private static IReadOnlyList<Measure> Measures(CategoryResult result) =>
    [
        new("map", result.Map, result.Layers[^1].Chance),
        .. result.Layers.Select(layer => new Measure($"map-layer-{layer.Layer}", layer.Map, layer.Chance)),
        .. result.PrecisionCurve.Select(point => new Measure($"p@{point.Rank}", point.Precision, point.Chance, IsDetail: point.Rank is not (10 or 100))),
        .. result.PrecisionWithinRadius is { } precision ? [new Measure("p-radius-2", Exact(precision), result.PrecisionChance)] : Array.Empty<Measure>(),
        new("tree-distance@10", Exact(result.TreeDistance), result.TreeDistanceChance, IsShare: false),
    ];

    private static IReadOnlyList<Measure> Measures(PairResult result) =>
    [
        .. result.Recall.Select(recall => new Measure($"r@{recall.K}", recall.Value, recall.Chance)),
        new("median-rank", result.MedianRank, null, IsShare: false),
        new("mrr", result.Mrr, result.MrrChance),
    ];

    private static TieAware Exact(double value) => new(value, value, value);

    private int[][] LabelsOf(IReadOnlyList<int> rows) =>
        [.. Enumerable.Range(1, store.Tree.Depth).Select(layer => rows.Select(row => store.Tree.Label(store.Categories[row], layer)).ToArray())];
}
