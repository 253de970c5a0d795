using System.Collections.Concurrent;
using Vitrine.Catalogue;
using Vitrine.Evaluation;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Search.Codes;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Hashing;

/// <summary>
/// Products find others of their category by codes whose bits count as much as the query is sure of them. Its measures stand beside those of the plain codes:
/// "map-weighted" beside "map"; and the hierarchical precision of the first ten by both.
/// </summary>
public static class WeightedCategoryTask
{
    /// <summary>The task among training products.</summary>
    public const string Name = $"{Evaluating.Category}-weighted";

    /// <summary>The task in experiments where the gallery is one that training never saw.</summary>
    public const string UnseenName = $"{Evaluating.Category}-unseen-weighted";

    private const string Weighted = "weighted";
    private const int FirstRanks = 10;

    /// <summary>Whether a model says how sure it is of its bits.</summary>
    public static bool IsFor(string path, string modelName)
    {
        using var model = Methods.Load(path, modelName);
        return model.Description.HasBitWeights;
    }

    /// <param name="path">A store whose products are encoded with the model.</param>
    /// <param name="modelName">A model of it that says how sure it is of its bits.</param>
    /// <param name="request">Part, gallery and threads.</param>
    /// <param name="label">What the metric keys begin with; null for what the model calls itself.</param>
    /// <param name="progress">Told of each direction.</param>
    /// <param name="cancellation">Stops between queries.</param>
    /// <exception cref="UsageException">The model gives no such codes, or does not fit the data.</exception>
    /// <exception cref="MeasurementException">There is nothing to measure.</exception>
    public static Evaluated Run(
        string path, string modelName, EvaluationRequest request, string? label = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (request.Part == Part.Train)
            throw new UsageException($"The task {request.Task} compares with training products, which would find themselves.", "Leave out --part train.");
        using var opened = OpenedModel.Open(path, modelName, request.Part);
        return Run(opened, request, label, progress, cancellation);
    }

    internal static Evaluated Run(OpenedModel opened, EvaluationRequest request, string? label, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var by = opened.Choose(SearchBy.Codes);
        var retrieval = opened.Retrieval(request, by, progress, cancellation);
        var question = CategoryQuestion.Of(retrieval);
        var options = new CategoryOptions { MinimumGalleryItems = CategoryQuestion.MinimumGalleryItems, Threads = request.Threads };
        var results = new List<DirectionResult>();
        ProtocolRecord? protocol = null;
        foreach (var (name, field) in new[] { ("text-to-image", ItemField.Photo), ("image-to-text", ItemField.Title) })
        {
            using var weighted = WeightedGallery.Open(opened.Store, opened.Name, opened.Model.Description, field);
            using var ranked = question.Rank(retrieval, field);
            using var scores = new WeightedScores(weighted, ranked, opened.Store.Count, question.Gallery);
            var found = CategoryRetrieval.Evaluate(question.QueryLabels, question.GalleryLabels, scores.Of, question.Protocol, options,
                progress.Count($"Evaluating {name}, weighted", question.Queries.Length), cancellation);
            protocol = found.Protocol;
            var isAsked = found.Layers[^1].AveragePrecision;
            results.Add(new DirectionResult(name, found.Queries, found.LeftOut,
            [
                .. Measures(found),
                Hierarchical("", question, isAsked, request.Threads, ranked.Served),
                Hierarchical($"-{Weighted}", question, isAsked, request.Threads, scores.Of),
            ]));
        }

        return new Evaluated(label ?? opened.LabelOf(by), request.Gallery == GalleryRule.Training ? Evaluating.Category : $"{Evaluating.Category}-unseen",
            $"{retrieval.Compared()}, each bit by how sure the query is of it", results, protocol!)
        { LeftOutTrained = question.LeftOut };
    }

    private static IEnumerable<Measure> Measures(CategoryResult result) =>
    [
        new($"map-{Weighted}", result.Map, result.Layers[^1].Chance) { PerQuery = result.Layers[^1].AveragePrecision },
        .. result.Layers.Select(layer => new Measure($"map-layer-{layer.Layer}-{Weighted}", layer.Map, layer.Chance)),
        .. result.PrecisionCurve.Select(point => new Measure($"p@{point.Rank}-{Weighted}", point.Precision, point.Chance, IsDetail: point.Rank is not (10 or 100))),
        new($"tree-distance@{FirstRanks}-{Weighted}", RetrievalTask.Exact(result.TreeDistance), result.TreeDistanceChance, IsShare: false),
    ];

    // Of the same queries as the other measures: those that have a value there.
    private static Measure Hierarchical(string suffix, CategoryQuestion question, IReadOnlyList<double> asked, int threads, ScoreSource scores)
    {
        var values = new double[question.Queries.Length];
        Parallel.ForEach(Partitioner.Create(0, values.Length), new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, range =>
        {
            var buffer = new float[question.Gallery.Count];
            for (var query = range.Item1; query < range.Item2; query++)
            {
                values[query] = double.NaN;
                if (double.IsNaN(asked[query]))
                    continue;
                scores(query, buffer);
                values[query] = HierarchicalPrecision.At(buffer, question.LayersInCommon(query), question.Layers, FirstRanks);
            }
        });
        return new Measure($"hierarchical-precision@{FirstRanks}{suffix}", RetrievalTask.Exact(values.Where(value => !double.IsNaN(value)).Average()), null) { PerQuery = values };
    }
}
