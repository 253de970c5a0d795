using System.Collections.Concurrent;
using Vitrine.Catalogue;
using Vitrine.Evaluation;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Search.Codes;
using Vitrine.Workbench.Hashing;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Comparing;

/// <summary>The step that records a run of category retrieval, query by query, so that it can be compared with others.</summary>
public static class RunRecording
{
    /// <summary>Measures a model and writes what each query gave.</summary>
    /// <param name="path">A store whose products are encoded with the model.</param>
    /// <param name="modelName">A model of it.</param>
    /// <param name="request">Which run.</param>
    /// <param name="folder">Gets the files; made where it is missing.</param>
    /// <param name="progress">Told of each direction.</param>
    /// <param name="cancellation">Stops between queries; nothing is written then.</param>
    /// <exception cref="UsageException">The model does not give what is to be compared.</exception>
    /// <exception cref="MeasurementException">There is nothing to measure.</exception>
    public static RetrievalRun Run(string path, string modelName, RunRequest request, string folder, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var opened = OpenedModel.Open(path, modelName, request.Part);
        var by = opened.Choose(request.IsWeighted ? SearchBy.Codes : request.By);
        var retrieval = opened.Retrieval(new EvaluationRequest(Evaluating.Category) { Part = request.Part, Gallery = request.Gallery, Threads = request.Threads }, by, progress, cancellation);
        var question = CategoryQuestion.Of(retrieval);
        var directions = new List<(RunDirection Direction, TrecRun? Run, TrecQrels? Qrels)>();
        foreach (var (name, field) in new[] { ("text-to-image", ItemField.Photo), ("image-to-text", ItemField.Title) })
        {
            using var ranked = question.Rank(retrieval, field);
            using var weighted = request.IsWeighted ? WeightedGallery.Open(opened.Store, modelName, opened.Model.Description, field) : null;
            using var scores = weighted is null ? null : new WeightedScores(weighted, ranked, opened.Store.Count, question.Gallery);
            directions.Add(Direction(name, opened.Store, question, scores is null ? ranked.Served : scores.Of, request,
                progress.Count($"Recording {name}", question.Queries.Length), cancellation));
        }

        var run = new RetrievalRun(
            $"{opened.LabelOf(by)}{(request.IsWeighted ? "-weighted" : "")}", request.Gallery == GalleryRule.Training ? Evaluating.Category : $"{Evaluating.Category}-unseen",
            retrieval.Compared(), question.Protocol.ToCaption(), opened.Store.SplitHash, [.. directions.Select(direction => direction.Direction)]);
        run.Write(folder);
        foreach (var (direction, trec, qrels) in directions)
        {
            trec?.Write(Path.Combine(folder, $"{direction.Direction}.run.gz"), run.Label);
            qrels?.Write(Path.Combine(folder, $"{direction.Direction}.qrels.gz"));
        }

        return run;
    }

    private static (RunDirection Direction, TrecRun? Run, TrecQrels? Qrels) Direction(
        string name, CatalogueStore store, CategoryQuestion question, ScoreSource scores, RunRequest request, IProgress<int>? progress, CancellationToken cancellation)
    {
        var measures = new QueryMeasures(question);
        var counted = CountedQueries(question);
        var values = new (double[] Values, double[] AtRanks, double[] AtRecalls)[counted.Length];
        var rankings = request.WritesTrec ? new TrecRankings(store, question) : null;
        var done = 0;
        Parallel.ForEach(Partitioner.Create(0, counted.Length), new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, request.Threads), CancellationToken = cancellation }, range =>
        {
            var buffer = new float[question.Gallery.Count];
            for (var i = range.Item1; i < range.Item2; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                scores(counted[i], buffer);
                values[i] = measures.Of(counted[i], buffer);
                rankings?.Add(counted[i], buffer);
                progress?.Report(Interlocked.Increment(ref done));
            }
        });
        int[] rows = [.. counted.Select(query => question.Queries[query])];
        var direction = new RunDirection(name, [.. rows.Select(row => store[row].Id)], [.. rows.Select(row => string.Join(" / ", store.Tree.Path(store.Categories[row])))],
            measures.Names.Select((metric, m) => KeyValuePair.Create(metric, (IReadOnlyList<double>)[.. values.Select(own => Math.Round(own.Values[m], 9))])).ToDictionary(),
            [.. QueryMeasures.Ranks.Select((rank, r) => new CurvePoint(rank, values.Average(own => own.AtRanks[r])))],
            [.. QueryMeasures.Recalls.Select((recall, r) => new CurvePoint(recall, values.Average(own => own.AtRecalls[r])))]);
        return (direction, rankings?.Run(counted), rankings?.Qrels(counted));
    }

    /// <summary>Those whose finest category has enough products in the gallery to be measured by.</summary>
    private static int[] CountedQueries(CategoryQuestion question)
    {
        var large = question.GalleryLabels[^1].CountBy(label => label).Where(pair => pair.Value >= CategoryQuestion.MinimumGalleryItems).Select(pair => pair.Key).ToHashSet();
        return [.. Enumerable.Range(0, question.Queries.Length).Where(query => large.Contains(question.QueryLabels[^1][query]))];
    }
}
