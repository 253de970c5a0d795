using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.Ssah;

/// <summary>The two networks of SSAH that are used after training. Children: <c>towers</c>, <c>image</c>, <c>text</c>.</summary>
public sealed class SsahModel : CodeModel
{
    /// <param name="settings">Sizes.</param>
    /// <param name="inputs">As the settings describe them.</param>
    /// <param name="random">Draws the first weights.</param>
    public SsahModel(DeepHashSettings settings, FeatureInputs inputs, RandomSource random)
        : base(inputs)
    {
        Description = new ModelDescription(SsahMethod.MethodName) { CodeBitsPerLayer = [settings.Bits], HasBitWeights = true, CodesLabel = $"{SsahMethod.MethodName}-{settings.Bits}" };
        Towers = AddChild("towers", new HashTowers(settings, inputs, random));
        Image = AddChild("image", new SsahHeads(Towers.ImageWidth, settings.Bits, settings.Classes, random));
        Text = AddChild("text", new SsahHeads(Towers.TextWidth, settings.Bits, settings.Classes, random));
    }

    public override ModelDescription Description { get; }

    protected override int Width => Description.CodeBitsPerLayer[0];

    internal HashTowers Towers { get; }

    internal SsahHeads Image { get; }

    internal SsahHeads Text { get; }

    protected override Tensor RepresentImages(Tensor x) => Image.Hash(Towers.Images(x));

    protected override Tensor RepresentTexts(TermBatch x) => Text.Hash(Towers.Texts(x));
}
