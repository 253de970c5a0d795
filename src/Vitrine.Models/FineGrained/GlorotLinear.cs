using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.FineGrained;

/// <summary>Fully connected layers as GIN begins: weights Glorot uniform, biases 0.</summary>
internal static class GlorotLinear
{
    public static Linear New(int inputs, int outputs, RandomSource random, Activation activation = Activation.None)
    {
        var layer = new Linear(inputs, outputs, random, activation: activation);
        layer.Weight.XavierUniform(random);
        layer.Bias!.Data.Clear();
        return layer;
    }
}
