using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Small;

/// <summary>Two 3×3 convolutions beside a shortcut, which is convolved where the shape changes.</summary>
internal sealed class ResidualBlock : Module
{
    private readonly ConvolutionNorm first;
    private readonly ConvolutionNorm second;
    private readonly ConvolutionNorm? shortcut;

    public ResidualBlock(int inputs, int outputs, int stride, RandomSource random)
    {
        first = AddChild("conv1", new ConvolutionNorm(inputs, outputs, 3, stride, random));
        second = AddChild("conv2", new ConvolutionNorm(outputs, outputs, 3, 1, random));
        shortcut = stride > 1 || inputs != outputs ? AddChild("shortcut", new ConvolutionNorm(inputs, outputs, 1, stride, random)) : null;

        // The block begins as its shortcut: gradients reach the first layers from the first step (Goyal et al., 2017).
        second.Gain.Data.Clear();
    }

    public Tensor Forward(Tensor x) => second.ForwardRelu(first.ForwardRelu(x), shortcut?.Forward(x) ?? x);
}
