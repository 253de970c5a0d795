using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>
/// A convolution of published weights. A batch norm behind it is folded in – w·γ/√(σ² + ε) and β − μ·γ/√(σ² + ε) – since a loaded network's statistics
/// no longer change: one pass over the data less per layer. Parameters: <c>weight</c>, <c>bias</c>.
/// </summary>
internal sealed class Convolution : Module
{
    private readonly Tensor weight;
    private readonly Tensor bias;

    /// <summary>A convolution with a bias of its own.</summary>
    /// <param name="weights">Where <c>weight</c> and <c>bias</c> are.</param>
    /// <param name="shape">[out, in / groups, height, width].</param>
    public Convolution(Weights weights, Shape shape)
    {
        weight = AddParameter("weight", weights.Take("weight", shape));
        bias = AddParameter("bias", weights.Take("bias", [shape[0]]));
    }

    /// <summary>A convolution without a bias and the batch norm behind it; one that has a bias has taken the norm in already.</summary>
    /// <param name="weights">Where the convolution's <c>weight</c> is.</param>
    /// <param name="shape">[out, in / groups, height, width].</param>
    /// <param name="norm">Where the norm's <c>weight</c>, <c>bias</c>, <c>running_mean</c> and <c>running_var</c> are.</param>
    /// <param name="epsilon">ε.</param>
    public Convolution(Weights weights, Shape shape, Weights norm, float epsilon = 1e-5f)
    {
        weight = AddParameter("weight", weights.Take("weight", shape));
        var isFolded = weights.ShapeOf("bias") is not null;
        bias = AddParameter("bias", (isFolded ? weights : norm).Take("bias", [shape[0]]));
        if (isFolded)
            return;
        using var gain = norm.Take("weight", [shape[0]]);
        using var mean = norm.Take("running_mean", [shape[0]]);
        using var variance = norm.Take("running_var", [shape[0]]);
        var taps = shape.Product(1, shape.Rank);
        for (var filter = 0; filter < shape[0]; filter++)
        {
            var factor = (float)(gain.Data[filter] / Math.Sqrt(variance.Data[filter] + (double)epsilon));
            foreach (ref var value in weight.Data.Slice(filter * taps, taps))
                value *= factor;
            bias.Data[filter] -= mean.Data[filter] * factor;
        }
    }

    public int Stride { get; init; } = 1;

    /// <summary>Zeros on each side.</summary>
    public int Padding { get; init; }

    public Tensor Forward(Tensor x) => x.Conv2d(weight, bias, Stride, Padding);
}
