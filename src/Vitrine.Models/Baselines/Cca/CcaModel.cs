using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.Cca;

/// <summary>One linear map per modality onto the canonical components.</summary>
public sealed class CcaModel : FeatureModel
{
    public CcaModel(CcaSettings settings, FeatureInputs inputs)
        : base(inputs)
    {
        var dimensions = settings.Dimensions;
        Description = new ModelDescription(CcaMethod.MethodName)
        {
            CodeBitsPerLayer = [dimensions],
            VectorDimensions = dimensions,
            HasUnitVectors = true,
            CodesLabel = $"{CcaMethod.MethodName}-sign-{dimensions}",
        };
        Width = dimensions;
        var random = new RandomSource(0); // every weight is overwritten, by fitting or loading
        Image = AddChild("image", new Linear(inputs.Image.Dimensions, dimensions, random));
        Text = AddChild("text", new BagLinear(inputs.TextDimensions, dimensions, 1, random));
    }

    public Linear Image { get; }

    public BagLinear Text { get; }

    public override ModelDescription Description { get; }

    protected override int Width { get; }

    protected override Tensor RepresentImages(Tensor x) => Image.Forward(x);

    protected override Tensor RepresentTexts(TermBatch x) => Text.Forward(x);
}
