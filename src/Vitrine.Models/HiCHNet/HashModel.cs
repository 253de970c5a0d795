using Vitrine.Models.Encoders;
using Vitrine.Tensors;

namespace Vitrine.Models.HiCHNet;

/// <summary>What HiCHNet's model.json says beside the common part.</summary>
/// <param name="Inputs">The features.</param>
/// <param name="Flat">Whether only the finest layer is coded.</param>
/// <param name="TermsPerTitle">Of the average training title.</param>
/// <param name="Hidden">Width of g.</param>
/// <param name="BitsPerLayer">r_k, coarse first.</param>
/// <param name="ClassesPerLayer">c_k.</param>
/// <param name="Training">The settings it was trained with.</param>
public sealed record HashSettings(
    FeatureSettings Inputs, bool Flat, int TermsPerTitle, int Hidden, IReadOnlyList<int> BitsPerLayer, IReadOnlyList<int> ClassesPerLayer,
    HiCHNetPreset Training);

/// <summary>A HiCHNet with its inputs: photos and texts to layered codes.</summary>
public sealed class HashModel : FeatureModel
{
    /// <param name="settings">Sizes.</param>
    /// <param name="inputs">The features, as the settings describe them.</param>
    /// <param name="random">Draws the first weights.</param>
    public HashModel(HashSettings settings, FeatureInputs inputs, RandomSource random)
        : base(inputs)
    {
        BitsPerLayer = settings.BitsPerLayer;
        Networks = AddChild("", new HiCHNet(inputs.ImageDimensions, inputs.TextDimensions, settings.TermsPerTitle, settings.Hidden, settings.BitsPerLayer,
            settings.ClassesPerLayer, random, settings.Training.Deviation));
    }

    public HiCHNet Networks { get; }

    public IReadOnlyList<int> BitsPerLayer { get; }

    public override string Method => HiCHNetMethod.MethodName;

    public override IReadOnlyList<int> CodeBitsPerLayer => BitsPerLayer;

    public override int VectorDimensions => 0;

    protected override Tensor RepresentImages(Tensor x) => Operations.Concat(Networks.HashImages(x), axis: 1);

    protected override Tensor RepresentTexts(TermBatch x) => Operations.Concat(Networks.HashTexts(x), axis: 1);
}
