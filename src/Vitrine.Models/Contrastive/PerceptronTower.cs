using Vitrine.Catalogue.Features;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Contrastive;

/// <summary>Fixed features, brought to mean 0 and deviation 1, and a perceptron with one hidden layer into the common space.</summary>
public sealed class PerceptronTower : FeatureTower
{
    private readonly BatchNorm scaling;
    private readonly Dropout dropout;
    private readonly Linear hidden;
    private readonly Linear projection;

    /// <param name="extractor">Makes the features; disposed with this where it can be.</param>
    /// <param name="preset">Sizes.</param>
    /// <param name="random">Draws the first weights.</param>
    internal PerceptronTower(IFeatureExtractor extractor, ContrastivePreset preset, RandomSource random)
        : base(extractor)
    {
        scaling = AddChild("scaling", new BatchNorm(extractor.Dimensions));
        dropout = AddChild("dropout", new Dropout(preset.FeatureDropout, random));
        hidden = AddChild("hidden", new Linear(extractor.Dimensions, preset.Hidden, random, activation: Activation.Relu));
        projection = AddChild("projection", new Linear(preset.Hidden, preset.Dimensions, random, bias: false));
        Dimensions = preset.Dimensions;
    }

    public override int Dimensions { get; }

    public override Tensor Forward(Tensor photos) => projection.Forward(hidden.Forward(dropout.Forward(scaling.Forward(photos))));
}
