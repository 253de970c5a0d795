using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.Hashing;

/// <summary>What deep baselines of hashing share: encoders, trainer and data, which are HiCHNet's. A derived class brings a model and its loss.</summary>
/// <param name="name">On the command line.</param>
/// <param name="presets">The default first.</param>
public abstract class DeepHashMethod(string name, params IReadOnlyList<DeepHashPreset> presets) : IMethod
{
    public string Name => name;

    public MethodOptions Options { get; } = new([.. presets.Select(preset => preset.Name)],
        TrainingOption.Bits, TrainingOption.Epochs, TrainingOption.ImageEncoder, TrainingOption.Resume);

    /// <summary>Lengths of codes are multiples of this.</summary>
    private protected virtual int BitStep => 1;

    public string DefaultName(TrainingRequest request) => ModelNames.Of(Name, request, $"{CodeLength.Of(request.Bits, BitStep)}");

    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        if (!HashImages.Learns(request.Preset, PresetOf(request).Images, request.ImageEncoder))
            StoreEncoders.Prepare(data, request.ImageEncoder, progress: progress, cancellation: cancellation);
    }

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        Train(data, request, PresetOf(request), progress, cancellation);
    }

    internal void Train(ITrainingData data, TrainingRequest request, DeepHashPreset preset, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var bits = CodeLength.Of(request.Bits, BitStep); // complains before anything is computed
        using var pairs = new TrainingPairs(data, HashImages.Of(data, request, preset.Images, cancellation), cancellation: cancellation);
        preset = preset with { Epochs = request.Epochs ?? preset.EpochsFor(pairs.Count) };
        var settings = new DeepHashSettings(pairs.Inputs.Settings, bits, data.Tree.ClassCount(data.Tree.Depth), pairs.TermsPerTitle, preset);
        using var model = Make(settings, pairs.Inputs, RandomStreams.For(request.Seed, "weights"));
        using var run = Start(model, pairs, settings, request.Seed);
        var card = TrainingCard.For(data, request, Name, settings, preset.Epochs) with { Encoders = NetworkExtractor.NetworksOf(settings.Inputs.ImageSource) };
        Trainer.Run(run, ModelDirectory.In(data.Path, request.Name), card, TrainedProducts.Of(data), request.Resume, progress, cancellation);
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card)
    {
        var settings = card.Unpack<DeepHashSettings>();
        return directory.Restore(card, Make(settings, FeatureInputs.Open(directory, settings.Inputs), RandomStreams.For(card.Seed, "weights")));
    }

    /// <summary>A model before its training.</summary>
    private protected abstract FeatureModel Make(DeepHashSettings settings, FeatureInputs inputs, RandomSource random);

    /// <summary>Its training.</summary>
    private protected abstract ITrainingRun Start(FeatureModel model, TrainingPairs pairs, DeepHashSettings settings, ulong seed);

    private DeepHashPreset PresetOf(TrainingRequest request) => presets.First(preset => preset.Name == request.Preset);
}
