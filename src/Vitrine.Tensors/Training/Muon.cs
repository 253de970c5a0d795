using System.Numerics.Tensors;

namespace Vitrine.Tensors.Training;

/// <summary>
/// Muon (Jordan et al., 2024, kellerjordan.github.io/posts/muon): the step of a matrix is its momentum with all singular values brought near 1, so that
/// directions which gradients rarely show are learned as fast as common ones. Filters count as matrices of [outputs, inputs × height × width].
/// m ← μm + g, w ← (1 − ηλ)w − η · 0.2·√max(rows, columns) · orthogonal(g + μm); the factor gives steps the size of AdamW's, so that rates and weight
/// decay of AdamW suit it (Liu et al., "Muon is scalable for LLM training", 2025, equation 4).
/// </summary>
public sealed class Muon : Optimiser
{
    // Five steps of x ← ax + bx³ + cx⁵ bring singular values of .003 and more to between .7 and 1.2: Jordan et al., "Newton-Schulz iteration".
    private const int Iterations = 5;
    private const float A = 3.4445f;
    private const float B = -4.7750f;
    private const float C = 2.0315f;

    private const float SizeOfAdam = 0.2f;

    private readonly float momentum;

    /// <param name="groups">The parameters, of two dimensions or more; their weight decay is decoupled.</param>
    /// <param name="momentum">μ.</param>
    /// <exception cref="ArgumentException">A parameter is no matrix.</exception>
    public Muon(IEnumerable<ParameterGroup> groups, float momentum = 0.95f)
        : base(groups, momentCount: 1)
    {
        this.momentum = momentum;
        foreach (var (name, parameter) in Groups.SelectMany(group => group.Parameters))
        {
            if (parameter.Rank < 2)
                throw new ArgumentException($"Muon's parameters have two dimensions or more; '{name}' is {parameter.Shape}.", nameof(groups));
        }
    }

    /// <inheritdoc/>
    protected override void Update(Tensor parameter, Tensor gradient, Tensor[] moments, float rate, float weightDecay)
    {
        using var scope = Scope.Begin(recordGradients: false);
        var rows = parameter.Shape[0];
        var columns = parameter.Length / rows;
        var direction = Tensor.Empty([rows, columns]);
        TensorPrimitives.MultiplyAdd(moments[0].Data, momentum, gradient.Data, moments[0].Data);
        TensorPrimitives.MultiplyAdd(moments[0].Data, momentum, gradient.Data, direction.Data);
        var step = Orthogonal(direction);
        TensorPrimitives.Multiply(parameter.Data, 1 - rate * weightDecay, parameter.Data);
        TensorPrimitives.MultiplyAdd(step.Data, -rate * SizeOfAdam * MathF.Sqrt(Math.Max(rows, columns)), parameter.Data, parameter.Data);
    }

    /// <summary>
    /// A matrix with the same singular vectors, and singular values near 1. The polynomial's even part is taken of the smaller of XXᵀ and XᵀX, so that only
    /// two products are as large as X, however many iterations there are.
    /// </summary>
    /// <param name="x">[rows, columns]; all zeros stay zeros.</param>
    internal static Tensor Orthogonal(Tensor x)
    {
        var isTall = x.Shape[0] > x.Shape[1];
        var scaled = x * (1 / (float)(Math.Sqrt(GradientNorms.SumOfSquares(x)) + 1e-7)); // no singular value above 1
        var gram = scaled.MatMul(scaled, transposeA: isTall, transposeB: !isTall);
        Tensor? product = null;
        for (var i = 0; i < Iterations; i++)
        {
            var factor = gram * B + gram.MatMul(gram) * C;
            for (var j = 0; j < factor.Shape[0]; j++)
                factor.Data[j * factor.Shape[0] + j] += A;
            product = product?.MatMul(factor) ?? factor;
            if (i < Iterations - 1)
                gram = factor.MatMul(gram).MatMul(factor);
        }

        return isTall ? scaled.MatMul(product!) : product!.MatMul(scaled);
    }
}
