using System.Text.Json;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;
using Vitrine.Models.Training;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.Vse;

/// <summary>
/// VSE++ (Faghri et al., BMVC 2018) on region features: the mean region and the last state of a GRU over the words, mapped into one space, in which the
/// hardest wrong answer of a batch has to keep its distance. No region is ever compared with a word.
/// </summary>
public sealed class VseModel : RegionModel
{
    private readonly VseSettings settings;
    private readonly Linear image;
    private readonly Embedding words;
    private readonly Gru recurrence;

    /// <param name="settings">Sizes and words.</param>
    /// <param name="regions">As for <see cref="RegionModel"/>.</param>
    /// <param name="seed">Of the first weights.</param>
    public VseModel(VseSettings settings, IRegionEncoder? regions, ulong seed)
        : base(regions, settings.Vocabulary, settings.MostWords, settings.Input, seed)
    {
        this.settings = settings;
        Description = new ModelDescription(VseMethod.MethodName) { VectorDimensions = settings.Dimensions, HasUnitVectors = true };
        image = AddChild("image", new Linear(settings.Input.Width, settings.Dimensions, Random));
        words = AddChild("words", new Embedding(Words.Count, settings.WordDimensions, Random));
        words.Weight.Uniform(Random, -0.1f, 0.1f);
        recurrence = AddChild("gru", new Gru(settings.WordDimensions, settings.Dimensions, Random));
    }

    public override ModelDescription Description { get; }

    public override RegionSchedule Schedule => settings.Schedule;

    protected override int Width => settings.Dimensions;

    /// <summary>Vectors of images. [batch, dimensions]</summary>
    internal Tensor Images(RegionBatch regions) => image.Forward(regions.Lengths.Mean(regions.Features));

    /// <summary>Vectors of texts. [batch, dimensions]</summary>
    internal Tensor Texts(WordBatch texts)
    {
        var lengths = texts.Lengths;
        var states = recurrence.Forward(words.Forward(texts.Words, [lengths.Batch, lengths.Time]), lengths.Counts);
        return recurrence.Final(states, lengths.Counts);
    }

    public override Tensor Loss(RegionBatch regions, WordBatch words, WrongAnswers wrong, int epoch) =>
        HardTriplets.Loss(Texts(words).L2Normalise().MatMul(Images(regions).L2Normalise(), transposeB: true), settings.Margin, wrong.Groups, epoch);

    public override JsonElement Describe() => JsonSerializer.SerializeToElement(settings, ModelCard.Json);

    protected override PhotoBatch EncodeRegions(RegionBatch batch) => new(Images(batch));

    protected override Tensor RepresentWords(WordBatch batch) => Texts(batch);
}
