using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
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
            ReadsGivenTexts = settings.GivenTexts > 0,
        };
        Width = dimensions;
        var random = new RandomSource(0); // every weight is overwritten, by fitting or loading
        Image = AddChild("image", new Linear(inputs.Image.Dimensions, dimensions, random));
        if (settings.GivenTexts > 0)
            GivenText = AddChild("text", new Linear(settings.GivenTexts, dimensions, random));
        else
            Text = AddChild("text", new BagLinear(inputs.TextDimensions, dimensions, 1, random));
    }

    public Linear Image { get; }

    /// <summary>The map of bags of words; null where texts are given as numbers.</summary>
    public BagLinear? Text { get; }

    /// <summary>The map of numbers that a source brings for its texts; null where words are read.</summary>
    public Linear? GivenText { get; }

    public override ModelDescription Description { get; }

    protected override int Width { get; }

    protected override Tensor RepresentImages(Tensor x) => Image.Forward(x);

    protected override Tensor RepresentTexts(TermBatch x) => Text?.Forward(x) ?? throw WordsAlone();

    protected override Tensor RepresentTitles(IItemSource source, IReadOnlyList<int> items)
    {
        if (GivenText is null)
            return base.RepresentTitles(source, items);
        using var given = source.GivenTexts;
        return given is not null && given.Dimensions == GivenText.Weight.Shape[1]
            ? GivenText.Forward(given.Gather([.. items]))
            : throw new UsageException($"The model reads {GivenText.Weight.Shape[1]} numbers for each text; '{source.Name}' brings {given?.Dimensions ?? 0}.", "Use a model that was trained there.");
    }

    private static UsageException WordsAlone() => new("The model reads numbers that a benchmark brings for its texts; words alone say nothing to it.", "Train one without --variant given-texts.");
}
