using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.FineGrained;

/// <summary>The similarity of two representations, s = wᵀ·dropout(f ⊙ g) + b. Parameters: <c>weight</c> [1, width], <c>bias</c> [1].</summary>
internal sealed class ProductHead : Module
{
    private readonly float dropout;

    /// <param name="width">Numbers of a representation.</param>
    /// <param name="dropout">Share of the products that a training drops.</param>
    /// <param name="random">Draws the first weights.</param>
    /// <param name="first">What the weights begin at; null: drawn.</param>
    public ProductHead(int width, float dropout, RandomSource random, float? first = null)
    {
        this.dropout = dropout;
        Weight = AddParameter("weight", [1, width]).XavierUniform(random);
        if (first is { } all)
            Weight.Data.Fill(all);
        Bias = AddParameter("bias", [1]);
    }

    public Tensor Weight { get; }

    public Tensor Bias { get; }

    /// <summary>Row i of the one side with row i of the other. [n]</summary>
    public Tensor Pairs(Tensor left, Tensor right, RandomSource random) =>
        Dropped(left * right, random).Linear(Weight, Bias).Reshape([left.Shape[0]]);

    /// <summary>Each row of the one side with each of the other; a row drops the same of all its products. [n, m]</summary>
    public Tensor Cross(Tensor left, Tensor right, RandomSource random) =>
        Dropped(left * Weight, random).MatMul(right, transposeB: true) + Bias;

    private Tensor Dropped(Tensor products, RandomSource random) => IsTraining ? products.Dropout(dropout, random) : products;
}
