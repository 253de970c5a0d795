using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Outside.Centroids;

/// <summary>What the card of a model says beside the common part.</summary>
/// <param name="ImageFeatures">Name and version of the image features.</param>
/// <param name="Features">Numbers per photo.</param>
/// <param name="Classes">Finest categories.</param>
/// <param name="Vocabulary">The known words.</param>
public sealed record CentroidSettings(string ImageFeatures, int Features, int Classes, Vocabulary Vocabulary);

/// <summary>
/// A method that stands outside of Vitrine and uses only what is public: a photo is described by its likeness to the mean photo of each category, a text
/// by the categories in whose titles its words stand.
/// </summary>
public sealed class CentroidMethod : IMethod
{
    public string Name => "centroids";

    public MethodOptions Options { get; } = new([Presets.Default], TrainingOption.ImageEncoder);

    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        StoreEncoders.Prepare(data, request.ImageEncoder, progress: progress, cancellation: cancellation);

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        var rows = data.TrainingPart();
        string[] titles = [.. data.Items.Titles(rows)];
        int[] classes = [.. rows.Select(row => data.Tree.Label(data.CategoryOf(row), data.Tree.Depth))];
        var extractor = StoreEncoders.Adopt(data, request.ImageEncoder);
        var settings = new CentroidSettings(StoreEncoders.VersionOf(extractor), extractor.Dimensions, data.Tree.ClassCount(data.Tree.Depth), Vocabulary.Build(titles));
        using var model = new CentroidModel(settings, extractor);
        using var features = data.Items.Features(extractor, cancellation: cancellation);
        var photo = new float[features.Dimensions];
        for (var i = 0; i < rows.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            features.Read([rows[i]], photo);
            model.Learn(photo, titles[i], classes[i], rows.Length);
            progress?.Report(new TrainingProgress(1, 1, i + 1, rows.Length, float.NaN, 0, 0, TimeSpan.Zero));
        }

        ModelDirectory.In(data.Path, request.Name).Write(TrainingCard.For(data, request, Name, settings, epochs: 1) with { EpochsDone = 1 }, model);
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card)
    {
        var settings = card.Unpack<CentroidSettings>();
        var model = new CentroidModel(settings, StoreEncoders.Open(directory.StorePath, settings.ImageFeatures));
        directory.ReadWeights(card, model);
        return model;
    }
}
