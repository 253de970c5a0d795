namespace Vitrine.Tensors;

/// <summary>The settings of <see cref="Losses.MeanVariance"/>.</summary>
/// <param name="Margin">m: how far apart the means of matching and other similarities shall be.</param>
/// <param name="MarginWeight">λ: what a missing distance costs.</param>
public readonly record struct MeanVarianceSettings(float Margin, float MarginWeight);

public static unsafe partial class Losses
{
    /// <summary>
    /// The mean-variance loss of similarities, f·(σ₊² + σ₋²) + λ·max(0, m − (u₊ − u₋)) with the weighted means u and variances σ² of those that match and of
    /// the others (Kumar et al., CVPR 2016; GIN, PCM 2018). Where one of the two is empty, the other's variance alone counts. Sums are in double precision.
    /// </summary>
    /// <param name="scores">The similarities, any shape.</param>
    /// <param name="matches">For each whether it is of a matching pair.</param>
    /// <param name="settings">m and λ.</param>
    /// <param name="weights">For each how much it counts, ≥ 0; empty: 1.</param>
    /// <param name="varianceFactor">f.</param>
    /// <returns>A scalar. Gradient with W, the sum of the weights of its kind: w/W·(2f(s − u) ∓ λ where the means are too near).</returns>
    public static Tensor MeanVariance(
        this Tensor scores, ReadOnlyMemory<bool> matches, MeanVarianceSettings settings, ReadOnlyMemory<float> weights = default, float varianceFactor = 1)
    {
        if (matches.Length != scores.Length || (weights.Length != 0 && weights.Length != scores.Length))
            throw new ArgumentException($"MeanVariance got {matches.Length} matches and {weights.Length} weights for {scores.Shape}.");
        var (positive, negative) = (Moments.Of(scores.Data, matches.Span, weights.Span, true), Moments.Of(scores.Data, matches.Span, weights.Span, false));
        var missing = positive.Weight > 0 && negative.Weight > 0 ? Math.Max(0, settings.Margin - (positive.Mean - negative.Mean)) : 0;
        var result = Tensor.Result([], scores);
        result.Data[0] = (float)(varianceFactor * (positive.Variance + negative.Variance) + settings.MarginWeight * missing);
        if (result.RequiresGradient)
        {
            var push = missing > 0 ? settings.MarginWeight : 0;
            result.OnBackward("MeanVariance", gradient =>
            {
                var slopes = Tensor.Empty(scores.Shape);
                var of = slopes.Data;
                var s = scores.Data;
                for (var i = 0; i < of.Length; i++)
                {
                    var (own, sign) = matches.Span[i] ? (positive, -1) : (negative, 1);
                    var share = (weights.IsEmpty ? 1 : weights.Span[i]) / own.Weight;
                    of[i] = own.Weight > 0 ? (float)(share * (2 * varianceFactor * (s[i] - own.Mean) + sign * push)) : 0;
                }

                SendScaled(scores, slopes, gradient.Item);
            });
        }

        return result;
    }

    private readonly record struct Moments(double Weight, double Mean, double Variance)
    {
        public static Moments Of(ReadOnlySpan<float> values, ReadOnlySpan<bool> matches, ReadOnlySpan<float> weights, bool kind)
        {
            var (weight, sum) = (0.0, 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                if (matches[i] != kind)
                    continue;
                var own = weights.IsEmpty ? 1 : weights[i];
                weight += own;
                sum += own * (double)values[i];
            }

            if (weight <= 0)
                return default;
            var (mean, squares) = (sum / weight, 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                if (matches[i] == kind)
                    squares += (weights.IsEmpty ? 1 : weights[i]) * (values[i] - mean) * (values[i] - mean);
            }

            return new Moments(weight, mean, squares / weight);
        }
    }
}
