using Vitrine.Models.Encoders;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Hashing;

/// <summary>
/// The features g of photos and of texts that the deep baselines build on, the same as HiCHNet's: g_t = relu(W x + b) of the bag of words; g_v = relu(W x + b) of whitened
/// features, or what a CNN-F or raw features are.
/// </summary>
public sealed class HashTowers : Module
{
    private readonly Linear? image;
    private readonly BagLinear text;

    /// <param name="settings">Sizes.</param>
    /// <param name="inputs">What is seen.</param>
    /// <param name="random">Draws the first weights.</param>
    public HashTowers(DeepHashSettings settings, FeatureInputs inputs, RandomSource random)
    {
        var hidden = settings.Training.Hidden;
        if (inputs.Image.Kind == ImageInputKind.Whitened)
            image = AddChild("image", new Linear(inputs.Image.Dimensions, hidden, random, activation: Activation.Relu));
        text = AddChild("text", new BagLinear(inputs.TextDimensions, hidden, settings.TermsPerTitle, random));
        (ImageWidth, TextWidth) = (image is null ? inputs.Image.Dimensions : hidden, hidden);
    }

    /// <summary>Width of g_v.</summary>
    public int ImageWidth { get; }

    /// <summary>Width of g_t.</summary>
    public int TextWidth { get; }

    /// <returns>[photos, <see cref="ImageWidth"/>]</returns>
    public Tensor Images(Tensor x) => image?.Forward(x) ?? x;

    /// <returns>[texts, <see cref="TextWidth"/>]</returns>
    public Tensor Texts(TermBatch x) => text.Forward(x).Relu();
}
