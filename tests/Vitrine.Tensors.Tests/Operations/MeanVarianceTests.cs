namespace Vitrine.Tensors.Tests;

public class MeanVarianceTests
{
    // The result and the slopes are rounded to float32 once.
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData(0.8f, false, 1)]
    [InlineData(0.8f, true, 1)]
    [InlineData(0.8f, true, 0.7f)]
    [InlineData(0.01f, true, 0.7f)]
    public void MeanVariance_RandomSimilarities_EqualsDoublePrecision(float margin, bool hasWeights, float factor)
    {
        const float Lambda = 0.35f;
        var random = new RandomSource(61);
        float[] s = [.. Enumerable.Range(0, 400).Select(i => random.NextNormal() + (i % 3 == 0 ? 0.4f : 0))];
        bool[] matches = [.. Enumerable.Range(0, s.Length).Select(i => i % 3 == 0)];
        float[] weights = hasWeights ? [.. s.Select(_ => 0.5f + random.NextSingle())] : [];
        using var scope = Scope.Begin();
        var scores = Tensor.From(s, [20, 20]);
        scores.RequiresGradient = true;
        var loss = scores.MeanVariance(matches, new MeanVarianceSettings(margin, Lambda), weights, factor);
        loss.Backward();

        double Weight(int i) => hasWeights ? weights[i] : 1;
        (double Weight, double Mean, double Variance) Of(bool kind)
        {
            int[] own = [.. Enumerable.Range(0, s.Length).Where(i => matches[i] == kind)];
            var weight = own.Sum(Weight);
            var mean = own.Sum(i => Weight(i) * s[i]) / weight;
            return (weight, mean, own.Sum(i => Weight(i) * (s[i] - mean) * (s[i] - mean)) / weight);
        }

        var (positive, negative) = (Of(true), Of(false));
        var missing = margin - (positive.Mean - negative.Mean);
        Assert.Equal(margin > 0.1f, missing > 0);
        Assert.Equal(factor * (positive.Variance + negative.Variance) + Lambda * Math.Max(0, missing), loss.Item, Tolerance);
        for (var i = 0; i < s.Length; i++)
        {
            var own = matches[i] ? positive : negative;
            var push = missing > 0 ? (matches[i] ? -Lambda : Lambda) : 0;
            Assert.Equal(Weight(i) / own.Weight * (2 * factor * (s[i] - own.Mean) + push), scores.Gradient!.Data[i], Tolerance);
        }
    }

    [Fact]
    public void MeanVariance_OtherCounts_IsRefused()
    {
        using var scope = Scope.Begin();
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([3]).MeanVariance(new bool[2], default));
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([3]).MeanVariance(new bool[3], default, new float[2]));
    }
}
