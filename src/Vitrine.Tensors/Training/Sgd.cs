using System.Numerics.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Training;

/// <summary>Stochastic gradient descent: v ← μv + g + λw, w ← w − ηv; without momentum v is not kept. As PyTorch's SGD.</summary>
public sealed class Sgd : Optimiser
{
    private readonly float momentum;

    /// <param name="groups">The parameters; a group's weight decay λ is added to the gradient.</param>
    /// <param name="momentum">μ.</param>
    public Sgd(IEnumerable<ParameterGroup> groups, float momentum = 0)
        : base(groups, momentum == 0 ? 0 : 1) => this.momentum = momentum;

    /// <inheritdoc/>
    protected override unsafe void Update(Tensor parameter, Tensor gradient, Tensor[] moments, float rate, float weightDecay) =>
        WorkRange.Elements(parameter.Length, new Job(
            parameter.Pointer, gradient.Pointer, moments.Length == 0 ? null : moments[0].Pointer, momentum, rate, weightDecay));

    private readonly unsafe struct Job(float* w, float* g, float* v, float momentum, float rate, float decay) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var weights = new Span<float>(w + start, count);
            var step = new Span<float>(g + start, count);
            if (decay != 0)
                TensorPrimitives.MultiplyAdd(weights, decay, step, step);
            if (v != null)
            {
                var velocity = new Span<float>(v + start, count);
                TensorPrimitives.MultiplyAdd(velocity, momentum, step, velocity);
                step = velocity;
            }

            TensorPrimitives.MultiplyAdd(step, -rate, weights, weights);
        }
    }
}
