using Vitrine.Datasets.KddCup;
using Vitrine.Evaluation;
using Vitrine.Models;
using Vitrine.Models.Candidates;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Workbench.KddCup;

namespace Vitrine.Workbench.Measuring;

/// <summary>Queries, each with its candidates, ranked by a model of any method.</summary>
internal static class CandidateTask
{
    public static Evaluated Run(ModelDirectory directory, IRetrievalModel model, EvaluationRequest request, string? label, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var data = KddCupTrainingData.Open(KddCupFolder.Open(directory.StorePath), cancellation: cancellation);
        ModelFit.Require(directory.Name, directory.ReadCard(), data.Tree, data.Items);
        // The split hash is that of the training file: files of questions that came later change nothing of what was learned.
        var foreign = ForeignTraining.Of(directory, data.Items, request.Part, card => card.SplitHash == data.SplitHash);
        var queries = foreign.LeaveOut(data.Queries(request.Part), $"{Evaluating.NameOf(request.Part)} queries", out var known);
        if (!queries.Any(query => query.IsRelevant.Contains(true)))
        {
            throw new MeasurementException($"The {Evaluating.NameOf(request.Part)} part of '{data.Path}' has no query with a right candidate.",
                "Give --part validation, or put test.tsv and test_answer.json into the folder.");
        }

        var scores = CandidateScores.Of(model, data.Items, queries, progress.Count($"Ranking {Evaluating.NameOf(request.Part)}", queries.Count), cancellation);
        if (request.Submission is { } submission)
            KddCupSubmission.Write(submission, queries.Select((query, q) => (query.Id, BestFive(data, query, scores[q]))));
        var result = CandidateRetrieval.Evaluate(
            [.. queries.Select((query, q) => new ScoredCandidates(query.Id, scores[q], [.. query.IsRelevant.Select(isRelevant => isRelevant ? 1f : 0f)]))],
            Ndcg.KddCup2020,
            new ProtocolRecord
            {
                Part = Evaluating.NameOf(request.Part),
                Excluded = new LeftOutTrained(known).InWords,
                Gallery = "the candidates of each query",
                Relevance = "the answers that come with the files",
                SelfMatch = "none",
                SplitHash = data.SplitHash,
            });
        var measure = new Measure($"ndcg@{Ndcg.KddCup2020.Cutoff}", result.Ndcg, result.Chance);
        var description = model.Description;
        return new Evaluated(label ?? (description.HasVectors ? description.VectorsLabel : description.CodesLabel), Evaluating.Candidates,
            description.Parts.Count > 0 ? "regions" : description.HasVectors ? "vectors" : "codes",
            [new DirectionResult("text-to-image", result.Queries, result.LeftOut, [measure])], result.Protocol)
        { LeftOutTrained = new(known) };
    }

    private static IReadOnlyList<string> BestFive(KddCupTrainingData data, CandidateQuery query, float[] scores) =>
        [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Select(i => data.Items.ProductOf(query.Items[i])).Distinct().Take(Ndcg.KddCup2020.Cutoff)];
}
