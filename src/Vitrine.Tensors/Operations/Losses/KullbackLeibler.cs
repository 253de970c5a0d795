namespace Vitrine.Tensors;

public static unsafe partial class Losses
{
    /// <summary>The divergence KL(t ‖ softmax(x)) = Σ t(log t − log softmax(x)), the mean over the rows.</summary>
    /// <param name="logits">x [rows, classes], not normalised.</param>
    /// <param name="targets">t [rows, classes], distributions; not differentiated.</param>
    /// <returns>A scalar, 0 where both agree. Gradient: (softmax(x)·Σt − t) / rows.</returns>
    public static Tensor KullbackLeibler(this Tensor logits, Tensor targets)
    {
        var (rows, classes) = Matrix(logits, "KullbackLeibler");
        CheckPairs(logits, targets, nameof(targets));
        var soft = new SoftRows(logits.Pointer, classes, targets.Pointer, null, 1.0 / Math.Max(1, rows));
        return Reduce("KullbackLeibler", logits, new DivergenceRows(soft, targets.Pointer, classes, 1.0 / Math.Max(1, rows)));
    }

    private readonly struct DivergenceRows(SoftRows crossEntropy, float* targets, int classes, double scale) : ILossRow
    {
        public double Run(int row, Span<float> gradient)
        {
            var negativeEntropy = 0.0;
            foreach (var target in new ReadOnlySpan<float>(targets + (long)row * classes, classes))
                negativeEntropy += target > 0 ? target * Math.Log(target) : 0; // 0·log 0 = 0
            return crossEntropy.Run(row, gradient) + scale * negativeEntropy;
        }
    }
}
