using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;
using Vitrine.Cli.Terminal;
using Vitrine.Evaluation;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;
using Vitrine.Models.Training;

namespace Vitrine.Cli.Line;

/// <summary>Training and evaluation on the files of the KDD Cup 2020: queries, each with its candidates.</summary>
internal static class CandidateTask
{
    public const string Name = "candidates";

    private static string OfRegions => $"add --method {string.Join(" or ", Methods.All.OfType<RegionMethod>().Select(method => method.Name))}";

    /// <summary>Makes such files about products of the synthetic shop.</summary>
    public static int Synthesise(string folder, KddShopOptions options, Session session) => session.Track("Detecting regions",
        stage => KddShop.Write(folder, options, stage.Of(0), session.Stop));

    public static void Train(string folder, string method, TrainingRequest request, Session session)
    {
        if (Methods.Find(method) is not RegionMethod regionMethod)
            throw VerbException.Usage($"the method {method} does not learn from regions of a KDD Cup folder.", $"{OfRegions}, or give a store that 'vitrine import' wrote.");
        session.Track($"Training {request.Name}", stage =>
            regionMethod.Train(KddCupFolder.Open(folder), request, (part, report) => Note(folder, part, report, session), stage.Of<TrainingProgress>(Training.Report), session.Stop));
    }

    /// <summary>Ranks the candidates of a part.</summary>
    /// <param name="folder">The files.</param>
    /// <param name="model">A model of the folder.</param>
    /// <param name="asked">The part; null for test, or validation where test has no answers.</param>
    /// <param name="submission">Where to write the best five products of each query; null: nowhere.</param>
    /// <param name="session">Progress, cancellation.</param>
    /// <param name="label">What the metric keys begin with; null: as the model tells.</param>
    public static Evaluated Evaluate(string folder, string model, Part? asked, string? submission, Session session, string? label = null)
    {
        if (asked == Part.Train)
            throw VerbException.Usage("the rows of train.tsv have no candidates to rank.", "give --part test or --part validation.");
        var files = KddCupFolder.Open(folder);
        var isTest = asked is null ? files.HasAnswers(KddCupFolder.Test) : asked == Part.Test;
        var part = isTest ? KddCupFolder.Test : KddCupFolder.Valid;
        var directory = ModelDirectory.In(folder, model);
        var card = directory.ReadCard();
        if (Methods.Find(card.Method) is not RegionMethod method)
            throw VerbException.Usage($"the model '{model}' ({card.Method}) cannot rank regions.", $"{OfRegions} when you train one.");
        using var ranker = method.Open(directory, card);
        using var rows = files.OpenRows(part, cancellation: session.Stop);
        Note(folder, part, rows.Report, session);
        var queries = files.Queries(part, rows);
        var candidates = new RegionCandidates(new KddCupRegions(rows), [.. queries.Select(query => new RegionQuery(ranker.WordsOf(query.Text), query.Rows, query.IsRelevant))]);
        var scores = session.Track($"Ranking {part}", stage => candidates.Scores(ranker, stage.Of(queries.Count), session.Stop));
        if (submission is not null)
            KddCupSubmission.Write(submission, queries.Select((query, q) => (query.Id, BestFive(query, scores[q]))));
        return new Evaluated(label ?? Training.VectorsLabel(card), Name, "regions", [Measure(queries, scores, out var protocol, part, rows)], protocol);
    }

    private static DirectionResult Measure(IReadOnlyList<KddCupQuery> queries, float[][] scores, out ProtocolRecord protocol, string part, KddCupCache rows)
    {
        var result = CandidateRetrieval.Evaluate(
            [.. queries.Select((query, q) => new ScoredCandidates(query.Id, scores[q], [.. query.IsRelevant.Select(isRelevant => isRelevant ? 1f : 0f)]))],
            Ndcg.KddCup2020,
            new ProtocolRecord
            {
                Part = part,
                Gallery = $"the candidates of each query of {part}.tsv",
                Relevance = $"{part}_answer.json",
                SelfMatch = "none",
                SplitHash = rows.Fingerprint[..Math.Min(16, rows.Fingerprint.Length)],
            });
        protocol = result.Protocol;
        return new DirectionResult("text-to-image", result.Queries, result.LeftOut, [new Measure($"ndcg@{Ndcg.KddCup2020.Cutoff}", result.Ndcg, result.Chance)]);
    }

    private static IReadOnlyList<string> BestFive(KddCupQuery query, float[] scores) =>
        [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Select(i => query.Products[i]).Distinct().Take(Ndcg.KddCup2020.Cutoff)];

    private static void Note(string folder, string part, LineReport report, Session session)
    {
        const int shown = 5;
        foreach (var problem in report.Problems.Take(shown))
            session.Note($"{Path.Combine(folder, $"{part}.tsv")}:{problem.Line}: {problem.Reason}; skipped");
        if (report.Count > shown)
            session.Note($"{Path.Combine(folder, $"{part}.tsv")}: {report.Count:N0} lines skipped in all");
    }
}
