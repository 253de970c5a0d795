using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Small;

/// <summary>A convolution without a bias and the batch norm behind it. Parameters: <c>weight</c> [out, in, size, size], <c>norm.weight</c>, <c>norm.bias</c>.</summary>
internal sealed class ConvolutionNorm : Module
{
    private readonly Tensor weight;
    private readonly BatchNorm norm;
    private readonly int stride;

    public ConvolutionNorm(int inputs, int outputs, int size, int stride, RandomSource random)
    {
        this.stride = stride;
        weight = AddParameter("weight", [outputs, inputs, size, size]).HeNormal(random);
        norm = AddChild("norm", new BatchNorm(outputs));
    }

    /// <summary>The norm's gain, 1 at first.</summary>
    public Tensor Gain => norm.Weight;

    public Tensor Forward(Tensor x) => norm.Forward(Convolve(x));

    /// <summary>max(0, norm + shortcut).</summary>
    public Tensor ForwardRelu(Tensor x, Tensor? shortcut = null) => norm.ForwardRelu(Convolve(x), shortcut);

    private Tensor Convolve(Tensor x) => x.Conv2d(weight, null, stride, weight.Shape[2] / 2);
}
