using System.Numerics;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Training;

/// <summary>
/// Adam (Kingma and Ba, 2015) and, with decoupled weight decay, AdamW (Loshchilov and Hutter, 2019), each parameter in a single pass through
/// memory. As PyTorch's: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − η·m̂ / (√v̂ + ε) with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ).
/// </summary>
public sealed class Adam : Optimiser
{
    private readonly float beta1;
    private readonly float beta2;
    private readonly float epsilon;
    private readonly bool isDecoupled;

    /// <param name="groups">The parameters.</param>
    /// <param name="beta1">How slowly the mean of the gradients moves.</param>
    /// <param name="beta2">How slowly the mean of their squares moves.</param>
    /// <param name="epsilon">Keeps the division finite.</param>
    /// <param name="decoupled">
    /// False: weight decay is added to the gradient (Adam). True: weights shrink by η·λ apart from it (AdamW).
    /// </param>
    public Adam(IEnumerable<ParameterGroup> groups, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f, bool decoupled = false)
        : base(groups, momentCount: 2)
    {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        isDecoupled = decoupled;
    }

    /// <inheritdoc/>
    protected override unsafe void Update(Tensor parameter, Tensor gradient, Tensor[] moments, float rate, float weightDecay)
    {
        var correction1 = 1 - Math.Pow(beta1, Steps);
        var correction2 = 1 - Math.Pow(beta2, Steps);
        WorkRange.Elements(parameter.Length, new Job
        {
            Weights = parameter.Pointer,
            Gradient = gradient.Pointer,
            Mean = moments[0].Pointer,
            Square = moments[1].Pointer,
            Beta1 = beta1,
            Beta2 = beta2,
            Epsilon = epsilon,
            Rate = (float)(rate / correction1),
            RootCorrection = (float)(1 / Math.Sqrt(correction2)),
            Decay = isDecoupled ? 0 : weightDecay,
            Shrink = isDecoupled ? 1 - rate * weightDecay : 1,
        });
    }

    private unsafe struct Job : IRangeJob
    {
        public float* Weights;
        public float* Gradient;
        public float* Mean;
        public float* Square;
        public float Beta1;
        public float Beta2;
        public float Epsilon;
        public float Rate;
        public float RootCorrection;
        public float Decay;
        public float Shrink;

        public readonly void Run(int start, int count)
        {
            var width = Vector<float>.Count;
            var end = start + count;
            var i = start;
            for (; i <= end - width; i += width)
                Update(Weights + i, Gradient + i, Mean + i, Square + i);
            if (i == end)
                return;

            // The tail goes through the same arithmetic, padded.
            var rest = end - i;
            var padded = stackalloc float[4 * width];
            new Span<float>(padded, 4 * width).Clear();
            new Span<float>(Weights + i, rest).CopyTo(new Span<float>(padded, rest));
            new Span<float>(Gradient + i, rest).CopyTo(new Span<float>(padded + width, rest));
            new Span<float>(Mean + i, rest).CopyTo(new Span<float>(padded + 2 * width, rest));
            new Span<float>(Square + i, rest).CopyTo(new Span<float>(padded + 3 * width, rest));
            Update(padded, padded + width, padded + 2 * width, padded + 3 * width);
            new Span<float>(padded, rest).CopyTo(new Span<float>(Weights + i, rest));
            new Span<float>(padded + 2 * width, rest).CopyTo(new Span<float>(Mean + i, rest));
            new Span<float>(padded + 3 * width, rest).CopyTo(new Span<float>(Square + i, rest));
        }

        private readonly void Update(float* w, float* g, float* m, float* v)
        {
            var weight = Vector.Load(w) * Shrink;
            var gradient = Vector.FusedMultiplyAdd(weight, new Vector<float>(Decay), Vector.Load(g));
            var mean = Vector.FusedMultiplyAdd(gradient - Vector.Load(m), new Vector<float>(1 - Beta1), Vector.Load(m));
            var square = Vector.FusedMultiplyAdd(gradient * gradient, new Vector<float>(1 - Beta2), Vector.Load(v) * Beta2);
            var root = Vector.FusedMultiplyAdd(Vector.SquareRoot(square), new Vector<float>(RootCorrection), new Vector<float>(Epsilon));
            mean.Store(m);
            square.Store(v);
            (weight - mean * Rate / root).Store(w);
        }
    }
}
