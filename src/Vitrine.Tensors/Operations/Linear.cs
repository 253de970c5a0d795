using System.Numerics.Tensors;
using Vitrine.Tensors.Kernels;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>f(x·wᵀ + b): a fully connected layer with its activation in one operation.</summary>
    /// <param name="x">[…, in].</param>
    /// <param name="weight">[out, in], as PyTorch stores it.</param>
    /// <param name="bias">[out] or null.</param>
    /// <param name="activation">f; the pre-activation is kept only where its derivative needs it.</param>
    /// <returns>[…, out]. Gradients, with δ = g·f′: ∂x = δ·w, ∂w = δᵀ·x, ∂b = Σδ over the rows.</returns>
    public static Tensor Linear(this Tensor x, Tensor weight, Tensor? bias = null, Activation activation = Activation.None)
    {
        if (weight.Rank != 2 || x.Rank == 0 || x.Shape[-1] != weight.Shape[1])
            throw new ArgumentException($"Linear takes x […, in] and a weight [out, in]; the shapes are {x.Shape} and {weight.Shape}.");
        var (outputs, inputs) = (weight.Shape[0], weight.Shape[1]);
        if (bias is not null && bias.Shape != new Shape(outputs))
            throw new ArgumentException($"The bias of a linear map to {outputs} features has the shape {bias.Shape}.", nameof(bias));

        var rows = x.Shape.Product(0, x.Rank - 1);
        var result = Tensor.Result(x.Shape.With(-1, outputs), x, weight, bias);
        var keepsInput = result.RequiresGradient && activation.NeedsInput();
        var before = keepsInput ? Tensor.Empty(result.Shape) : null; // x·wᵀ + b
        var epilogue = new Epilogue(bias is null ? null : bias.Pointer, activation, before is null ? null : before.Pointer);
        Gemm.Multiply(false, true, rows, outputs, inputs, x.Pointer, inputs, weight.Pointer, inputs, 0, result.Pointer, outputs, epilogue);
        if (result.RequiresGradient)
        {
            result.OnBackward("Linear", gradient =>
            {
                var g = gradient.Pointer;
                Differentiate(activation, (before ?? result).Pointer, g, result.Length);
                if (bias is { RequiresGradient: true })
                    AddColumnSums(g, rows, outputs, bias);
                if (weight.RequiresGradient)
                {
                    var target = weight.GradientForWriting(out var isFirst).Pointer;
                    Gemm.Multiply(true, false, outputs, inputs, rows, g, outputs, x.Pointer, inputs, isFirst ? 0 : 1, target, inputs);
                }

                if (x.RequiresGradient)
                {
                    var target = x.GradientForWriting(out var isFirst).Pointer;
                    Gemm.Multiply(false, false, rows, inputs, outputs, g, outputs, weight.Pointer, inputs, isFirst ? 0 : 1, target, inputs);
                }
            });
        }

        return result;
    }

    /// <summary>Adds the sum of the rows of a matrix to the gradient of a bias.</summary>
    internal static void AddColumnSums(float* matrix, int rows, int columns, Tensor bias)
    {
        var target = ClearedGradient(bias);
        WorkRange.Columns(columns, rows, new ColumnSumJob(matrix, rows, columns, target.Pointer));
    }

    private readonly struct ColumnSumJob(float* matrix, int rows, int columns, float* target) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var sums = new Span<float>(target + start, count);
            for (var r = 0; r < rows; r++)
                TensorPrimitives.Add(sums, new ReadOnlySpan<float>(matrix + (long)r * columns + start, count), sums);
        }
    }
}
