using Vitrine.Catalogue;
using Vitrine.Evaluation;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Search;
using Vitrine.Workbench.LabelledPairs;

namespace Vitrine.Workbench.Measuring;

/// <summary>
/// Texts find pictures of their class, and pictures texts, in a folder of labelled pairs, by two protocols: among the pairs of the same part, MAP over all of them; and among the training pairs
/// as scripts of the field count, the first hundred divided by the relevant found (<see cref="FoundPrecision"/>).
/// </summary>
internal static class LabelledPairTask
{
    private const int FoundRanks = 100;

    public static Evaluated Run(ModelDirectory directory, IRetrievalModel model, EvaluationRequest request, string? label, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var data = PairTrainingData.Open(directory.StorePath, cancellation);
        var card = directory.ReadCard();
        ModelFit.Require(directory.Name, card, data.Tree, data.Items);
        var foreign = ForeignTraining.Of(directory, data.Items, request.Part, stage => stage.DataHash == data.DataHash);
        var part = Evaluating.NameOf(request.Part);
        int[] rows = [.. foreign.LeaveOut(data.RowsOf(request.Part), $"{part} pairs", out var known)];
        if (rows.Length == 0)
            throw new MeasurementException($"No pair of '{data.Path}' belongs to the {part} part.", "Give --part test, or a folder with such pairs.");
        var by = SearchBys.Choose(request.By, model.Description, SearchBys.Best(card));
        int[] trained = [.. data.RowsOf(Part.Train)];
        CategoryResult? last = null;
        var directions = new List<DirectionResult>();
        foreach (var (name, field) in new[] { ("image-to-text", ItemField.Title), ("text-to-image", ItemField.Photo) })
        {
            var asked = Ask(field);
            var (own, training) = (GalleryOf(field, rows), GalleryOf(field, trained));
            last = CategoryRetrieval.Evaluate([LabelsOf(rows)], [LabelsOf(rows)], (query, scores) => own.Scores(asked[query], scores), new ProtocolRecord
            {
                Part = part,
                Excluded = new LeftOutTrained(known).InWords,
                Gallery = $"{part} pairs",
                Relevance = "same class",
                SelfMatch = "kept: the other half of a query's own pair is of its class",
                SplitHash = data.SplitHash,
            }, new CategoryOptions { Threads = request.Threads, PrecisionRanks = [10] }, progress.Count($"Evaluating {name}", rows.Length), cancellation);
            directions.Add(new DirectionResult(name, last.Queries, last.LeftOut,
            [
                new("map", last.Map, last.Layers[^1].Chance) { PerQuery = last.Layers[^1].AveragePrecision },
                .. last.PrecisionCurve.Select(point => new Measure($"p@{point.Rank}", point.Precision, point.Chance)),
                .. trained.Length > 0 ? [new Measure($"training-gallery/ap-of-found@{FoundRanks}", RetrievalTask.Exact(OfFound(asked, training)), null)] : Array.Empty<Measure>(),
            ]));
        }

        var description = model.Description;
        return new Evaluated(label ?? (by == SearchBy.Codes ? description.CodesLabel : description.VectorsLabel), Evaluating.Category,
            by == SearchBy.Codes ? "codes" : $"vectors of {description.VectorDimensions} dimensions", directions, last!.Protocol)
        { LeftOutTrained = new(known) };

        IReadOnlyList<EncodedQuery> Ask(ItemField field) => model.EncodeQueries(field == ItemField.Photo
            ? model.Description.ReadsGivenTexts ? [.. rows.Select(row => new Query(new TitlePart(data.Items, row)))] : [.. data.Items.Titles(rows).Select(Query.Words)]
            : [.. rows.Select(row => Query.Like(data.Items, row))], field, cancellation);

        ExhaustiveGallery GalleryOf(ItemField field, int[] searched) => ExhaustiveGallery.Of(model, data.Items, field, searched, by, cancellation);

        int[] LabelsOf(int[] of) => Array.ConvertAll(of, data.CategoryOf);

        double OfFound(IReadOnlyList<EncodedQuery> asked, ExhaustiveGallery gallery)
        {
            var (scores, sum) = (new float[trained.Length], 0.0);
            var labels = LabelsOf(trained);
            for (var query = 0; query < rows.Length; query++)
            {
                cancellation.ThrowIfCancellationRequested();
                gallery.Scores(asked[query], scores);
                var category = data.CategoryOf(rows[query]);
                sum += FoundPrecision.At([.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(FoundRanks).Select(i => labels[i] == category)], FoundRanks);
            }

            return sum / rows.Length;
        }
    }
}
