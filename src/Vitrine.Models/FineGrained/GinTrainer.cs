using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.FineGrained;

/// <summary>
/// What GIN and FGL share from data to model. FGL has two stages before GIN's: a siamese network that compares texts alone (<see cref="SiameseStage"/>), and the
/// labels that it gives to pairs.
/// </summary>
internal static class GinTrainer
{
    /// <param name="data">What is learned from.</param>
    /// <param name="method">"gin" or "fgl".</param>
    /// <param name="request">Checked.</param>
    /// <param name="preset">The settings; without labels there is no siamese stage.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellation">Stops; the training can be resumed.</param>
    public static void Train(ITrainingData data, string method, TrainingRequest request, FineGrainedPreset preset,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using var pairs = new TrainingPairs(data, FeatureImages.Raw(data, request.ImageEncoder), (image, titles) => InputsOf(image, titles, preset), cancellation);
        var vocabulary = pairs.Inputs.Settings.Vocabulary;
        var start = WordStart.Open(request.WordVectors ?? WordStart.SkipGram, vocabulary, data.Items.Titles(data.TrainingPart()), preset.WordDimensions, isFixed: false, request.Seed, cancellation);
        var graph = WordGraph.Of(vocabulary, start.Vectors, preset.Neighbours, progress, cancellation);
        var labels = ClassLayer.Of(pairs.Labels, pairs.Depth);
        var siamesePreset = preset.OfSiamese(request.Epochs);
        preset = preset with { Landmarks = Math.Min(preset.Landmarks, pairs.Count) };
        if (preset.RepresentsClasses)
            preset = preset with { Width = labels.Max() + 1 };
        var settings = new GinSettings(pairs.Inputs.Settings, graph, start.Origin, preset, method, ModelNames.Of(method, request.Preset, request.Variant));
        var directory = ModelDirectory.In(data.Path, request.Name);
        var card = TrainingCard.For(data, request, method, settings, preset.Epochs) with { Encoders = NetworkExtractor.NetworksOf(settings.Inputs.ImageSource) };
        var batches = IPairBatches.Of(labels, preset, request.Seed);
        var hasLabels = preset.Labels != PairLabels.None;
        var machine = hasLabels ? Label() : null;

        using var model = new GinModel(settings, pairs.Inputs, RandomStreams.For(request.Seed, "weights"));
        model.Image.Fit(pairs.Count, pairs.Images, RandomStreams.For(request.Seed, "landmarks"), cancellation);
        using var run = new PairTraining(model, (batch, random) => model.Compare(pairs.Texts(batch.Left), pairs.Images(batch.Right), labels, batch, random),
            batches, machine, preset, request.Seed);
        Trainer.Run(run, directory, card, TrainedProducts.Of(data), hasLabels ? SiameseStage.IsPassed(directory, request) : request.Resume,
            hasLabels ? new StageProgress(progress, siamesePreset.Epochs, siamesePreset.Epochs + preset.Epochs) : progress, cancellation);

        LabelMachine Label()
        {
            var siamese = new SiameseSettings(vocabulary, preset.Weighting, graph, start.Origin, siamesePreset);
            var siamesePairs = IPairBatches.Of(labels, siamesePreset, request.Seed);
            var reports = new StageProgress(progress, 0, siamesePreset.Epochs + preset.Epochs);
            using var network = SiameseStage.Train(data, siamese, items => pairs.Texts(items), siamesePairs, directory, request, reports, cancellation);
            return new LabelMachine(preset.Labels, network, items => pairs.Texts(items), pairs.Count, siamesePairs, cancellation);
        }
    }

    private static FeatureInputs InputsOf(ImageInput image, IReadOnlyList<string> titles, FineGrainedPreset preset) =>
        new(new FeatureSettings(image.Kind, image.Source, image.Dimensions, preset.Weighting, GraphWords.Of(titles, preset)), image);
}
