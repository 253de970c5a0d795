namespace Vitrine.Tensors.Layers;

/// <summary>
/// Convolution on a graph by Chebyshev polynomials of its Laplacian (Defferrard et al., 2016): y = Σ_k T_k(L̃)·x·θ_k + b with T₀ = 1, T₁ = L̃,
/// T_k = 2L̃·T_{k−1} − T_{k−2}. Parameters: <c>weight</c> [out, order·in] (all of T₀'s inputs first), <c>bias</c> [nodes, out].
/// </summary>
public sealed class ChebyshevConv : Module
{
    private readonly SparseMatrix laplacian;
    private readonly int order;

    /// <param name="laplacian">L̃ = 2L / λ_max − I [nodes, nodes], symmetric.</param>
    /// <param name="inputs">Features of a node.</param>
    /// <param name="outputs">Filters.</param>
    /// <param name="order">How many polynomials: a filter reaches order − 1 edges far.</param>
    /// <param name="random">Draws the weights (Glorot uniform); biases start at 0.</param>
    public ChebyshevConv(SparseMatrix laplacian, int inputs, int outputs, int order, RandomSource random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        if (laplacian.Rows != laplacian.Columns)
            throw new ArgumentException($"A graph's Laplacian is square, not {laplacian.Rows} × {laplacian.Columns}.", nameof(laplacian));
        this.laplacian = laplacian;
        this.order = order;
        Weight = AddParameter("weight", [outputs, order * inputs]).XavierUniform(random);
        Bias = AddParameter("bias", [laplacian.Rows, outputs]);
    }

    public Tensor Weight { get; }

    /// <summary>One per node and filter.</summary>
    public Tensor Bias { get; }

    /// <param name="x">[batch, nodes, in].</param>
    /// <returns>[batch, nodes, out].</returns>
    public Tensor Forward(Tensor x)
    {
        if (x.Shape[-1] == 1 && Bias.Shape[1] == 1)
        {
            var nodes = laplacian.Rows;
            return laplacian.ChebyshevFilter(x.Reshape([x.Length / nodes, nodes]), Weight.Reshape([order]), Bias.Reshape([nodes])).Reshape(x.Shape);
        }

        var terms = new Tensor[order];
        terms[0] = x;
        if (order > 1)
            terms[1] = laplacian.MatMul(x);
        for (var k = 2; k < order; k++)
            terms[k] = laplacian.MatMul(terms[k - 1]) * 2 - terms[k - 2];
        return Operations.Concat(terms, axis: 2).Linear(Weight) + Bias;
    }
}
