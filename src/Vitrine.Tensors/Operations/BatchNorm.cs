using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

/// <summary>What batch norm keeps between batches: running mean and variance [channels], as PyTorch's buffers.</summary>
/// <param name="Mean">Changed in training.</param>
/// <param name="Variance">Changed in training; unbiased.</param>
public readonly record struct RunningStatistics(Tensor Mean, Tensor Variance);

public static unsafe partial class Operations
{
    /// <summary>
    /// (x − mean) / √(variance + ε)·γ + β per channel (Ioffe and Szegedy, 2015): in training with the batch's statistics, which also move the
    /// running ones by <paramref name="momentum"/>; in use with the running ones.
    /// </summary>
    /// <param name="x">[batch, channels] or [batch, channels, …].</param>
    /// <param name="weight">γ [channels].</param>
    /// <param name="bias">β [channels].</param>
    /// <param name="running">The running statistics.</param>
    /// <param name="isTraining">Which statistics.</param>
    /// <param name="momentum">The batch's share in the running statistics.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a channel has fewer than two values to learn from.</exception>
    public static Tensor BatchNorm(
        this Tensor x, Tensor weight, Tensor bias, RunningStatistics running, bool isTraining, float momentum = 0.1f, float epsilon = 1e-5f) =>
        BatchNorm(x, weight, bias, running, isTraining, momentum, epsilon, null, isRectified: false);

    /// <summary>
    /// max(0, <see cref="BatchNorm(Tensor, Tensor, Tensor, RunningStatistics, bool, float, float)"/> + shortcut), the end of a residual block, in one pass
    /// over memory: on large maps that, not the arithmetic, is what the three cost.
    /// </summary>
    /// <param name="x">[batch, channels] or [batch, channels, …].</param>
    /// <param name="weight">γ [channels].</param>
    /// <param name="bias">β [channels].</param>
    /// <param name="running">The running statistics.</param>
    /// <param name="isTraining">Which statistics.</param>
    /// <param name="shortcut">Of the shape of x; or null for nothing.</param>
    /// <param name="momentum">The batch's share in the running statistics.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a channel has fewer than two values to learn from.</exception>
    public static Tensor BatchNormRelu(
        this Tensor x, Tensor weight, Tensor bias, RunningStatistics running, bool isTraining, Tensor? shortcut = null, float momentum = 0.1f,
        float epsilon = 1e-5f)
    {
        if (shortcut is not null && shortcut.Shape != x.Shape)
            throw new ArgumentException($"BatchNormRelu of {x.Shape} takes a shortcut of the same shape; it is {shortcut.Shape}.", nameof(shortcut));
        return BatchNorm(x, weight, bias, running, isTraining, momentum, epsilon, shortcut, isRectified: true);
    }

    private static Tensor BatchNorm(
        Tensor x, Tensor weight, Tensor bias, RunningStatistics running, bool isTraining, float momentum, float epsilon, Tensor? shortcut, bool isRectified)
    {
        if (x.Rank < 2)
            throw new ArgumentException($"BatchNorm takes [batch, channels, …]; the shape is {x.Shape}.", nameof(x));
        var (batch, channels, inner) = Around(x.Shape, 1);
        var perChannel = new Shape(channels);
        if (weight.Shape != perChannel || bias.Shape != perChannel || running.Mean.Shape != perChannel || running.Variance.Shape != perChannel)
            throw new ArgumentException($"BatchNorm of {x.Shape} takes a weight, a bias and statistics of {channels} channels each.");
        if (isTraining && (long)batch * inner < 2)
            throw new ArgumentException($"BatchNorm cannot learn from {x.Shape}: a channel needs at least two values.", nameof(x));

        var result = Tensor.Result(x.Shape, x, weight, bias, shortcut);
        var statistics = Tensor.Empty([2, channels]); // mean, 1/√(variance + ε)
        var job = new BatchNormJob
        {
            X = x.Pointer,
            Y = result.Pointer,
            Shortcut = shortcut is null ? null : shortcut.Pointer,
            IsRectified = isRectified,
            Weight = weight.Pointer,
            Bias = bias.Pointer,
            Mean = statistics.Pointer,
            Inverse = statistics.Pointer + channels,
            RunningMean = running.Mean.Pointer,
            RunningVariance = running.Variance.Pointer,
            Batch = batch,
            Channels = channels,
            Inner = inner,
            IsTraining = isTraining,
            Momentum = momentum,
            Epsilon = epsilon,
        };
        WorkRange.Rows(channels, (long)batch * inner * 3, job);
        if (result.RequiresGradient)
        {
            result.OnBackward(isRectified ? "BatchNormRelu" : "BatchNorm", gradient =>
            {
                var isFirst = true;
                var back = new BatchNormBackwardJob(job)
                {
                    G = gradient.Pointer,
                    ForWeight = weight.RequiresGradient ? ClearedGradient(weight).Pointer : null,
                    ForBias = bias.RequiresGradient ? ClearedGradient(bias).Pointer : null,
                    ForShortcut = shortcut is { RequiresGradient: true } ? shortcut.GradientForWriting(out isFirst).Pointer : null,
                    NeedsInput = x.RequiresGradient,
                };
                back.AddsToShortcut = !isFirst;
                WorkRange.Rows(channels, (long)batch * inner * 4, back);
                if (x.RequiresGradient)
                    x.ReceiveGradient(gradient, mayAdopt: true);
            });
        }

        return result;
    }

    private struct BatchNormJob : IRangeJob
    {
        public float* X;
        public float* Y;
        public float* Shortcut;
        public bool IsRectified;
        public float* Weight;
        public float* Bias;
        public float* Mean;
        public float* Inverse;
        public float* RunningMean;
        public float* RunningVariance;
        public int Batch;
        public int Channels;
        public int Inner;
        public bool IsTraining;
        public float Momentum;
        public float Epsilon;

        public readonly int Count => Batch * Inner;

        /// <summary>Where the values of a channel in one element of the batch begin; they lie side by side.</summary>
        public readonly long Offset(int element, int channel) => ((long)element * Channels + channel) * Inner;

        public readonly void Run(int start, int count)
        {
            for (var c = start; c < start + count; c++)
            {
                if (IsTraining)
                    Learn(c);
                else
                    (Mean[c], Inverse[c]) = (RunningMean[c], 1 / MathF.Sqrt(RunningVariance[c] + Epsilon));
                var scale = Weight[c] * Inverse[c];
                var shift = Bias[c] - Mean[c] * scale;
                for (var b = 0; b < Batch; b++)
                {
                    var offset = Offset(b, c);
                    if (Inner == 1)
                    {
                        var value = X[offset] * scale + shift + (Shortcut == null ? 0 : Shortcut[offset]);
                        Y[offset] = IsRectified ? MathF.Max(value, 0) : value;
                        continue;
                    }

                    var target = new Span<float>(Y + offset, Inner);
                    TensorPrimitives.Multiply(new ReadOnlySpan<float>(X + offset, Inner), scale, target);
                    TensorPrimitives.Add(target, shift, target);
                    if (Shortcut != null)
                        TensorPrimitives.Add(target, new ReadOnlySpan<float>(Shortcut + offset, Inner), target);
                    if (IsRectified)
                        TensorPrimitives.Max(target, 0, target);
                }
            }
        }

        private readonly void Learn(int c)
        {
            var sum = 0.0;
            for (var b = 0; b < Batch; b++)
            {
                var offset = Offset(b, c);
                sum += Inner == 1 ? X[offset] : SumOf(new ReadOnlySpan<float>(X + offset, Inner));
            }

            var mean = (float)(sum / Count);
            var squares = 0.0;
            for (var b = 0; b < Batch; b++)
            {
                var offset = Offset(b, c);
                var scratch = new Span<float>(Y + offset, Inner); // free until the result is written
                TensorPrimitives.Subtract(new ReadOnlySpan<float>(X + offset, Inner), mean, scratch);
                squares += TensorPrimitives.SumOfSquares<float>(scratch);
            }

            Mean[c] = mean;
            Inverse[c] = (float)(1 / Math.Sqrt(squares / Count + Epsilon));
            RunningMean[c] += Momentum * (mean - RunningMean[c]);
            RunningVariance[c] += Momentum * ((float)(squares / (Count - 1)) - RunningVariance[c]);
        }
    }

    private struct BatchNormBackwardJob(BatchNormJob forward) : IRangeJob
    {
        public float* G;
        public float* ForWeight;
        public float* ForBias;
        public float* ForShortcut;
        public bool AddsToShortcut;
        public bool NeedsInput;

        private const int Chunk = 256;

        public readonly void Run(int start, int count)
        {
            Span<float> scratch = stackalloc float[Chunk];
            for (var c = start; c < start + count; c++)
            {
                var (mean, inverse) = (forward.Mean[c], forward.Inverse[c]);
                var (sum, dot) = (0.0, 0.0); // Σg, Σg·x
                for (var b = 0; b < forward.Batch; b++)
                {
                    var offset = forward.Offset(b, c);
                    var share = new Span<float>(G + offset, forward.Inner);
                    if (forward.IsRectified)
                        Differentiate(Activation.Relu, forward.Y + offset, G + offset, forward.Inner);
                    if (ForShortcut != null)
                        GiveShortcut(share, new Span<float>(ForShortcut + offset, forward.Inner));
                    sum += SumOf(share);
                    for (var i = 0; i < share.Length; i += Chunk)
                    {
                        var centred = scratch[..Math.Min(Chunk, share.Length - i)];
                        TensorPrimitives.Subtract(new ReadOnlySpan<float>(forward.X + offset + i, centred.Length), mean, centred);
                        dot += TensorPrimitives.Dot(share.Slice(i, centred.Length), centred);
                    }
                }

                var projected = dot * inverse; // Σg·x̂
                if (ForWeight != null)
                    ForWeight[c] += (float)projected;
                if (ForBias != null)
                    ForBias[c] += (float)sum;
                if (!NeedsInput)
                    continue;

                // In training ∂x = γ/σ·(g − mean(g) − x̂·mean(g·x̂)); in use the statistics are constants.
                var scale = forward.Weight[c] * inverse;
                var slope = forward.IsTraining ? (float)(projected / forward.Count) * inverse : 0;
                var constant = forward.IsTraining ? (float)(sum / forward.Count) - slope * mean : 0;
                for (var b = 0; b < forward.Batch; b++)
                {
                    var offset = forward.Offset(b, c);
                    var share = new Span<float>(G + offset, forward.Inner);
                    if (forward.IsTraining)
                    {
                        TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(forward.X + offset, forward.Inner), -slope, share, share);
                        TensorPrimitives.Subtract(share, constant, share);
                    }

                    TensorPrimitives.Multiply(share, scale, share);
                }
            }
        }

        private readonly void GiveShortcut(ReadOnlySpan<float> share, Span<float> target)
        {
            if (AddsToShortcut)
                TensorPrimitives.Add(target, share, target);
            else
                share.CopyTo(target);
        }
    }
}
