namespace Vitrine.Tensors;

public static unsafe partial class Losses
{
    /// <summary>
    /// Triplet loss with the hardest negative of the batch in both directions (VSE++, Faghri et al., 2017): for each pair i
    /// max(0, m + max_j s_ij − s_ii) + max(0, m + max_j s_ji − s_ii); the mean over the pairs.
    /// </summary>
    /// <param name="similarities">[batch, batch]: query i with item j.</param>
    /// <param name="margin">m.</param>
    /// <param name="groups">Empty, or a number per pair; pairs of one number are not negatives of each other.</param>
    /// <returns>A scalar. Gradient: ±1 / batch at the places that count.</returns>
    public static Tensor HardestTriplet(this Tensor similarities, float margin = 0.2f, ReadOnlyMemory<int> groups = default)
    {
        var batch = Square(similarities, groups, "HardestTriplet");
        var result = Tensor.Result([], similarities);
        var s = similarities.Data;
        var (rowHardest, columnHardest) = (new int[batch], new int[batch]);
        Array.Fill(rowHardest, -1);
        Array.Fill(columnHardest, -1);
        for (var i = 0; i < batch; i++)
        {
            for (var j = 0; j < batch; j++)
            {
                if (i == j || (!groups.IsEmpty && groups.Span[i] == groups.Span[j]))
                    continue;
                var value = s[i * batch + j];
                if (rowHardest[i] < 0 || value > s[i * batch + rowHardest[i]])
                    rowHardest[i] = j;
                if (columnHardest[j] < 0 || value > s[columnHardest[j] * batch + j])
                    columnHardest[j] = i;
            }
        }

        var sum = 0.0;
        for (var i = 0; i < batch; i++)
        {
            var own = s[i * batch + i];
            sum += Hinge(s, margin - own, ref rowHardest[i], i * batch + rowHardest[i]);
            sum += Hinge(s, margin - own, ref columnHardest[i], columnHardest[i] * batch + i);
        }

        result.Data[0] = (float)(sum / batch);
        if (result.RequiresGradient)
        {
            result.OnBackward("HardestTriplet", gradient =>
            {
                var target = Operations.ClearedGradient(similarities).Data;
                var share = gradient.Item / batch;
                for (var i = 0; i < batch; i++)
                {
                    if (rowHardest[i] >= 0)
                        (target[i * batch + rowHardest[i]], target[i * batch + i]) = (target[i * batch + rowHardest[i]] + share, target[i * batch + i] - share);
                    if (columnHardest[i] >= 0)
                        (target[columnHardest[i] * batch + i], target[i * batch + i]) = (target[columnHardest[i] * batch + i] + share, target[i * batch + i] - share);
                }
            });
        }

        return result;
    }

    /// <summary>The hinge of one direction; a negative that keeps its distance is forgotten.</summary>
    private static float Hinge(ReadOnlySpan<float> similarities, float offset, ref int hardest, int at)
    {
        if (hardest < 0)
            return 0;
        var violation = offset + similarities[at];
        if (violation > 0)
            return violation;
        hardest = -1;
        return 0;
    }
}
