using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.FineGrained;
using Vitrine.Models.Training;

namespace Vitrine.Models.Regions;

/// <summary>A method that compares words with regions: of photos, which it cuts into cells, or those that the source brings.</summary>
public abstract class RegionMethod : IMethod
{
    // Enough to tell epochs apart; each is ranked against all the others.
    private const int MostValidationQueries = 1000;

    public abstract string Name { get; }

    public abstract MethodOptions Options { get; }

    /// <summary>Computes the region features, where the source has not kept them.</summary>
    /// <inheritdoc cref="RegionEncoders.Adopt" path="/exception"/>
    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var regions = Adopt(data, Options.Checked(Name, request));
        using var owned = regions as IDisposable;
        if (regions is not null)
            data.Items.Features(regions.Extractor, progress, cancellation).Dispose();
    }

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        var rows = data.TrainingPart();
        var regions = Adopt(data, request);
        string[] texts = [.. data.Items.Titles(rows)];
        var source = regions is null ? data.Items.Regions! : new StoreRegions(data.Items.Features(regions.Extractor, cancellation: cancellation), regions.Regions);
        using var owned = source as IDisposable;
        using var model = Make(regions, new RegionInput(source.Dimensions, source.MaxRegions), texts, request, cancellation);
        var card = TrainingCard.For(data, request, Name, model.Describe(), model.Schedule.Epochs) with { Encoders = NetworkExtractor.NetworksOf(regions?.Version) };
        var pairs = new RegionPairs(source, rows, texts, model.Words.Of);
        if (model.Schedule.ScaleRegions)
            model.Scaling.Measure(pairs.Regions, pairs.Items);
        var labels = FineGrainedLabels.Of(data, request, model.Schedule.Epochs, progress, cancellation);
        using var run = new RegionTraining(model, pairs, data.Items, data.ValidationQueries(MostValidationQueries), request.Seed, labels);
        LabelledTraining.Run(labels, run, ModelDirectory.In(data.Path, request.Name), card, TrainedProducts.Of(data), request, progress, cancellation);
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card)
    {
        var model = Restore(directory.StorePath, card);
        directory.ReadWeights(card, model);
        model.Eval();
        return model;
    }

    /// <summary>Whether a network's regions are those of the mirrored photo too (<see cref="Encoders.Published.NetworkRegionFeatures"/>).</summary>
    /// <param name="request">Checked.</param>
    protected virtual bool SeesMirrored(TrainingRequest request) => true;

    /// <summary>A model with its first weights.</summary>
    /// <param name="regions">Makes regions of photos; null: the source brings them.</param>
    /// <param name="input">The regions as they are given.</param>
    /// <param name="texts">Those of the training part.</param>
    /// <param name="request">Checked.</param>
    /// <param name="cancellation">Ends what has to be learned first.</param>
    protected abstract RegionModel Make(IRegionEncoder? regions, RegionInput input, string[] texts, TrainingRequest request, CancellationToken cancellation);

    /// <summary>A model as its card describes it, still without its weights.</summary>
    protected abstract RegionModel Restore(string storePath, ModelCard card);

    /// <summary>The encoder that a model of a store was trained on; null for one of given regions.</summary>
    protected static IRegionEncoder? RegionsOf(string storePath, string version) => version.Length == 0 ? null : RegionEncoders.Open(storePath, version);

    private IRegionEncoder? Adopt(ITrainingData data, TrainingRequest request)
    {
        if (data.Items.Regions is null)
            return RegionEncoders.Adopt(data, request.ImageEncoder, SeesMirrored(request));
        return request.ImageEncoder is null
            ? null
            : throw new UsageException($"The items of '{data.Path}' have regions, but no photos.", "Leave out --image-encoder.");
    }
}
