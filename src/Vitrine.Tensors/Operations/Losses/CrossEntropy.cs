using System.Numerics.Tensors;

namespace Vitrine.Tensors;

public static unsafe partial class Losses
{
    /// <summary>Softmax cross-entropy with one right class per row: Σ wᵢ(log Σeˣ − x_label) / Σ wᵢ.</summary>
    /// <param name="logits">[rows, classes], not normalised.</param>
    /// <param name="labels">The right class of each row; a negative label leaves its row out.</param>
    /// <param name="weights">[rows] or null for 1 each. PyTorch's class weights are <c>weights[i] = classWeight[labels[i]]</c>.</param>
    /// <returns>The weighted mean over the rows that count; 0 if none does. Gradient: wᵢ(softmax(x) − onehot) / Σ wᵢ.</returns>
    public static Tensor CrossEntropy(this Tensor logits, ReadOnlyMemory<int> labels, Tensor? weights = null)
    {
        var (rows, classes) = Matrix(logits, "CrossEntropy");
        if (labels.Length != rows)
            throw new ArgumentException($"CrossEntropy got {labels.Length} labels for logits {logits.Shape}.", nameof(labels));
        CheckWeights(weights, rows);
        var total = 0.0;
        for (var r = 0; r < rows; r++)
        {
            var label = labels.Span[r];
            if (label >= classes)
                throw new ArgumentOutOfRangeException(nameof(labels), label, $"Row {r} has the label {label}, but there are {classes} classes.");
            total += label < 0 ? 0 : WeightOf(weights, r);
        }

        return Reduce("CrossEntropy", logits, new HardRows(logits.Pointer, classes, labels, weights, total > 0 ? 1 / total : 0));
    }

    /// <summary>Softmax cross-entropy with a distribution per row: −Σ wᵢ Σ_c t log softmax(x) / Σ wᵢ.</summary>
    /// <param name="logits">[rows, classes], not normalised.</param>
    /// <param name="targets">[rows, classes]: what the softmax should be; not differentiated.</param>
    /// <param name="weights">[rows] or null for 1 each.</param>
    public static Tensor CrossEntropy(this Tensor logits, Tensor targets, Tensor? weights = null)
    {
        var (rows, classes) = Matrix(logits, "CrossEntropy");
        if (targets.Shape != logits.Shape)
            throw new ArgumentException($"CrossEntropy got targets {targets.Shape} for logits {logits.Shape}.", nameof(targets));
        CheckWeights(weights, rows);
        var total = weights is null ? rows : Operations.SumOf(weights.Data);
        return Reduce("CrossEntropy", logits, new SoftRows(logits.Pointer, classes, targets.Pointer, weights, total > 0 ? 1 / total : 0));
    }

    private readonly struct HardRows(float* logits, int classes, ReadOnlyMemory<int> labels, Tensor? weights, double scale) : ILossRow
    {
        public double Run(int row, Span<float> gradient)
        {
            var label = labels.Span[row];
            if (label < 0)
            {
                gradient.Clear();
                return 0;
            }

            var x = new ReadOnlySpan<float>(logits + (long)row * classes, classes);
            var weight = WeightOf(weights, row) * scale;
            var logSum = SoftmaxRow.LogSumExp(x, gradient);
            if (!gradient.IsEmpty)
            {
                TensorPrimitives.Multiply(gradient, (float)weight, gradient);
                gradient[label] -= (float)weight;
            }

            return weight * (logSum - x[label]);
        }
    }

    private readonly struct SoftRows(float* logits, int classes, float* targets, Tensor? weights, double scale) : ILossRow
    {
        public double Run(int row, Span<float> gradient)
        {
            var x = new ReadOnlySpan<float>(logits + (long)row * classes, classes);
            var target = new ReadOnlySpan<float>(targets + (long)row * classes, classes);
            var weight = WeightOf(weights, row) * scale;
            var logSum = SoftmaxRow.LogSumExp(x, gradient);
            var mass = 0.0;
            var dot = 0.0;
            for (var c = 0; c < classes; c++)
            {
                mass += target[c];
                dot += (double)target[c] * x[c];
            }

            for (var c = 0; c < gradient.Length; c++)
                gradient[c] = (float)(weight * (mass * gradient[c] - target[c]));
            return weight * (mass * logSum - dot);
        }
    }
}
