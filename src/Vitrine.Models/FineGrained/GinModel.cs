using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors;

namespace Vitrine.Models.FineGrained;

/// <summary>What the model.json of GIN and FGL says beside the common part.</summary>
/// <param name="Inputs">What is seen of photos, and the words.</param>
/// <param name="Graph">Of the words.</param>
/// <param name="Words">Where the vectors came from that tell which words are near.</param>
/// <param name="Training">The settings it was trained with.</param>
/// <param name="Method">"gin" or "fgl".</param>
/// <param name="Label">What the model and its figures are called.</param>
public sealed record GinSettings(FeatureSettings Inputs, WordGraph Graph, Encoders.Texts.WordOrigin Words, FineGrainedPreset Training, string Method, string Label);

/// <summary>
/// GIN (Yu et al., PCM 2018): a text as its words on their graph, a photo as its features, similarity s = wᵀ(f_T ⊙ f_I) + b = ⟨w ⊙ f_T, f_I⟩ + b. FGL (Xu et al., ICCS 2019) is
/// the same network on another loss. Children: <c>text</c>, <c>image</c>, <c>product</c>.
/// </summary>
public sealed class GinModel : FeatureModel
{
    private readonly TextPath text;
    private readonly ProductHead product;
    private FoldedScore? folded;

    /// <param name="settings">Sizes.</param>
    /// <param name="inputs">As the settings describe them.</param>
    /// <param name="random">Draws the first weights.</param>
    public GinModel(GinSettings settings, FeatureInputs inputs, RandomSource random)
        : base(inputs)
    {
        Settings = settings;
        var preset = settings.Training;
        text = AddChild("text", new TextPath(settings.Graph, preset, random));
        Image = AddChild("image", new ImagePath(inputs.Image.Dimensions, preset, random));
        product = AddChild("product", new ProductHead(preset.Width, 1 - preset.Keep, random, preset.FirstProductWeight));
    }

    public GinSettings Settings { get; }

    internal ImagePath Image { get; }

    public override ModelDescription Description => new(Settings.Method)
    {
        VectorDimensions = Width + FoldedScore.Extra,
        VectorsLabel = Settings.Label,
    };

    protected override int Width => Settings.Training.Width;

    // After the weights are final: a training does not encode.
    private FoldedScore Folded => folded ??= new FoldedScore([.. product.Weight.Data], product.Bias.Item);

    /// <summary>The similarities of pairs of text and photo, and what the classes of both add to the loss.</summary>
    /// <param name="texts">Of the pairs.</param>
    /// <param name="photos">Their inputs.</param>
    /// <param name="classesOf">The class of an item; looked at where representations are probabilities of classes.</param>
    /// <param name="batch">The pairs.</param>
    /// <param name="random">Of dropout.</param>
    internal PairComparison Compare(TermBatch texts, Tensor photos, int[] classesOf, PairBatch batch, RandomSource random)
    {
        var (ofTexts, ofPhotos) = (text.Logits(texts, random), Image.Logits(photos, random));
        var (left, right) = (text.Representations(ofTexts), Image.Representations(ofPhotos));
        var scores = batch.IsCross ? product.Cross(left, right, random) : product.Pairs(left, right, random);
        return new PairComparison(scores, !Settings.Training.RepresentsClasses ? null : ofTexts.CrossEntropy(Pick(batch.Left)) + ofPhotos.CrossEntropy(Pick(batch.Right)));

        int[] Pick(int[] items) => Array.ConvertAll(items, item => classesOf[item]);
    }

    protected override Tensor RepresentImages(Tensor x) => Image.Forward(x);

    protected override Tensor RepresentTexts(TermBatch x) => text.Forward(x);

    protected override void WriteItem(ReadOnlySpan<float> representation, ItemField field, Span<float> vector) => FoldedScore.WriteItem(representation, vector);

    protected override void AddToQuery(ReadOnlySpan<float> representation, ItemField of, ItemField searched, float weight, Span<float> vector) =>
        Folded.AddToQuery(representation, of != searched, weight, vector);
}
