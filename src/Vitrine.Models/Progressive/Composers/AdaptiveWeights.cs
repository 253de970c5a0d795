using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Progressive;

/// <summary>
/// Progressive learning's composition (our reading of Zhao et al., SIGIR 2022): (w_v, w_t) = softmax(MLP[v; t]), q = w_v v + w_t t + MLP_f[v; t]. The residual is
/// optional, and begins as nothing: before its first step a query is a weighted sum. What it sees is normalised over the batch first, unless <see cref="ProgressivePreset.NormalisesVectors"/>
/// says otherwise: the numbers of vectors of unit length are so small that it hardly learns from them.
/// </summary>
public sealed class AdaptiveWeights : Composer
{
    private readonly Linear weightInner, weightOuter;
    private readonly BatchNorm? residualNorm;
    private readonly Linear? residualInner, residualOuter;
    private readonly Dropout dropout;

    /// <param name="dimensions">d.</param>
    /// <param name="preset">Sizes; whether there is a residual.</param>
    /// <param name="random">Draws the first weights, and dropout.</param>
    public AdaptiveWeights(int dimensions, ProgressivePreset preset, RandomSource random)
    {
        weightInner = AddChild("weights.inner", new Linear(2 * dimensions, preset.Hidden, random, activation: Activation.Relu));
        weightOuter = AddChild("weights.outer", new Linear(preset.Hidden, 2, random));
        dropout = AddChild("dropout", new Dropout(preset.Dropout, random));
        if (!preset.HasResidual)
            return;
        if (preset.NormalisesVectors)
            residualNorm = AddChild("residual.norm", new BatchNorm(2 * dimensions));
        residualInner = AddChild("residual.inner", new Linear(2 * dimensions, preset.Hidden, random, activation: Activation.Gelu));
        residualOuter = AddChild("residual.outer", new Linear(preset.Hidden, dimensions, random));
        residualOuter.Weight.Data.Clear();
        residualOuter.Bias!.Data.Clear();
    }

    public override Composition Compose(Tensor images, Tensor texts, float[]? imageWeights = null)
    {
        var both = Operations.Concat([images, texts], axis: 1); // [n, 2d]
        var logits = weightOuter.Forward(dropout.Forward(weightInner.Forward(both))); // [n, 2]
        var weights = Given(logits.Softmax(), imageWeights);
        var query = Weighted(weights, images, texts); // [n, d]
        if (residualInner is not null)
            query += residualOuter!.Forward(dropout.Forward(residualInner.Forward(residualNorm?.Forward(both) ?? both)));
        return new Composition(query, weights, logits);
    }
}
