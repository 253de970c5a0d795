using System.Numerics.Tensors;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.SemanticMatching;

/// <summary>What semantic matching's model.json says beside the common part.</summary>
/// <param name="Inputs">What is seen of photos, and the words.</param>
/// <param name="Classes">How many are told apart.</param>
/// <param name="ImageHidden">Width of the hidden layer on photos' features.</param>
/// <param name="TextHidden">On bags of words.</param>
public sealed record SemanticMatchingSettings(FeatureSettings Inputs, int Classes, int ImageHidden, int TextHidden);

/// <summary>
/// A classifier per modality; a photo and a text go together as much as they are likely to be of one class: the inner product of their class probabilities. Children:
/// <c>image</c> and <c>text</c>, each with <c>hidden</c> and <c>output</c>.
/// </summary>
public sealed class SemanticMatchingModel : FeatureModel
{
    private const float DroppedOfHidden = 0.5f;

    private readonly Linear imageHidden;
    private readonly Linear imageOutput;
    private readonly BagLinear textHidden;
    private readonly Linear textOutput;
    private readonly FoldedScore folded = new(null, 0);

    /// <param name="settings">Sizes.</param>
    /// <param name="inputs">As the settings describe them.</param>
    /// <param name="random">Draws the first weights.</param>
    public SemanticMatchingModel(SemanticMatchingSettings settings, FeatureInputs inputs, RandomSource random)
        : base(inputs)
    {
        Width = settings.Classes;
        imageHidden = AddChild("image.hidden", new Linear(inputs.Image.Dimensions, settings.ImageHidden, random, activation: Activation.Relu));
        imageOutput = AddChild("image.output", new Linear(settings.ImageHidden, settings.Classes, random));
        textHidden = AddChild("text.hidden", new BagLinear(inputs.TextDimensions, settings.TextHidden, 1, random));
        textOutput = AddChild("text.output", new Linear(settings.TextHidden, settings.Classes, random));
    }

    public override ModelDescription Description => new(SemanticMatchingMethod.MethodName) { VectorDimensions = Width + FoldedScore.Extra };

    protected override int Width { get; }

    /// <summary>The logits of both classifiers in a training. [batch, classes] each</summary>
    internal (Tensor Images, Tensor Texts) Logits(Tensor photos, TermBatch texts, RandomSource random) => (
        imageOutput.Forward(imageHidden.Forward(Roots(photos)).Dropout(DroppedOfHidden, random)),
        textOutput.Forward(textHidden.Forward(texts).Relu().Dropout(DroppedOfHidden, random)));

    protected override Tensor RepresentImages(Tensor x) => imageOutput.Forward(imageHidden.Forward(Roots(x))).Softmax();

    protected override Tensor RepresentTexts(TermBatch x) => textOutput.Forward(textHidden.Forward(x).Relu()).Softmax();

    protected override void WriteItem(ReadOnlySpan<float> representation, ItemField field, Span<float> vector) => FoldedScore.WriteItem(representation, vector);

    protected override void AddToQuery(ReadOnlySpan<float> representation, ItemField of, ItemField searched, float weight, Span<float> vector) =>
        folded.AddToQuery(representation, of != searched, weight, vector);

    // Signed roots of length 1: of counts of visual words, their Hellinger kernel.
    private static Tensor Roots(Tensor photos)
    {
        var roots = Tensor.Empty(photos.Shape);
        TensorPrimitives.Abs(photos.Data, roots.Data);
        TensorPrimitives.Sqrt<float>(roots.Data, roots.Data);
        TensorPrimitives.CopySign<float>(roots.Data, photos.Data, roots.Data);
        return roots.L2Normalise();
    }
}
