using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Progressive;

/// <summary>
/// CLIP4Cir's combiner (Baldrati et al., CVPR Workshops 2022): picture and words are projected, a network mixes them, and a learned λ of each query adds both themselves:
/// f[p_v; p_t] + λ t + (1 − λ) v.
/// </summary>
public sealed class Combiner : Composer
{
    private readonly Linear imageProjection, textProjection, mixed, output, shareInner, shareOuter;
    private readonly Dropout dropout;

    /// <param name="dimensions">d.</param>
    /// <param name="preset">Sizes: a projection is as wide as the hidden layer of the weights, what mixes them twice as wide, as published in their proportion.</param>
    /// <param name="random">Draws the first weights, and dropout.</param>
    public Combiner(int dimensions, ProgressivePreset preset, RandomSource random)
    {
        var (narrow, wide) = (preset.Hidden, 2 * preset.Hidden);
        imageProjection = AddChild("image", new Linear(dimensions, narrow, random, activation: Activation.Relu));
        textProjection = AddChild("text", new Linear(dimensions, narrow, random, activation: Activation.Relu));
        mixed = AddChild("mixed", new Linear(wide, wide, random, activation: Activation.Relu));
        output = AddChild("output", new Linear(wide, dimensions, random));
        shareInner = AddChild("share.inner", new Linear(wide, wide, random, activation: Activation.Relu));
        shareOuter = AddChild("share.outer", new Linear(wide, 1, random, activation: Activation.Sigmoid));
        dropout = AddChild("dropout", new Dropout(preset.CombinerDropout, random));
    }

    public override Composition Compose(Tensor images, Tensor texts, float[]? imageWeights = null)
    {
        var both = Operations.Concat([dropout.Forward(textProjection.Forward(texts)), dropout.Forward(imageProjection.Forward(images))], axis: 1); // [n, 2h]
        var share = shareOuter.Forward(dropout.Forward(shareInner.Forward(both))); // λ [n, 1]
        var weights = Given(Operations.Concat([1 - share, share], axis: 1), imageWeights);
        return new Composition(output.Forward(dropout.Forward(mixed.Forward(both))) + Weighted(weights, images, texts), weights);
    }
}
