using System.Numerics.Tensors;
using Vitrine.Tensors.Kernels;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// A gated recurrent unit (Cho et al., 2014) over sequences of different lengths, in PyTorch's form: r, z = sigmoid(…), n = tanh(a_n + r ⊙ (W_hn·h + b_hn)),
    /// h ← (1 − z) ⊙ n + z ⊙ h. Rows are sorted by length inside, so that a step works on the sequences that still run and padding costs nothing.
    /// </summary>
    /// <param name="inputs">[batch, time, 3·hidden]: W_i·x + b_i with the gates in the order r, z, n.</param>
    /// <param name="weight">W_h [3·hidden, hidden].</param>
    /// <param name="bias">b_h [3·hidden].</param>
    /// <param name="lengths">How many steps of each sequence count, from 0 to time.</param>
    /// <param name="reverse">Run from the last step that counts to the first.</param>
    /// <returns>[batch, time, hidden]: h after each step, zeros after the end.</returns>
    public static Tensor GruSequence(this Tensor inputs, Tensor weight, Tensor bias, ReadOnlyMemory<int> lengths, bool reverse = false)
    {
        var hidden = weight.Rank == 2 ? weight.Shape[1] : -1;
        if (inputs.Rank != 3 || weight.Shape != new Shape(3 * hidden, hidden) || bias.Shape != new Shape(3 * hidden) || inputs.Shape[2] != 3 * hidden)
        {
            throw new ArgumentException(
                $"GruSequence takes [batch, time, 3h], [3h, h] and [3h]; the shapes are {inputs.Shape}, {weight.Shape} and {bias.Shape}.");
        }

        var plan = PackedSteps.Of(lengths.Span, inputs.Shape[0], inputs.Shape[1], reverse);
        var result = Tensor.Result([inputs.Shape[0], inputs.Shape[1], hidden], inputs, weight, bias);
        result.Data.Clear();
        var work = new GruWork
        {
            Plan = plan,
            Hidden = hidden,
            Inputs = inputs.Pointer,
            Bias = bias.Pointer,
            Outputs = result.Pointer,
            Before = Tensor.Zeros([plan.Total, hidden]).Pointer,
            Gates = Tensor.Empty([plan.Total, 4 * hidden]).Pointer,
            Products = Tensor.Zeros([Math.Max(1, inputs.Shape[0]), 3 * hidden]).Pointer,
        };
        for (var step = 0; step < plan.Steps; step++)
        {
            var active = plan.Active(step);
            if (step > 0) // before the first step h is 0
            {
                var before = work.Before + (long)plan.Offset(step) * hidden;
                Gemm.Multiply(false, true, active, 3 * hidden, hidden, before, hidden, weight.Pointer, hidden, 0, work.Products, 3 * hidden);
            }

            WorkRange.Rows(active, hidden * 30L, new GruStepJob(work, step));
        }

        if (result.RequiresGradient)
            result.OnBackward("GruSequence", gradient => GruBackward(inputs, weight, bias, gradient, work));
        return result;
    }

    private static void GruBackward(Tensor inputs, Tensor weight, Tensor bias, Tensor gradient, GruWork work)
    {
        var (plan, hidden) = (work.Plan, work.Hidden);
        var forInputs = inputs.RequiresGradient ? ClearedGradient(inputs) : null;
        var job = new GruBackwardJob
        {
            Work = work,
            Gradient = gradient.Pointer,
            ForInputs = forInputs is null ? null : forInputs.Pointer,
            ForHidden = Tensor.Zeros([inputs.Shape[0], hidden]).Pointer,
            ForProducts = Tensor.Empty([plan.Total, 3 * hidden]).Pointer,
        };
        for (var step = plan.Steps - 1; step >= 0; step--)
        {
            job.Step = step;
            var active = plan.Active(step);
            WorkRange.Rows(active, hidden * 30L, job);
            if (step > 0) // on to the hidden state before this step
            {
                var products = job.ForProducts + (long)plan.Offset(step) * 3 * hidden;
                Gemm.Multiply(false, false, active, hidden, 3 * hidden, products, 3 * hidden, weight.Pointer, hidden, 1, job.ForHidden, hidden);
            }
        }

        if (bias.RequiresGradient)
            AddColumnSums(job.ForProducts, plan.Total, 3 * hidden, bias);
        if (weight.RequiresGradient)
        {
            var target = weight.GradientForWriting(out var isFirst).Pointer;
            Gemm.Multiply(true, false, 3 * hidden, hidden, plan.Total, job.ForProducts, 3 * hidden, work.Before, hidden, isFirst ? 0 : 1, target, hidden);
        }
    }

    /// <summary>Everything a step reads and what the backward pass needs of it; packed arrays hold the active rows step after step.</summary>
    private struct GruWork
    {
        public PackedSteps Plan;
        public int Hidden;
        public float* Inputs;
        public float* Bias;
        public float* Outputs;
        public float* Before; // packed h before the step
        public float* Gates; // packed r, z, n, W_hn·h + b_hn
        public float* Products; // W_h·h of one step
    }

    private readonly struct GruStepJob(GruWork work, int step) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var hidden = work.Hidden;
            var bias = new ReadOnlySpan<float>(work.Bias, 3 * hidden);
            for (var row = start; row < start + count; row++)
            {
                var position = work.Plan.Position(row, step);
                var packed = work.Plan.Offset(step) + row;
                var input = new ReadOnlySpan<float>(work.Inputs + position * 3 * hidden, 3 * hidden);
                var product = new Span<float>(work.Products + (long)row * 3 * hidden, 3 * hidden);
                var before = new ReadOnlySpan<float>(work.Before + (long)packed * hidden, hidden);
                var gates = new Span<float>(work.Gates + (long)packed * 4 * hidden, 4 * hidden);
                var (r, z) = (0, hidden);
                if (step == 0)
                    bias.CopyTo(product);
                else
                    TensorPrimitives.Add(product, bias, product);
                TensorPrimitives.Add(input[..(2 * hidden)], product[..(2 * hidden)], gates[..(2 * hidden)]);
                TensorPrimitives.Sigmoid(gates[..(2 * hidden)], gates[..(2 * hidden)]);
                var fromHidden = gates[(3 * hidden)..];
                var candidate = gates.Slice(2 * hidden, hidden);
                product[(2 * hidden)..].CopyTo(fromHidden);
                TensorPrimitives.MultiplyAdd(gates.Slice(r, hidden), fromHidden, input[(2 * hidden)..], candidate);
                TensorPrimitives.Tanh(candidate, candidate);

                // (1 − z)n + zh = n + z(h − n)
                var output = new Span<float>(work.Outputs + position * hidden, hidden);
                TensorPrimitives.Subtract(before, candidate, output);
                TensorPrimitives.MultiplyAdd(output, gates.Slice(z, hidden), candidate, output);
                if (row < work.Plan.Active(step + 1))
                    output.CopyTo(new Span<float>(work.Before + (long)(work.Plan.Offset(step + 1) + row) * hidden, hidden));
            }
        }
    }

    private struct GruBackwardJob : IRangeJob
    {
        public GruWork Work;
        public int Step;
        public float* Gradient;
        public float* ForInputs;
        public float* ForHidden; // per row: what arrives at h from later steps
        public float* ForProducts; // packed

        public readonly void Run(int start, int count)
        {
            var h = Work.Hidden;
            for (var row = start; row < start + count; row++)
            {
                var position = Work.Plan.Position(row, Step);
                var packed = Work.Plan.Offset(Step) + row;
                var gates = Work.Gates + (long)packed * 4 * h;
                var before = Work.Before + (long)packed * h;
                var products = ForProducts + (long)packed * 3 * h;
                var share = Gradient + position * h;
                var carried = ForHidden + (long)row * h;
                for (var i = 0; i < h; i++)
                {
                    var (r, z, n) = (gates[i], gates[h + i], gates[2 * h + i]);
                    var d = carried[i] + share[i];
                    var forCandidate = d * (1 - z) * (1 - n * n);
                    products[i] = forCandidate * gates[3 * h + i] * r * (1 - r);
                    products[h + i] = d * (before[i] - n) * z * (1 - z);
                    products[2 * h + i] = forCandidate * r;
                    carried[i] = d * z;
                    if (ForInputs != null)
                        ForInputs[position * 3 * h + 2 * h + i] += forCandidate;
                }

                if (ForInputs != null)
                {
                    var target = new Span<float>(ForInputs + position * 3 * h, 2 * h);
                    TensorPrimitives.Add(target, new ReadOnlySpan<float>(products, 2 * h), target);
                }
            }
        }
    }
}
