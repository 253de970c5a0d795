using Vitrine.Catalogue;
using Vitrine.Catalogue.Benchmarks;
using Vitrine.Catalogue.Features;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.Regions;

/// <summary>A method that compares words with regions: trains on a catalogue, whose photos it cuts into regions, or on the files of the KDD Cup 2020.</summary>
public abstract class RegionMethod : IMethod
{
    // Enough to tell epochs apart; each is ranked against all the others.
    private const int MostValidationProducts = 1000;

    private protected RegionMethod()
    {
    }

    public abstract string Name { get; }

    public abstract IReadOnlyList<string> Presets { get; }

    public virtual IReadOnlyList<string> Variants => [];

    public virtual bool LearnsWords => false;

    /// <summary>Computes the region features of a store, where it has none yet.</summary>
    /// <inheritdoc cref="RegionEncoders.Adopt" path="/exception"/>
    public void Prepare(CatalogueStore store, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        request = Checked(request);
        var regions = RegionEncoders.Adopt(store, request.ImageEncoder, SeesMirrored(request));
        using var owned = regions as IDisposable;
        FeatureTable.Open(store, regions.Extractor, progress, cancellation).Dispose();
    }

    public void Train(CatalogueStore store, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Checked(request);
        var regions = RegionEncoders.Adopt(store, request.ImageEncoder, SeesMirrored(request));
        using var owned = regions as IDisposable;
        using var features = FeatureTable.Open(store, regions.Extractor, cancellation: cancellation);
        var source = new StoreRegions(features, regions.Regions);
        int[] rows = [.. store.RowsOf(Part.Train)];
        if (rows.Length < 2)
        {
            throw new CatalogueException($"The training part of '{store.Path}' has {rows.Length} products; there is nothing to learn from.",
                "Import a catalogue of at least some hundred products.");
        }

        string[] titles = [.. store.Products().Select(product => product.Title)];
        string[] texts = [.. rows.Select(row => titles[row])];
        using var model = Make(regions, regions.Dimensions, texts, request, cancellation);
        var card = ModelCard.For(store, request, Name, model.Describe(), model.Schedule.Epochs);
        Train(model, new RegionPairs(source, rows, [.. texts.Select(model.WordsOf)]), new RegionCandidates(source, Titles(store, titles, model)),
            ModelDirectory.Of(store, request.Name), card, request, progress, cancellation);
    }

    /// <summary>Learns from the training file of the KDD Cup and writes models/NAME into its folder; the validation file selects the epoch.</summary>
    /// <param name="folder">The files.</param>
    /// <param name="request">Name, preset and so on.</param>
    /// <param name="report">Gets the rows that were skipped, by part, before the training begins.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public void Train(KddCupFolder folder, TrainingRequest request, Action<string, LineReport>? report = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (request.ImageEncoder is not null)
            throw new UsageException("The files of the KDD Cup have regions, but no photos.", "Leave out --image-encoder.");
        request = Checked(request);
        using var train = folder.OpenRows(KddCupFolder.Train, cancellation: cancellation);
        using var valid = folder.OpenRows(KddCupFolder.Valid, cancellation: cancellation);
        report?.Invoke(KddCupFolder.Train, train.Report);
        report?.Invoke(KddCupFolder.Valid, valid.Report);
        if (train.Count < 2)
            throw new CatalogueException($"{folder.Path}/{KddCupFolder.Train}.tsv has {train.Count} usable rows; there is nothing to learn from.", "See the report of its lines.");

        string[] texts = [.. Enumerable.Range(0, train.Count).Select(row => train.Read(row).Query)];
        using var model = Make(null, train.FeatureDimensions, texts, request, cancellation);
        var queries = folder.Queries(KddCupFolder.Valid, valid).Select(query => new RegionQuery(model.WordsOf(query.Text), query.Rows, query.IsRelevant));
        var card = new ModelCard
        {
            Method = Name,
            Preset = request.Preset,
            Variant = request.Variant,
            Seed = request.Seed,
            DataHash = train.Fingerprint,
            SplitHash = valid.Fingerprint,
            Epochs = model.Schedule.Epochs,
            Settings = model.Describe(),
        };
        Train(model, new RegionPairs(new KddCupRegions(train), [.. Enumerable.Range(0, train.Count)], [.. texts.Select(model.WordsOf)]),
            new RegionCandidates(new KddCupRegions(valid), [.. queries]), ModelDirectory.In(folder.Path, request.Name), card, request, progress, cancellation);
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card) => Open(directory, card);

    /// <summary>As <see cref="Load"/>, for what only models of regions can do.</summary>
    public RegionModel Open(ModelDirectory directory, ModelCard card)
    {
        var model = Restore(directory.StorePath, card);
        directory.ReadWeights(card, model);
        model.Eval();
        return model;
    }

    /// <summary>Whether a network's regions are those of the mirrored photo too (<see cref="NetworkRegionFeatures"/>).</summary>
    /// <param name="request">Checked.</param>
    private protected virtual bool SeesMirrored(TrainingRequest request) => true;

    /// <summary>A model with its first weights.</summary>
    /// <param name="regions">Makes regions of photos; null: the model is for given ones.</param>
    /// <param name="regionDimensions">Numbers per region.</param>
    /// <param name="texts">Those of the training part.</param>
    /// <param name="request">Checked.</param>
    /// <param name="cancellation">Ends what has to be learned first.</param>
    private protected abstract RegionModel Make(IRegionEncoder? regions, int regionDimensions, string[] texts, TrainingRequest request, CancellationToken cancellation);

    /// <summary>A model as its card describes it, still without its weights.</summary>
    private protected abstract RegionModel Restore(string storePath, ModelCard card);

    /// <summary>The encoder that a model of a store was trained on; null for one of given regions.</summary>
    private protected static IRegionEncoder? RegionsOf(string storePath, string version) =>
        version.Length == 0 ? null : RegionEncoders.Open(storePath, version);

    private TrainingRequest Checked(TrainingRequest request)
    {
        if (request.Preset == Models.Presets.Default)
            request = request with { Preset = Presets[0] };
        this.CheckPreset(request);
        return request.Epochs is null or >= 1 ? request : throw new UsageException($"{request.Epochs} epochs were asked for.", "Train for 1 or more.");
    }

    private static void Train(RegionModel model, RegionPairs pairs, RegionCandidates validation, ModelDirectory directory, ModelCard card,
        TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (model.Schedule.ScaleRegions)
            model.Scaling.Measure(pairs.Regions, pairs.Items);
        using var run = new RegionTraining(model, pairs, validation, request.Seed);
        Trainer.Run(run, directory, card, request.Resume, progress, cancellation);
    }

    // Validation titles search validation photos; right is the product itself, or one with the same title.
    private static List<RegionQuery> Titles(CatalogueStore store, string[] titles, RegionModel model)
    {
        int[] rows = [.. store.RowsOf(Part.Validation).Take(MostValidationProducts)];
        return [.. rows.Select(row => new RegionQuery(model.WordsOf(titles[row]), rows, [.. rows.Select(other => titles[other] == titles[row])]))];
    }
}
