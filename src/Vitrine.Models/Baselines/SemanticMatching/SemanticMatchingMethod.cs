using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.Baselines.SemanticMatching;

/// <summary>
/// <c>train --method semantic-matching</c>: after SM of Rasiwasia et al. (ACM MM 2010), with perceptrons instead of logistic regression: one hidden layer of 1,024 on the roots of
/// photos' features, one of 256 on TF-IDF.
/// </summary>
public sealed class SemanticMatchingMethod : IMethod
{
    internal const string MethodName = "semantic-matching";

    private const int ImageHidden = 1024;
    private const int TextHidden = 256;
    private const int DefaultEpochs = 30;

    public string Name => MethodName;

    public MethodOptions Options { get; } = new([Presets.Default], TrainingOption.Epochs, TrainingOption.ImageEncoder, TrainingOption.Resume);

    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        StoreEncoders.Prepare(data, request.ImageEncoder, progress: progress, cancellation: cancellation);

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        using var pairs = new TrainingPairs(data, FeatureImages.Raw(data, request.ImageEncoder), (image, titles) => new FeatureInputs(
            new FeatureSettings(image.Kind, image.Source, image.Dimensions, TermWeighting.TfIdf, Vocabulary.Build(titles, FeatureInputs.MinimumCount)), image), cancellation);
        var labels = ClassLayer.Of(pairs.Labels, pairs.Depth);
        var settings = new SemanticMatchingSettings(pairs.Inputs.Settings, labels.Max() + 1, ImageHidden, TextHidden);
        using var model = new SemanticMatchingModel(settings, pairs.Inputs, RandomStreams.For(request.Seed, "weights"));
        using var run = new SemanticMatchingTraining(model, pairs, labels, request.Epochs ?? DefaultEpochs, request.Seed);
        var card = TrainingCard.For(data, request, Name, settings, run.Epochs) with { Encoders = NetworkExtractor.NetworksOf(settings.Inputs.ImageSource) };
        Trainer.Run(run, ModelDirectory.In(data.Path, request.Name), card, TrainedProducts.Of(data), request.Resume, progress, cancellation);
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card)
    {
        var settings = card.Unpack<SemanticMatchingSettings>();
        var model = new SemanticMatchingModel(settings, FeatureInputs.Open(directory, settings.Inputs), RandomStreams.For(card.Seed, "weights"));
        directory.ReadWeights(card, model);
        return model;
    }
}
