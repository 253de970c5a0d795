using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.Cdq;

/// <summary>
/// CDQ's networks, z = tanh(W g + b), and the codebooks. What is stored of an item is what its code of some bits says, the sum of its codebook vectors; a query of the other side
/// keeps its numbers (the asymmetric distance of the paper, section 3.4), one of the same side is what its code says. Children: <c>towers</c>, <c>image</c>, <c>text</c>, <c>books</c>.
/// </summary>
public sealed class CdqModel : FeatureModel
{
    internal const int Dimensions = 64;

    private readonly HashTowers towers;
    private readonly Linear image;
    private readonly Linear text;
    private readonly FoldedScore folded = new(null, 0);

    /// <param name="settings">Sizes.</param>
    /// <param name="inputs">As the settings describe them.</param>
    /// <param name="random">Draws the first weights.</param>
    public CdqModel(DeepHashSettings settings, FeatureInputs inputs, RandomSource random)
        : base(inputs)
    {
        Description = new ModelDescription(CdqMethod.MethodName) { VectorDimensions = Dimensions + FoldedScore.Extra, VectorsLabel = $"{CdqMethod.MethodName}-{settings.Bits}" };
        towers = AddChild("towers", new HashTowers(settings, inputs, random));
        image = AddChild("image", new Linear(towers.ImageWidth, Dimensions, random, activation: Activation.Tanh));
        text = AddChild("text", new Linear(towers.TextWidth, Dimensions, random, activation: Activation.Tanh));
        Books = AddChild("books", new Codebooks(settings.Bits / Codebooks.BitsPerBook, Dimensions));
    }

    public override ModelDescription Description { get; }

    protected override int Width => Dimensions;

    internal Codebooks Books { get; }

    internal HashTowers Towers => towers;

    /// <summary>z of features. [batch, dimensions]</summary>
    internal Tensor PlaceImages(Tensor g) => image.Forward(g);

    /// <summary>z of features. [batch, dimensions]</summary>
    internal Tensor PlaceTexts(Tensor g) => text.Forward(g);

    protected override Tensor RepresentImages(Tensor x) => PlaceImages(towers.Images(x));

    protected override Tensor RepresentTexts(TermBatch x) => PlaceTexts(towers.Texts(x));

    protected override void WriteItem(ReadOnlySpan<float> representation, ItemField field, Span<float> vector)
    {
        Span<float> coded = stackalloc float[Dimensions];
        Quantise(representation, coded);
        FoldedScore.WriteItem(coded, vector);
    }

    protected override void AddToQuery(ReadOnlySpan<float> representation, ItemField of, ItemField searched, float weight, Span<float> vector)
    {
        if (of != searched)
        {
            folded.AddToQuery(representation, isAcross: true, weight, vector);
            return;
        }

        Span<float> coded = stackalloc float[Dimensions];
        Quantise(representation, coded);
        folded.AddToQuery(coded, isAcross: false, weight, vector);
    }

    private void Quantise(ReadOnlySpan<float> z, Span<float> coded)
    {
        Span<byte> code = stackalloc byte[Books.Books];
        Books.Encode(z, code);
        Books.Reconstruct(code, coded);
    }
}
