using Vitrine.Tensors.Kernels;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// One spectral filter on the nodes of a graph, y = Σ_k θ_k·T_k(M)x + b with T₀ = 1, T₁ = M, T_k = 2M·T_{k−1} − T_{k−2} (Defferrard et al., 2016), without the
    /// terms in between.
    /// </summary>
    /// <param name="matrix">M [nodes, nodes], a constant: the scaled Laplacian 2L / λ_max − I.</param>
    /// <param name="x">[batch, nodes].</param>
    /// <param name="theta">[order], at least one.</param>
    /// <param name="bias">[nodes] or null.</param>
    /// <returns>[batch, nodes]. Gradients: ∂x = Σ_k θ_k·T_k(Mᵀ)g, ∂θ_k = ⟨T_k(Mᵀ)g, x⟩, ∂b = Σ g over the rows.</returns>
    public static Tensor ChebyshevFilter(this SparseMatrix matrix, Tensor x, Tensor theta, Tensor? bias = null)
    {
        if (matrix.Rows != matrix.Columns || x.Rank != 2 || x.Shape[1] != matrix.Rows)
            throw new ArgumentException($"A filter on a graph takes a square matrix and [batch, nodes]; the shapes are {matrix.Rows} × {matrix.Columns} and {x.Shape}.", nameof(x));
        if (theta.Rank != 1 || theta.Length < 1)
            throw new ArgumentException($"The weights of a filter are [order]; the shape is {theta.Shape}.", nameof(theta));
        if (bias is not null && bias.Shape != new Shape(matrix.Rows))
            throw new ArgumentException($"A filter has a bias per node, [{matrix.Rows}]; the shape is {bias.Shape}.", nameof(bias));

        var (batch, nodes, order) = (x.Shape[0], x.Shape[1], theta.Length);
        var result = Tensor.Result(x.Shape, x, theta, bias);
        Chebyshev.Forward(matrix, PassOf(bias, result));
        if (result.RequiresGradient)
        {
            result.OnBackward("ChebyshevFilter", gradient =>
            {
                var isFirst = true;
                var forX = x.RequiresGradient ? x.GradientForWriting(out isFirst).Pointer : null;
                var panels = Chebyshev.Count(batch);
                var products = new double[panels * order];
                using var sums = bias is { RequiresGradient: true } ? Tensor.Unscoped([panels, nodes]) : null;
                fixed (double* thetas = products)
                {
                    Chebyshev.Backward(matrix.Transposed, PassOf(null, gradient), new ChebyshevGradients
                    {
                        X = forX,
                        AddsToX = !isFirst,
                        Thetas = theta.RequiresGradient ? thetas : null,
                        Biases = sums is null ? null : sums.Pointer,
                    });
                }

                if (sums is not null)
                    AddColumnSums(sums.Pointer, panels, nodes, bias!);
                if (theta.RequiresGradient)
                {
                    var target = ClearedGradient(theta).Data;
                    for (var k = 0; k < order; k++)
                        target[k] += (float)Enumerable.Range(0, panels).Sum(panel => products[panel * order + k]);
                }
            });
        }

        return result;

        ChebyshevPass PassOf(Tensor? added, Tensor y) => new()
        {
            Batch = batch,
            Nodes = nodes,
            Order = order,
            X = x.Pointer,
            Theta = theta.Pointer,
            Bias = added is null ? null : added.Pointer,
            Y = y.Pointer,
        };
    }
}
