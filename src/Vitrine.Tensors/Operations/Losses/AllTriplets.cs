namespace Vitrine.Tensors;

public static unsafe partial class Losses
{
    /// <summary>
    /// Triplet loss with every negative of the batch in both directions (Kiros et al., 2014): for each pair i Σ_j max(0, m + s_ij − s_ii) +
    /// Σ_j max(0, m + s_ji − s_ii), j ≠ i; the mean over the pairs. Of use where <see cref="HardestTriplet"/> begins: among random vectors the hardest
    /// negative is an accident, and learning from it alone may draw everything into one point.
    /// </summary>
    /// <param name="similarities">[batch, batch]: query i with item j.</param>
    /// <param name="margin">m.</param>
    /// <param name="groups">Empty, or a number per pair; pairs of one number are not negatives of each other.</param>
    /// <returns>A scalar. Gradient: 1 / batch for each violation at its negative, −1 / batch at its pair.</returns>
    public static Tensor AllTriplets(this Tensor similarities, float margin = 0.2f, ReadOnlyMemory<int> groups = default)
    {
        var batch = Square(similarities, groups, "AllTriplets");
        var result = Tensor.Result([], similarities);
        var slopes = Tensor.Zeros(similarities.Shape);
        var s = similarities.Data;
        var slope = slopes.Data;
        var share = 1f / Math.Max(1, batch);
        var sum = 0.0;
        for (var i = 0; i < batch; i++)
        {
            for (var j = 0; j < batch; j++)
            {
                if (i == j || (!groups.IsEmpty && groups.Span[i] == groups.Span[j]))
                    continue;
                var negative = margin + s[i * batch + j];
                foreach (var own in (ReadOnlySpan<int>)[i * (batch + 1), j * (batch + 1)]) // as the wrong item of i, and as the wrong query of j
                {
                    if (negative <= s[own])
                        continue;
                    sum += negative - s[own];
                    slope[i * batch + j] += share;
                    slope[own] -= share;
                }
            }
        }

        result.Data[0] = (float)(sum * share);
        if (result.RequiresGradient)
            result.OnBackward("AllTriplets", gradient => SendScaled(similarities, slopes, gradient.Item));
        return result;
    }
}
