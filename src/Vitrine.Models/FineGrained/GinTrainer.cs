using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.FineGrained;

/// <summary>
/// What GIN and FGL share from data to model. FGL has two stages before GIN's: a siamese network that compares texts alone, kept in the model's own models/siamese, and
/// the labels that it gives to pairs.
/// </summary>
internal static class GinTrainer
{
    private const string SiameseStage = "siamese";

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
        var settings = new GinSettings(pairs.Inputs.Settings, graph, start.Origin, preset, method, ModelNames.Of(method, request.Preset, request.Variant));
        var directory = ModelDirectory.In(data.Path, request.Name);
        var card = TrainingCard.For(data, request, method, settings, preset.Epochs) with { Encoders = NetworkExtractor.NetworksOf(settings.Inputs.ImageSource) };
        var labels = ClassLayer.Of(pairs.Labels, pairs.Depth);
        IPairBatches batches = preset.ComparesAll ? new CrossPairs(labels, preset.Batch, request.Seed) : new SampledPairs(labels, preset.Batch, request.Seed);
        var hasLabels = preset.Labels != PairLabels.None;
        var machine = hasLabels ? Label(data, pairs, batches, card, settings, directory, request, progress, cancellation) : null;

        using var model = new GinModel(settings, pairs.Inputs, RandomStreams.For(request.Seed, "weights"));
        model.Image.Fit(pairs.Count, pairs.Images, cancellation);
        using var run = new PairTraining(model, (batch, random) => model.Scores(pairs.Texts(batch.Left), pairs.Images(batch.Right), batch.IsCross, random),
            batches, machine, preset, request.Seed);
        // Interrupted in its first stage, a training has no checkpoint of the last.
        var resumes = request.Resume && (!hasLabels || File.Exists(directory.CheckpointPath));
        Trainer.Run(run, directory, card, TrainedProducts.Of(data), resumes, hasLabels ? new StageProgress(progress, 1, 2) : progress, cancellation);
    }

    /// <summary>The first two stages.</summary>
    private static LabelMachine Label(ITrainingData data, TrainingPairs pairs, IPairBatches batches, ModelCard card, GinSettings settings, ModelDirectory directory, TrainingRequest request,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var stage = ModelDirectory.In(directory.Path, SiameseStage);
        using var network = new SiameseNetwork(settings.Graph, settings.Training, RandomStreams.For(request.Seed, "siamese weights"));
        using var run = new PairTraining(network, (batch, random) => network.Scores(items => pairs.Texts(items), batch, random), batches, null, settings.Training, request.Seed);
        if (request.Resume && IsDone(stage))
            ReadDone();
        else
            Trainer.Run(run, stage, card, TrainedProducts.Of(data), request.Resume, new StageProgress(progress, 0, 2), cancellation);
        network.Eval();
        return new LabelMachine(settings.Training.Labels, network, items => pairs.Texts(items), pairs.Count, batches, cancellation);

        void ReadDone()
        {
            var done = stage.ReadCard();
            Checkpoint.RequireSame(done, card);
            stage.ReadWeights(done, network);
        }
    }

    private static bool IsDone(ModelDirectory stage) =>
        ModelDirectory.NamesIn(stage.StorePath).Contains(stage.Name) && !File.Exists(stage.CheckpointPath) && stage.ReadCard() is var card && card.EpochsDone == card.Epochs;

    private static FeatureInputs InputsOf(ImageInput image, IEnumerable<string> titles, FineGrainedPreset preset) =>
        new(new FeatureSettings(image.Kind, image.Source, image.Dimensions, preset.Weighting, Vocabulary.Build(titles, preset.MinimumCount)), image);
}
