using Vitrine.Search.Fusion;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Tests.Fusion;

public sealed class FusionFitTests
{
    [Fact]
    public void Fit_ASignalThatTellsAndOneThatDoesNot_TrustsTheFirst()
    {
        var random = new Random(1);
        var fitted = FusionFit.Fit([.. Enumerable.Range(0, 200).Select(_ => Judged(random, words: right => right ? 1 : 0.3f, photo: _ => random.NextSingle()))]);
        Assert.True(fitted.Signals["words"].Lag > 2 * FusionWeights.Prior.Signals["words"].Lag, $"{fitted.Signals["words"]}");
        Assert.True(fitted.Signals["photo"].Lag < 0.3, $"{fitted.Signals["photo"]}");
    }

    [Fact]
    public void Fit_ASignalThatMisleads_GetsNothingRatherThanLessThanNothing()
    {
        var random = new Random(2);
        var fitted = FusionFit.Fit([.. Enumerable.Range(0, 200).Select(_ => Judged(random, words: right => right ? 1 : 0.5f, photo: right => right ? 0 : 1))]);
        Assert.Equal(0, fitted.Signals["photo"].Lag, 1e-6);
    }

    [Fact]
    public void Fit_OneQuery_StaysNearThePrior()
    {
        var fitted = FusionFit.Fit([Judged(new Random(3), words: right => right ? 1 : 0.9f, photo: right => right ? 0.2f : 0.1f)]);
        Assert.All(fitted.Signals, signal => Assert.InRange(signal.Value.Lag - FusionWeights.Prior.Signals[signal.Key].Lag, -0.5, 0.5));
    }

    [Fact]
    public void Fit_ProbabilitiesOfNewQueries_AreWhatTheySay()
    {
        // One in two candidates is right where both signals are silent but for chance.
        var random = new Random(4);
        var fitted = FusionFit.Fit([.. Enumerable.Range(0, 500).Select(_ => Judged(random, words: right => right || random.Next(3) == 0 ? 1 : 0.2f, photo: _ => 0.5f))]);
        var (sum, right, count) = (0.0, 0, 0);
        for (var i = 0; i < 200; i++)
        {
            var query = Judged(random, words: isRight => isRight || random.Next(3) == 0 ? 1 : 0.2f, photo: _ => 0.5f);
            for (var candidate = 0; candidate < query.IsRight.Length; candidate++)
            {
                var logOdds = fitted.Intercept + query.Scores.Sum(signal => fitted.Signals[signal.Name] is var w ? w.Lag * signal.Lags[candidate] + w.Top * signal.Top + w.Known * signal.Known : 0);
                sum += 1 / (1 + Math.Exp(-logOdds));
                right += query.IsRight[candidate] ? 1 : 0;
                count++;
            }
        }

        Assert.Equal((double)right / count, sum / count, 0.05);
    }

    private static JudgedQuery Judged(Random random, Func<bool, float> words, Func<bool, float> photo)
    {
        bool[] isRight = [.. Enumerable.Range(0, 20).Select(i => i == 0 || random.Next(3) == 0)];
        float?[] Scores(Func<bool, float> of) => [.. isRight.Select(right => (float?)of(right))];
        GivenSignal[] signals = [new("words", ScoreScale.Ratio, 1, Scores(words)), new("photo", ScoreScale.Difference, 1, Scores(photo))];
        int[] rows = [.. Enumerable.Range(0, isRight.Length)];
        return new JudgedQuery([.. signals.Select(signal => SignalScores.Of(signal, signal, rows))], isRight);
    }
}
