namespace Vitrine.Tensors.Layers;

/// <summary>Dropout in training, nothing in use.</summary>
public sealed class Dropout(float probability, RandomSource random) : Module
{
    /// <param name="x">Any shape.</param>
    public Tensor Forward(Tensor x) => IsTraining ? x.Dropout(probability, random) : x;
}
