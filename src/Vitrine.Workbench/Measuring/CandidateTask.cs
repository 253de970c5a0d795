using Vitrine.Datasets.KddCup;
using Vitrine.Evaluation;
using Vitrine.Models.Candidates;
using Vitrine.Models.Contract;
using Vitrine.Workbench.KddCup;

namespace Vitrine.Workbench.Measuring;

/// <summary>Queries, each with its candidates, ranked by a model of any method.</summary>
internal static class CandidateTask
{
    public static Evaluated Run(string folder, IRetrievalModel model, EvaluationRequest request, string? label, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var data = KddCupTrainingData.Open(KddCupFolder.Open(folder), cancellation: cancellation);
        var queries = data.Queries(request.Part);
        if (queries.Count == 0)
        {
            throw new MeasurementException($"The {Evaluating.NameOf(request.Part)} part of '{folder}' has no queries with candidates and answers.",
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
                Gallery = "the candidates of each query",
                Relevance = "the answers that come with the files",
                SelfMatch = "none",
                SplitHash = data.SplitHash,
            });
        var measure = new Measure($"ndcg@{Ndcg.KddCup2020.Cutoff}", result.Ndcg, result.Chance);
        var description = model.Description;
        return new Evaluated(label ?? (description.HasVectors ? description.VectorsLabel : description.CodesLabel), Evaluating.Candidates,
            description.Parts.Count > 0 ? "regions" : description.HasVectors ? "vectors" : "codes",
            [new DirectionResult("text-to-image", result.Queries, result.LeftOut, [measure])], result.Protocol);
    }

    private static IReadOnlyList<string> BestFive(KddCupTrainingData data, CandidateQuery query, float[] scores) =>
        [.. Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Select(i => data.Items.ProductOf(query.Items[i])).Distinct().Take(Ndcg.KddCup2020.Cutoff)];
}
