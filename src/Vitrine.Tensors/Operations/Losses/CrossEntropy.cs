using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

/// <summary>What training makes small: each returns a scalar, with softmax, logarithm and reduction fused in one pass.</summary>
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

    internal static (int Rows, int Columns) Matrix(Tensor x, string loss) =>
        x.Rank == 2 ? (x.Shape[0], x.Shape[1]) : throw new ArgumentException($"{loss} takes a matrix; the shape is {x.Shape}.");

    internal static void CheckWeights(Tensor? weights, int rows)
    {
        if (weights is not null && weights.Shape != new Shape(rows))
            throw new ArgumentException($"There is one weight per row, [{rows}]; the shape is {weights.Shape}.", nameof(weights));
    }

    internal static double WeightOf(Tensor? weights, int row) => weights is null ? 1 : weights.Pointer[row];

    /// <summary>One row of a fused loss.</summary>
    internal interface ILossRow
    {
        /// <summary>The row's share of the loss; with <paramref name="gradient"/>, also its derivative by the row, overwritten.</summary>
        double Run(int row, Span<float> gradient);
    }

    /// <summary>
    /// Sums the rows' losses. Where a gradient is wanted it is found in the same pass, while the row is in the cache, and only
    /// multiplied by the incoming number later.
    /// </summary>
    internal static Tensor Reduce<TRow>(string name, Tensor x, TRow row)
        where TRow : struct, ILossRow
    {
        var (rows, columns) = (x.Shape[0], x.Shape[1]);
        var result = Tensor.Result([], x);
        var slopes = result.RequiresGradient ? Tensor.Empty(x.Shape) : null;
        var shares = Tensor.Empty([rows, 2]); // a double per row
        WorkRange.Rows(rows, columns * 4L, new LossJob<TRow>(row, slopes is null ? null : slopes.Pointer, columns, (double*)shares.Pointer));
        var sum = 0.0;
        for (var r = 0; r < rows; r++)
            sum += ((double*)shares.Pointer)[r];
        result.Data[0] = (float)sum;
        if (slopes is not null)
            result.OnBackward(name, gradient => SendScaled(x, slopes, gradient.Item));
        return result;
    }

    /// <summary>Hands <paramref name="slopes"/>, times the loss' own gradient, to the input.</summary>
    internal static void SendScaled(Tensor input, Tensor slopes, float factor)
    {
        if (!input.RequiresGradient)
            return;
        if (factor != 1)
            TensorPrimitives.Multiply(slopes.Data, factor, slopes.Data);
        input.ReceiveGradient(slopes, mayAdopt: true);
    }

    private readonly struct LossJob<TRow>(TRow row, float* slopes, int columns, double* shares) : IRangeJob
        where TRow : struct, ILossRow
    {
        public void Run(int start, int count)
        {
            for (var r = start; r < start + count; r++)
                shares[r] = row.Run(r, slopes is null ? default : new Span<float>(slopes + (long)r * columns, columns));
        }
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
            var logSum = LogSumExp(x, gradient);
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
            var logSum = LogSumExp(x, gradient);
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

    /// <summary>log Σeˣ of a row; leaves softmax(x) in <paramref name="probabilities"/> unless that is empty.</summary>
    internal static double LogSumExp(ReadOnlySpan<float> x, Span<float> probabilities)
    {
        if (x.IsEmpty)
            return double.NegativeInfinity;
        var max = TensorPrimitives.Max(x);
        if (float.IsNegativeInfinity(max)) // nothing has a probability
        {
            probabilities.Clear();
            return max;
        }

        const int Chunk = 256;
        Span<float> scratch = stackalloc float[Chunk];
        var sum = 0.0;
        for (var start = 0; start < x.Length; start += Chunk)
        {
            var count = Math.Min(Chunk, x.Length - start);
            var part = probabilities.IsEmpty ? scratch[..count] : probabilities.Slice(start, count);
            TensorPrimitives.Subtract(x.Slice(start, count), max, part);
            TensorPrimitives.Exp(part, part);
            sum += TensorPrimitives.Sum<float>(part);
        }

        if (!probabilities.IsEmpty)
            TensorPrimitives.Multiply(probabilities, (float)(1 / sum), probabilities);
        return max + Math.Log(sum);
    }
}
