using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Losses
{
    /// <summary>
    /// In-batch contrastive loss (InfoNCE; van den Oord et al., 2018): row i of the similarities is a softmax over all columns whose right answer is
    /// column i; symmetric, the same for columns, and the mean of the two, as CLIP is trained.
    /// </summary>
    /// <param name="similarities">[batch, batch], scaled by the temperature: query i with item j.</param>
    /// <param name="groups">
    /// Empty, or a number per pair: pairs of one number are duplicates (the same title twice in a batch) and do not count as wrong answers for
    /// each other.
    /// </param>
    /// <param name="symmetric">Whether columns are trained too, or rows only.</param>
    /// <param name="weights">[batch] or null: how much each pair counts in the mean.</param>
    /// <returns>A scalar.</returns>
    public static Tensor InfoNce(this Tensor similarities, ReadOnlyMemory<int> groups = default, bool symmetric = true, Tensor? weights = null)
    {
        var batch = Square(similarities, groups, "InfoNce");
        CheckWeights(weights, batch);
        var total = weights is null ? batch : Operations.SumOf(weights.Data);
        var scale = total > 0 ? (symmetric ? 0.5 : 1) / total : 0;

        var result = Tensor.Result([], similarities);
        var slopes = Tensor.Empty(similarities.Shape);
        var sum = Contrast(similarities, groups, weights, scale, slopes);
        if (symmetric)
        {
            using var scope = Scope.Begin(recordGradients: false);
            var columns = similarities.Transpose();
            var columnSlopes = Tensor.Empty(columns.Shape);
            sum += Contrast(columns, groups, weights, scale, columnSlopes);
            if (result.RequiresGradient)
                TensorPrimitives.Add(slopes.Data, columnSlopes.Transpose().Data, slopes.Data);
        }

        result.Data[0] = (float)sum;
        if (result.RequiresGradient)
            result.OnBackward("InfoNce", gradient => SendScaled(similarities, slopes, gradient.Item));
        return result;
    }

    internal static int Square(Tensor similarities, ReadOnlyMemory<int> groups, string loss)
    {
        var (rows, columns) = Matrix(similarities, loss);
        if (rows != columns)
            throw new ArgumentException($"{loss} takes a square matrix, pair i on the diagonal; the shape is {similarities.Shape}.");
        if (!groups.IsEmpty && groups.Length != rows)
            throw new ArgumentException($"{loss} got {groups.Length} groups for {rows} pairs.", nameof(groups));
        return rows;
    }

    private static double Contrast(Tensor similarities, ReadOnlyMemory<int> groups, Tensor? weights, double scale, Tensor slopes)
    {
        var batch = similarities.Shape[0];
        var shares = Tensor.Empty([batch, 2]);
        WorkRange.Rows(batch, batch * 5L, new ContrastJob(similarities.Pointer, batch, groups, weights, scale, slopes.Pointer, (double*)shares.Pointer));
        var sum = 0.0;
        for (var r = 0; r < batch; r++)
            sum += ((double*)shares.Pointer)[r];
        return sum;
    }

    private readonly struct ContrastJob(
        float* similarities, int batch, ReadOnlyMemory<int> groups, Tensor? weights, double scale, float* slopes, double* shares) : IRangeJob
    {
        public void Run(int start, int count)
        {
            for (var r = start; r < start + count; r++)
            {
                var row = new Span<float>(slopes + (long)r * batch, batch);
                new ReadOnlySpan<float>(similarities + (long)r * batch, batch).CopyTo(row);
                var own = row[r];
                for (var c = 0; c < groups.Length; c++)
                {
                    if (c != r && groups.Span[c] == groups.Span[r])
                        row[c] = float.NegativeInfinity;
                }

                var weight = WeightOf(weights, r) * scale;
                shares[r] = weight * (SoftmaxRow.LogSumExp(row, row) - own);
                TensorPrimitives.Multiply(row, (float)weight, row);
                row[r] -= (float)weight;
            }
        }
    }
}
