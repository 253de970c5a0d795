namespace Vitrine.Tensors;

public static unsafe partial class Losses
{
    /// <summary>Binary cross-entropy of logits, the weighted mean of softplus(x) − t·x over all elements.</summary>
    /// <param name="logits">Any shape; sigmoid makes them probabilities.</param>
    /// <param name="targets">Of the same shape, from 0 to 1; not differentiated.</param>
    /// <param name="weights">Of the same shape, or null for 1 each; the sum is divided by the number of elements, as PyTorch has it.</param>
    /// <returns>A scalar. Gradient: w(sigmoid(x) − t) / count.</returns>
    public static Tensor BinaryCrossEntropy(this Tensor logits, Tensor targets, Tensor? weights = null)
    {
        CheckPairs(logits, targets, nameof(targets));
        CheckPairs(logits, weights, nameof(weights));
        var columns = logits.Rank == 0 ? 1 : logits.Shape[-1];
        var pairs = new PairRows(logits.Pointer, columns, default, default, targets.Pointer, Start(weights));
        return Reduce("BinaryCrossEntropy", logits, new MeanRow<PairRows>(pairs, 1f / logits.Length));
    }

    /// <summary>A row's loss and gradient times a constant.</summary>
    private readonly struct MeanRow<TRow>(TRow row, float scale) : ILossRow
        where TRow : struct, ILossRow
    {
        public double Run(int index, Span<float> gradient)
        {
            var loss = row.Run(index, gradient);
            System.Numerics.Tensors.TensorPrimitives.Multiply(gradient, scale, gradient);
            return loss * scale;
        }
    }
}
