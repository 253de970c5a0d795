using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.Baselines.Cca;

/// <summary>What CCA's model.json says beside the common part.</summary>
/// <param name="Inputs">The features.</param>
/// <param name="Dimensions">Canonical components.</param>
/// <param name="PrincipalComponents">Dimensions that the bags of words are reduced to first, at most: those along which all are alike are left out. Photos come reduced.</param>
/// <param name="Ridge">Added to both covariances, as a share of their mean variance.</param>
/// <param name="GivenTexts">Numbers that the source brings for a text, taken instead of words; 0: words.</param>
public sealed record CcaSettings(FeatureSettings Inputs, int Dimensions, int PrincipalComponents, double Ridge, int GivenTexts = 0);

/// <summary>
/// <c>train --method cca</c>: canonical correlation analysis (Hotelling 1936; Hardoon et al. 2004) of image features and bags of words. Vectors are the
/// projections, compared by cosine; codes the signs of the centred projections. It knows no categories.
/// </summary>
public sealed class CcaMethod : IMethod
{
    internal const string MethodName = "cca";

    private const string GivenTexts = "given-texts"; // as in the paper on Eng-Wiki: ten topics of a text
    private const int DefaultDimensions = 64;
    private const int PrincipalComponents = 384;
    private const double Ridge = 0.1;

    public string Name => MethodName;

    public MethodOptions Options { get; } = new([Presets.Default], TrainingOption.Bits, TrainingOption.ImageEncoder) { Variants = [GivenTexts] };

    public string DefaultName(TrainingRequest request) => ModelNames.Of(Name, request.Preset, request.Variant, "sign", $"{request.Bits ?? DefaultDimensions}");

    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        StoreEncoders.Prepare(data, request.ImageEncoder, progress: progress, cancellation: cancellation);

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        using var pairs = new TrainingPairs(data, FeatureImages.Whitened(data, request.ImageEncoder, cancellation), cancellation: cancellation);
        using var given = request.Variant is null ? null : data.Items.GivenTexts
            ?? throw new UsageException($"'{data.Items.Name}' brings no numbers for its texts.", $"Leave out --variant {GivenTexts}.");
        var components = given?.Dimensions ?? Math.Min(PrincipalComponents, Math.Min(pairs.Count, pairs.Inputs.TextDimensions));
        var most = Math.Min(components, pairs.Inputs.Image.Dimensions);
        var dimensions = request.Bits ?? (given is null ? DefaultDimensions : most);
        if (dimensions < 1 || dimensions > most)
        {
            throw new UsageException($"{dimensions} bits were asked for; CCA can give 1 to {most} here.",
                "Name fewer bits, or train on a larger catalogue.");
        }

        var settings = new CcaSettings(pairs.Inputs.Settings, dimensions, components, Ridge, given?.Dimensions ?? 0);
        using var model = new CcaModel(settings, pairs.Inputs);
        CanonicalCorrelation.Fit(model, pairs, given is null ? null : new GivenTextRows(given, data.TrainingPart()), settings, RandomStreams.For(request.Seed, "principal components"), progress, cancellation);
        var directory = ModelDirectory.In(data.Path, request.Name);
        TrainedProducts.Of(data).Write(directory);
        directory.Write(TrainingCard.For(data, request, Name, settings, epochs: 1) with
        {
            EpochsDone = 1,
            Encoders = NetworkExtractor.NetworksOf(settings.Inputs.ImageSource),
        }, model);
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card)
    {
        var settings = card.Unpack<CcaSettings>();
        var model = new CcaModel(settings, FeatureInputs.Open(directory, settings.Inputs));
        directory.ReadWeights(card, model);
        return model;
    }
}
