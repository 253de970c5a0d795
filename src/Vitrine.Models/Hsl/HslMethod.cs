using Vitrine.Catalogue;
using Vitrine.Catalogue.Benchmarks;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Hsl.Regions;
using Vitrine.Models.Training;

namespace Vitrine.Models.Hsl;

/// <summary><c>train --method hsl</c>: words against regions and whole images, on a catalogue or on the files of the KDD Cup 2020.</summary>
public sealed class HslMethod : IMethod
{
    internal const string MethodName = "hsl";

    // Enough to tell epochs apart; each is ranked against all the others.
    private const int MostValidationProducts = 1000;

    public string Name => MethodName;

    public bool LearnsWords => true;

    public IReadOnlyList<string> Presets { get; } = [.. HslPreset.All.Select(preset => preset.Name)];

    /// <summary>Computes the region features of a store, where they are not cached yet.</summary>
    /// <inheritdoc cref="RegionEncoders.Adopt" path="/exception"/>
    public void Prepare(CatalogueStore store, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var regions = RegionEncoders.Adopt(store, request.ImageEncoder);
        using var owned = regions as IDisposable;
        FeatureCache.Load(store, regions.Extractor, progress, cancellation).Dispose();
    }

    public void Train(CatalogueStore store, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var preset = PresetOf(request);
        var regions = RegionEncoders.Adopt(store, request.ImageEncoder);
        using var owned = regions as IDisposable;
        using var features = FeatureCache.Load(store, regions.Extractor, cancellation: cancellation);
        var source = new StoreRegions(features, regions.Regions);
        int[] rows = [.. store.RowsOf(Part.Train)];
        if (rows.Length < 2)
        {
            throw new CatalogueException($"The training part of '{store.Path}' has {rows.Length} products; there is nothing to learn from.",
                "Import a catalogue of at least some hundred products.");
        }

        string[] titles = [.. store.Products().Select(product => product.Title)];
        using var model = NewModel(regions, regions.Dimensions, [.. rows.Select(row => titles[row])], request, preset, cancellation);
        var pairs = new HslPairs(source, rows, [.. rows.Select(row => titles[row])], model.Words);
        var card = ModelCard.For(store, request, Name, model.Settings, preset.Epochs);
        Train(model, pairs, new HslCandidates(source, Titles(store, titles, model.Words)), ModelDirectory.Of(store, request.Name), card, request, preset, progress, cancellation);
    }

    /// <summary>Learns from the training file of the KDD Cup and writes models/NAME into its folder; the validation file selects the epoch.</summary>
    /// <param name="folder">The files.</param>
    /// <param name="request">Name, preset and so on.</param>
    /// <param name="report">Gets the rows that were skipped, by part, before the training begins.</param>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public static void Train(KddCupFolder folder, TrainingRequest request, Action<string, LineReport>? report = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (request.ImageEncoder is not null)
            throw new UsageException("The files of the KDD Cup have regions, but no photos.", "Leave out --image-encoder.");
        var preset = new HslMethod().PresetOf(request);
        using var train = folder.OpenRows(KddCupFolder.Train, cancellation: cancellation);
        using var valid = folder.OpenRows(KddCupFolder.Valid, cancellation: cancellation);
        report?.Invoke(KddCupFolder.Train, train.Report);
        report?.Invoke(KddCupFolder.Valid, valid.Report);
        if (train.Count < 2)
            throw new CatalogueException($"{folder.Path}/{KddCupFolder.Train}.tsv has {train.Count} usable rows; there is nothing to learn from.", "See the report of its lines.");

        string[] texts = [.. Enumerable.Range(0, train.Count).Select(row => train.Read(row).Query)];
        using var model = NewModel(null, train.FeatureDimensions, texts, request, preset, cancellation);
        var pairs = new HslPairs(new KddCupRegions(train), [.. Enumerable.Range(0, train.Count)], texts, model.Words);
        var queries = folder.Queries(KddCupFolder.Valid, valid).Select(query => new HslQuery(model.Words.Of(query.Text), query.Rows, query.IsRelevant));
        var card = new ModelCard
        {
            Method = MethodName,
            Preset = preset.Name,
            Seed = request.Seed,
            DataHash = train.Fingerprint,
            SplitHash = valid.Fingerprint,
            Epochs = preset.Epochs,
            Settings = System.Text.Json.JsonSerializer.SerializeToElement(model.Settings, ModelCard.Json),
        };
        Train(model, pairs, new HslCandidates(new KddCupRegions(valid), [.. queries]), ModelDirectory.In(folder.Path, request.Name), card, request, preset, progress, cancellation);
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card) => Open(directory, card);

    /// <summary>As <see cref="Load"/>, for what only HSL can do.</summary>
    public static HslModel Open(ModelDirectory directory, ModelCard card)
    {
        var settings = card.Unpack<HslModelSettings>();
        var regions = settings.RegionFeatures.Length == 0 ? null : RegionEncoders.Open(directory.StorePath, settings.RegionFeatures);
        var model = new HslModel(settings, regions, card.Seed);
        directory.ReadWeights(card, model);
        model.Eval();
        return model;
    }

    private HslPreset PresetOf(TrainingRequest request)
    {
        if (request.Preset == Models.Presets.Default)
            request = request with { Preset = Presets[0] };
        this.CheckPreset(request);
        var preset = HslPreset.All.First(known => known.Name == request.Preset);
        preset = preset with { Epochs = request.Epochs ?? preset.Epochs };
        return preset.Epochs >= 1 ? preset : throw new UsageException($"{preset.Epochs} epochs were asked for.", "Train for 1 or more.");
    }

    private static HslModel NewModel(IRegionEncoder? regions, int regionDimensions, string[] texts, TrainingRequest request, HslPreset preset,
        CancellationToken cancellation)
    {
        var vocabulary = Vocabulary.Build(texts, preset.MinimumCount);
        var network = HslVariant.Apply(preset.Network(regionDimensions, HslWords.Special + vocabulary.Count), request.Variant);
        var start = request.WordVectors is null ? null : WordStart.Open(request.WordVectors, vocabulary, texts,
            network.WordDimensions > 0 ? network.WordDimensions : network.Width, isFixed: network.WordDimensions > 0, request.Seed, cancellation);
        if (start is not null)
            network = network with { WordDimensions = start.Vectors.Dimensions };
        var model = new HslModel(new HslModelSettings(network, vocabulary, regions?.Version ?? "", preset, request.Variant, start?.Origin), regions, request.Seed);
        start?.Vectors.CopyTo(vocabulary.Terms, model.Network.Text.Words.Weight.Data[(HslWords.Special * network.WordDimensions)..]);
        return model;
    }

    private static void Train(HslModel model, HslPairs pairs, HslCandidates validation, ModelDirectory directory, ModelCard card,
        TrainingRequest request, HslPreset preset, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        if (preset.ScaleRegions)
            model.Scaling.Measure(pairs.Regions, pairs.Items);
        using var run = new HslTraining(model, pairs, validation, preset, request.Seed);
        Trainer.Run(run, directory, card, request.Resume, progress, cancellation);
    }

    // Validation titles search validation photos; right is the product itself, or one with the same title.
    private static List<HslQuery> Titles(CatalogueStore store, string[] titles, HslWords words)
    {
        int[] rows = [.. store.RowsOf(Part.Validation).Take(MostValidationProducts)];
        return [.. rows.Select(row => new HslQuery(words.Of(titles[row]), rows, [.. rows.Select(other => titles[other] == titles[row])]))];
    }
}
