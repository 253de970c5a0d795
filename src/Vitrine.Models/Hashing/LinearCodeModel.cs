using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Hashing;

/// <summary>What the model.json of a linear hashing says beside the common part.</summary>
/// <param name="Inputs">The features.</param>
/// <param name="Bits">Length of the code.</param>
public sealed record LinearCodeSettings(FeatureSettings Inputs, int Bits);

/// <summary>One linear map per modality, whose signs are the code: what shallow hashing methods learn. Children: <c>image</c>, <c>text</c>.</summary>
public sealed class LinearCodeModel : CodeModel
{
    /// <param name="method">The method's name.</param>
    /// <param name="settings">Sizes.</param>
    /// <param name="inputs">As the settings describe them.</param>
    public LinearCodeModel(string method, LinearCodeSettings settings, FeatureInputs inputs)
        : base(inputs)
    {
        Description = new ModelDescription(method) { CodeBitsPerLayer = [settings.Bits], HasBitWeights = true, CodesLabel = $"{method}-{settings.Bits}" };
        var random = new RandomSource(0); // every weight is overwritten, by fitting or loading
        Image = AddChild("image", new Linear(inputs.Image.Dimensions, settings.Bits, random));
        Text = AddChild("text", new BagLinear(inputs.TextDimensions, settings.Bits, 1, random));
    }

    public Linear Image { get; }

    public BagLinear Text { get; }

    public override ModelDescription Description { get; }

    protected override int Width => Description.CodeBitsPerLayer[0];

    /// <summary>The model in a directory.</summary>
    internal static LinearCodeModel Load(string method, ModelDirectory directory, ModelCard card)
    {
        var settings = card.Unpack<LinearCodeSettings>();
        return directory.Restore(card, new LinearCodeModel(method, settings, FeatureInputs.Open(directory, settings.Inputs)));
    }

    protected override Tensor RepresentImages(Tensor x) => Image.Forward(x);

    protected override Tensor RepresentTexts(TermBatch x) => Text.Forward(x);
}
