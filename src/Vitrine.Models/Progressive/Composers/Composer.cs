using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Progressive;

/// <summary>What a composer made of references and changes.</summary>
/// <param name="Query">q [n, d], not normalised.</param>
/// <param name="Weights">(w_v, w_t) of picture and words in it [n, 2]; null where they are not told apart.</param>
/// <param name="WeightLogits">What the weights are the softmax of [n, 2]; null where they are not learned so.</param>
public sealed record Composition(Tensor Query, Tensor? Weights = null, Tensor? WeightLogits = null);

/// <summary>From the vectors of a picture and of words that change it to that of a query.</summary>
public abstract class Composer : Module
{
    /// <param name="images">v, of the references [n, d], of unit length.</param>
    /// <param name="texts">t, of the changes [n, d], of unit length.</param>
    /// <param name="imageWeights">Of each query the w_v that somebody asked for, NaN for the composer's own; null: its own for all. Only where it tells weights apart.</param>
    public abstract Composition Compose(Tensor images, Tensor texts, float[]? imageWeights = null);

    /// <summary>w_v v + w_t t.</summary>
    private protected static Tensor Weighted(Tensor weights, Tensor images, Tensor texts) => weights.Slice(1, 0, 1) * images + weights.Slice(1, 1, 1) * texts;

    /// <summary>The weights with those in their place that were asked for.</summary>
    private protected static Tensor Given(Tensor weights, float[]? imageWeights)
    {
        for (var i = 0; i < imageWeights?.Length; i++)
        {
            if (!float.IsNaN(imageWeights[i]))
                (weights.Data[2 * i], weights.Data[2 * i + 1]) = (imageWeights[i], 1 - imageWeights[i]);
        }

        return weights;
    }
}
