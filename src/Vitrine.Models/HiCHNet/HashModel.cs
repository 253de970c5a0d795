using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Tensors;

namespace Vitrine.Models.HiCHNet;

/// <summary>What HiCHNet's model.json says beside the common part.</summary>
/// <param name="Inputs">What is seen of photos and texts.</param>
/// <param name="Flat">Whether only the finest layer is coded.</param>
/// <param name="TermsPerTitle">Of the average training title.</param>
/// <param name="Hidden">Width of g_t, and of g_v where the images are whitened.</param>
/// <param name="BitsPerLayer">r_k, coarse first.</param>
/// <param name="ClassesPerLayer">c_k.</param>
/// <param name="Training">The settings it was trained with.</param>
/// <param name="Labels">What told how much a pair counts; null: each alike.</param>
/// <param name="Marks">What its name says of departures from the preset; null: there are none.</param>
/// <param name="Order">What the last part of the code orders products of one category by; null: all parts are layers of the tree.</param>
public sealed record HashSettings(
    FeatureSettings Inputs, bool Flat, int TermsPerTitle, int Hidden, IReadOnlyList<int> BitsPerLayer, IReadOnlyList<int> ClassesPerLayer,
    HiCHNetPreset Training, TrainingLabels? Labels = null, IReadOnlyList<string>? Marks = null, OrderWithin? Order = null);

/// <summary>A HiCHNet with its inputs: photos and texts to layered codes.</summary>
public sealed class HashModel : CodeModel
{
    /// <param name="settings">Sizes.</param>
    /// <param name="inputs">As the settings describe them.</param>
    /// <param name="random">Draws the first weights.</param>
    public HashModel(HashSettings settings, FeatureInputs inputs, RandomSource random)
        : base(inputs)
    {
        Description = new ModelDescription(HiCHNetMethod.MethodName)
        {
            CodeBitsPerLayer = settings.BitsPerLayer,
            HasBitWeights = true,
            CodesLabel = HiCHNetMethod.LabelOf(settings.Training.Name, settings.Flat, settings.BitsPerLayer.Sum(), settings.Labels, settings.Marks),
        };
        Networks = AddChild("", new HiCHNet(inputs.Image.Dimensions, inputs.TextDimensions, settings.TermsPerTitle, settings.Hidden, settings.BitsPerLayer,
            settings.ClassesPerLayer, random, settings.Training.Deviation, hasImageLayer: inputs.Image.Kind == ImageInputKind.Whitened));
    }

    public HiCHNet Networks { get; }

    public override ModelDescription Description { get; }

    protected override int Width => Description.CodeBitsPerLayer.Sum();

    protected override Tensor RepresentImages(Tensor x) => Operations.Concat(Networks.HashImages(x), axis: 1);

    protected override Tensor RepresentTexts(TermBatch x) => Operations.Concat(Networks.HashTexts(x), axis: 1);
}
