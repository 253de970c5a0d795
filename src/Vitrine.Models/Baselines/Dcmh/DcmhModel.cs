using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.Dcmh;

/// <summary>DCMH's two networks: features g, and one linear layer on each whose outputs F and G are the hash representations. Children: <c>towers</c>, <c>image</c>, <c>text</c>.</summary>
public sealed class DcmhModel : CodeModel
{
    private readonly Linear image;
    private readonly Linear text;

    /// <param name="settings">Sizes.</param>
    /// <param name="inputs">As the settings describe them.</param>
    /// <param name="random">Draws the first weights.</param>
    public DcmhModel(DeepHashSettings settings, FeatureInputs inputs, RandomSource random)
        : base(inputs)
    {
        Description = new ModelDescription(DcmhMethod.MethodName)
        {
            CodeBitsPerLayer = [settings.Bits],
            HasBitWeights = true,
            CodesLabel = ModelNames.Of(DcmhMethod.MethodName, settings.Training.Name, null, $"{settings.Bits}"),
        };
        Towers = AddChild("towers", new HashTowers(settings, inputs, random));
        image = AddChild("image", new Linear(Towers.ImageWidth, settings.Bits, random));
        text = AddChild("text", new Linear(Towers.TextWidth, settings.Bits, random));
    }

    public override ModelDescription Description { get; }

    protected override int Width => Description.CodeBitsPerLayer[0];

    internal HashTowers Towers { get; }

    /// <summary>F of features. [batch, bits]</summary>
    internal Tensor HashImages(Tensor g) => image.Forward(g);

    /// <summary>G of features. [batch, bits]</summary>
    internal Tensor HashTexts(Tensor g) => text.Forward(g);

    protected override Tensor RepresentImages(Tensor x) => HashImages(Towers.Images(x));

    protected override Tensor RepresentTexts(TermBatch x) => HashTexts(Towers.Texts(x));
}
