using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>The first weights of a network that learns from nothing: normal by fan-in for the ReLUs that follow (He et al., 2015), biases of zero.</summary>
/// <param name="random">Draws them.</param>
internal sealed class RandomWeights(RandomSource random) : IWeightSource
{
    public Shape? ShapeOf(string name) => null;

    public Tensor Take(string name, Shape shape) => shape.Rank < 2 ? Tensor.Zeros(shape) : Tensor.Empty(shape).HeNormal(random);
}
