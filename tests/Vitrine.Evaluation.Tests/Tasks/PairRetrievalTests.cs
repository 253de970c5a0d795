namespace Vitrine.Evaluation.Tests.Tasks;

public class PairRetrievalTests
{
    private static readonly ProtocolRecord Protocol = new() { Gallery = "test images", Relevance = "same product or title", SelfMatch = "is the target" };

    private static readonly float[][] Scores =
    [
        [0.9f, 0.1f, 0.2f, 0.3f], // relevant 0: rank 1
        [0.5f, 0.5f, 0.5f, 0.1f], // relevant 1: ties on ranks 1–3
        [0.9f, 0.8f, 0.1f, 0.7f], // relevant 2 and 3: rank 3
        [0.9f, 0.8f, 0.1f, 0.7f], // none
    ];

    private static readonly int[][] Relevant = [[0], [1], [2, 3], []];

    [Fact]
    public void Evaluate_FourQueries_EqualsHandComputedValues()
    {
        var result = PairRetrieval.Evaluate(Relevant, 4, (q, s) => Scores[q].CopyTo(s), Protocol, new PairOptions { Ranks = [1, 2] });
        Assert.Equal((3, 1), (result.Queries, result.LeftOut));
        Assert.Equal((1 + 1 / 3.0 + 0) / 3, result.RecallAt(1).Value, 1e-15);
        Assert.Equal((1 + 0 + 0) / 3.0, result.RecallAt(1).Pessimistic, 1e-15);
        Assert.Equal((1 + 1 + 0) / 3.0, result.RecallAt(1).Optimistic, 1e-15);
        Assert.Equal((1 + 2 / 3.0 + 0) / 3, result.RecallAt(2).Value, 1e-15);
        Assert.Equal(2, result.MedianRank.Value); // ranks 1, 2 (mean of 1–3), 3
        Assert.Equal((1 + (1 + 1 / 2.0 + 1 / 3.0) / 3 + 1 / 3.0) / 3, result.Mrr.Value, 1e-15);
        Assert.Equal((1 / 4.0 + 1 / 4.0 + 1 / 2.0) / 3, result.Recall[0].Chance, 1e-15);
        Assert.Null(result.PerQuery[3]);
        Assert.Throws<KeyNotFoundException>(() => result.RecallAt(7));
    }

    [Fact]
    public void Evaluate_ReferenceExcluded_LeavesTheGallery()
    {
        var options = new PairOptions { Ranks = [1], ExcludedRows = [-1, 0, 0, -1] };
        var result = PairRetrieval.Evaluate(Relevant, 4, (q, s) => Scores[q].CopyTo(s), Protocol, options);
        Assert.Equal((1 + 1 / 2.0 + 0) / 3, result.RecallAt(1).Value, 1e-15);
        Assert.Equal((1 / 4.0 + 1 / 3.0 + 2 / 3.0) / 3, result.Recall[0].Chance, 1e-15);
    }

    [Fact]
    public void Evaluate_Classic_TakesTheLowestRowFirst()
    {
        var result = PairRetrieval.Evaluate(Relevant, 4, (q, s) => Scores[q].CopyTo(s), Protocol, new PairOptions { Ties = TieRule.Classic });
        Assert.Equal([1, 2, 3], result.PerQuery.Take(3).Select(f => f!.Value.Rank()));
    }

    [Fact]
    public void Evaluate_Distances_EqualNegatedScores()
    {
        ushort[] distances = [3, 0, 7, 3];
        var byDistance = PairRetrieval.Evaluate([[0], [2]], 4, (int _, Span<ushort> d) => distances.CopyTo(d), Protocol);
        Assert.Equal(new FirstRelevant(1, new TieBucket(2, 1)), byDistance.PerQuery[0]);
        Assert.Equal(new FirstRelevant(3, new TieBucket(1, 1)), byDistance.PerQuery[1]);
    }

    [Fact]
    public void Candidates_TwoQueries_MeanOverThoseWithPositives()
    {
        var result = CandidateRetrieval.Evaluate(
            [new("a", [2, 1], [1, 0]), new("b", [2, 1], [0, 1]), new("c", [2, 1], [0, 0])], Ndcg.KddCup2020, Protocol);
        Assert.Equal((2, 1), (result.Queries, result.LeftOut));
        Assert.Equal((1 + 1 / Math.Log2(3)) / 2, result.Ndcg.Value, 1e-15);
        Assert.Equal((1 + 1 / Math.Log2(3)) / 2, result.Chance, 1e-15);
        Assert.Contains("Query 'x'", Assert.Throws<ArgumentException>(
            () => CandidateRetrieval.Evaluate([new("x", [1], [1, 0])], Ndcg.KddCup2020, Protocol)).Message);
    }

    [Fact]
    public void ProtocolCaption_SaysPartTiesAndCutoffs()
    {
        var result = PairRetrieval.Evaluate([[0]], 1, (int _, Span<float> s) => s.Clear(), Protocol with { Part = "validation", SplitHash = "abc" });
        Assert.Equal("queries: validation products; gallery: test images; relevant: same product or title; captions: single; self-match: is the target; ties: expectation over all orders; "
            + "R@1,5,10 = share of queries with a relevant item among the first k, queries without a relevant item left out; split abc", result.Protocol.ToCaption());
    }
}
