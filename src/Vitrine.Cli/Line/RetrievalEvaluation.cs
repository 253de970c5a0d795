using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Evaluation;
using Vitrine.Index;
using Vitrine.Models;
using Vitrine.Search;

namespace Vitrine.Cli.Line;

/// <summary>Evaluates the encodings of photos and titles in both directions.</summary>
/// <param name="store">The catalogue; encoding i is that of product row i.</param>
/// <param name="encodings">Of all photos and titles.</param>
/// <param name="request">The part, and what is compared, which is chosen.</param>
/// <param name="regionScores">Exact scores [title][photo] of the part's products where vectors do not say all; null: compare encodings.</param>
/// <param name="session">Threads, progress, cancellation.</param>
internal sealed class RetrievalEvaluation(CatalogueStore store, StoredEncodings encodings, EvaluationRequest request, float[][]? regionScores, Session session)
{
    /// <summary>Smaller categories stay in the gallery but are not averaged as queries.</summary>
    private const int MinimumGalleryItems = 10;

    private string PartName => NameOf(request.Part);

    /// <summary>Products of the part search training products; relevant is the same finest category, and the same class on each layer.</summary>
    public (IReadOnlyList<DirectionResult> Directions, ProtocolRecord Protocol) Category()
    {
        var queries = RowsOrFail(store, request.Part);
        var gallery = RowsOrFail(store, Part.Train);
        var protocol = new ProtocolRecord
        {
            Part = PartName,
            Gallery = "training products",
            Relevance = $"same finest category (of {MinimumGalleryItems} or more training products)",
            SelfMatch = "not in gallery",
            SplitHash = store.SplitHash,
        };
        var options = new CategoryOptions { MinimumGalleryItems = MinimumGalleryItems, Threads = session.Threads };
        return BothDirections((from, to, progress) =>
        {
            var result = Rank(from, queries, to, gallery).Category(LabelsOf(queries), LabelsOf(gallery), protocol, options, progress, session.Stop);
            return (result.Queries, result.LeftOut, Measures(result), result.Protocol);
        }, queries.Count);
    }

    /// <summary>Titles of the part search its photos and back; relevant is the same product, or one with the same title.</summary>
    public (IReadOnlyList<DirectionResult> Directions, ProtocolRecord Protocol) Pairs()
    {
        var rows = RowsOrFail(store, request.Part);
        string[] titles = [.. store.Products().Where(product => product.Part == request.Part).Select(product => product.Title)];
        var sameTitle = Enumerable.Range(0, titles.Length).ToLookup(index => titles[index], StringComparer.Ordinal);
        int[][] relevant = [.. titles.Select(title => sameTitle[title].ToArray())];
        var protocol = new ProtocolRecord
        {
            Part = PartName,
            Gallery = $"{PartName} products",
            Relevance = "same product, or a product with the same title",
            SelfMatch = "the product itself is relevant",
            SplitHash = store.SplitHash,
        };
        var options = new PairOptions { Threads = session.Threads };
        return BothDirections((from, to, progress) =>
        {
            var ranking = regionScores is null ? Rank(from, rows, to, rows) : Ranking.ByScores(from == encodings.Texts ? regionScores : Transposed(regionScores));
            var result = ranking.Pairs(relevant, rows.Count, protocol, options, progress, session.Stop);
            return (result.Queries, result.LeftOut, Measures(result), result.Protocol);
        }, rows.Count);
    }

    private delegate (int Queries, int LeftOut, IReadOnlyList<Measure> Measures, ProtocolRecord Protocol) Direction(Encodings from, Encodings to, IProgress<int> progress);

    private (IReadOnlyList<DirectionResult> Directions, ProtocolRecord Protocol) BothDirections(Direction evaluate, int queries)
    {
        var results = new List<DirectionResult>();
        ProtocolRecord? used = null;
        foreach ((var name, var from, var to) in new[] { ("text-to-image", encodings.Texts, encodings.Images), ("image-to-text", encodings.Images, encodings.Texts) })
        {
            session.Track($"Evaluating {name}", stage =>
            {
                (var scored, var leftOut, var measures, used) = evaluate(from, to, stage.Of(queries));
                results.Add(new DirectionResult(name, scored, leftOut, measures));
            });
        }

        return (results, used!);
    }

    private static IReadOnlyList<Measure> Measures(CategoryResult result) =>
    [
        new("map", result.Map, result.Layers[^1].Chance),
        .. result.Layers.Select(layer => new Measure($"map-layer-{layer.Layer}", layer.Map, layer.Chance)),
        .. result.PrecisionCurve.Select(point => new Measure($"p@{point.Rank}", point.Precision, result.PrecisionChance, IsDetail: point.Rank is not (10 or 100))),
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

    private Ranking Rank(Encodings from, IReadOnlyList<int> queries, Encodings to, IReadOnlyList<int> gallery)
    {
        if (request.By == SearchBy.Vectors)
            return Ranking.ByVectors(from.Vectors!, queries, to.Vectors!, gallery, encodings.Dimensions, request.VectorFormat ?? VectorFormat.Float32);
        var layout = new CodeLayout(encodings.BitsPerLayer);
        return Ranking.ByCodes(CodeSet.FromRows(from.Codes, layout), queries, CodeSet.FromRows(to.Codes, layout), gallery);
    }

    private static float[][] Transposed(float[][] scores) =>
        [.. Enumerable.Range(0, scores.Length).Select(column => Array.ConvertAll(scores, row => row[column]))];

    private int[][] LabelsOf(IReadOnlyList<int> rows) =>
        [.. Enumerable.Range(1, store.Tree.Depth).Select(layer => rows.Select(row => store.Tree.Label(store.Categories[row], layer)).ToArray())];

    /// <summary>The products of a part; an evaluation of none is refused.</summary>
    public static IReadOnlyList<int> RowsOrFail(CatalogueStore store, Part part) => store.RowsOf(part) is { Count: > 0 } rows
        ? rows
        : throw VerbException.BadData($"{store.Path}: no product belongs to the {NameOf(part)} part.",
            "an evaluation needs at least some hundred products with different titles.");

    /// <summary>As protocols and messages call a part.</summary>
    public static string NameOf(Part part) => part.ToString().ToLowerInvariant();
}
