using Vitrine.Index;
using Vitrine.Search.Fusion;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Tests.Fusion;

public sealed class JoinedSignalTests
{
    private static readonly FusionWeights Weights = new(-1, new Dictionary<string, SignalWeight> { ["words"] = new(2, 0, 1), ["photo"] = new(3, 1, 0.5) }, 0.1);

    [Fact]
    public void Rank_TwoSignals_IsTheirWeightedSum()
    {
        var joined = new JoinedSignal([new GivenSignal("words", ScoreScale.Ratio, 1, 4, 2, null), new GivenSignal("photo", ScoreScale.Difference, 0.5f, 0.1f, 0.5f, 0.4f)], Weights);
        var hits = joined.Ask("any").Rank(10);
        // words: lags 0, −½, −1; photo: lags −.4, 0, −.1, its top .5.
        double[] logOdds = [-1 + 1 + 3 * -0.4 + 0.5 + 0.25, -1 + 2 * -0.5 + 1 + 0.5 + 0.25, -1 + 2 * -1 + 1 + 3 * -0.1 + 0.5 + 0.25];
        Assert.Equal([1, 0, 2], hits.Select(hit => hit.Row).ToArray());
        Assert.All(hits, hit => Assert.Equal(1 / (1 + Math.Exp(-logOdds[hit.Row])), hit.Probability, 1e-6));
        Assert.All(hits, hit => Assert.Equal(logOdds[hit.Row], Weights.Intercept + hit.Shares.Sum(share => share.LogOdds + share.QueryLogOdds), 1e-6));
    }

    [Fact]
    public void Rank_AProductWithoutPhoto_IsJudgedByItsWords()
    {
        var joined = new JoinedSignal([new GivenSignal("words", ScoreScale.Ratio, 1, 4, 4, 4), new GivenSignal("photo", ScoreScale.Difference, 1, 0.5f, null, 0.1f)], Weights);
        Assert.Equal([0, 1, 2], joined.Ask("any").Rank(10).Select(hit => hit.Row));
    }

    [Fact]
    public void Rank_NoSignalKnowsAWord_FindsNothing() =>
        Assert.Empty(new JoinedSignal([new GivenSignal("words", ScoreScale.Ratio, 0, 1, 2, 3)], Weights).Ask("sandwich").Rank(10));

    [Fact]
    public void Rank_WithAFilter_FindsItsRowsOnly()
    {
        var joined = new JoinedSignal([new GivenSignal("words", ScoreScale.Ratio, 1, 3, 2, 1, 4)], Weights);
        Assert.Equal([0, 2], joined.Ask("any").Rank(10, RowSet.Where(4, row => row % 2 == 0)).Select(hit => hit.Row));
    }

    [Fact]
    public void Rank_EquallyProbable_InTheOrderOfRows()
    {
        var joined = new JoinedSignal([new GivenSignal("words", ScoreScale.Ratio, 1, 1, 1, 1, 1)], Weights);
        Assert.Equal([0, 1, 2], joined.Ask("any").Rank(3).Select(hit => hit.Row));
    }
}
