using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.Contrastive;

/// <summary>
/// The model whose weights a training starts from (<c>--from</c>): another contrastive model, or a CLIP as it was published. Both towers and the scale go on from
/// there; heads begin anew. The words it knows stay known; those that only today's titles have are added.
/// </summary>
internal sealed class EarlierStage
{
    private readonly ModelDirectory directory;
    private readonly ModelCard card;
    private readonly ContrastiveModelSettings? settings; // null: a published CLIP, whose weights come with its network
    private readonly string imageEncoder;

    private EarlierStage(ModelDirectory directory, ModelCard card)
    {
        (this.directory, this.card) = (directory, card);
        settings = card.Method == ClipMethod.MethodName ? null : card.Unpack<ContrastiveModelSettings>();
        imageEncoder = settings?.ImageEncoder ?? card.Unpack<ClipSettings>().Encoder;
    }

    /// <summary>What the card of the new model says of it.</summary>
    public ModelOrigin Origin => new(directory.Name, card.WeightsHash);

    /// <summary>What it was trained on.</summary>
    public TrainedProducts? Products => TrainedProducts.Read(directory);

    /// <summary>Dimensions of its words; null: it has none of its own.</summary>
    public int? WordDimensions => settings?.Text?.WordDimensions;

    private bool IsClip => settings?.IsClip ?? true;

    /// <summary>The stage before a training; null where it starts from nothing.</summary>
    /// <exception cref="UsageException">There is no such model, or it is of a method whose weights have no place here.</exception>
    public static EarlierStage? Of(ITrainingData data, TrainingRequest request)
    {
        if (request.From is not { } name)
            return null;
        if (name == request.Name)
            throw new UsageException($"The model '{name}' cannot start from itself.", "Give the new one another name: --name NAME");
        if (request.WordVectors is not null)
            throw new UsageException($"--from {name} and --word-vectors both say what words start from.", "Leave out one of the two.");
        var directory = ModelDirectory.In(data.Path, name);
        var card = directory.ReadCard();
        return card.Method is ContrastiveMethod.MethodName or ClipMethod.MethodName
            ? new EarlierStage(directory, card)
            : throw new UsageException($"'{name}' is a model of {card.Method}; its weights have no place in two towers.",
                $"Start from a model of {ContrastiveMethod.MethodName} or {ClipMethod.MethodName}.");
    }

    /// <summary>The request with the image encoder of this stage, and as much fine-tuning, where it says nothing of them.</summary>
    /// <exception cref="UsageException">A CLIP is to be trained, and it is not said how much of it.</exception>
    public TrainingRequest Complete(TrainingRequest request, string storePath) => request with
    {
        ImageEncoder = request.ImageEncoder ?? EncoderIn(storePath),
        FineTune = request.FineTune ?? (!IsClip ? settings?.FineTuning : settings?.FineTuning
            ?? throw new UsageException($"'{directory.Name}' is a CLIP as it was published.", "Say how much of it shall learn: --fine-tune frozen, last or all")),
    };

    /// <summary>The words of this stage and behind them those that are new; today's alone where it has none of its own.</summary>
    public Vocabulary Extend(Vocabulary today) => settings?.Text?.Vocabulary.ExtendedBy(today) ?? today;

    /// <summary>Refuses a training that looks at photos in another way, or learns another part of a CLIP.</summary>
    public void Check(ContrastiveModelSettings next)
    {
        if (next.ImageEncoder != imageEncoder || next.IsClip != IsClip)
        {
            throw new UsageException($"'{directory.Name}' sees photos through {Described(imageEncoder, IsClip)}, this training through {Described(next.ImageEncoder, next.IsClip)}.",
                "Leave out --image-encoder and --fine-tune: what the earlier model has is taken.");
        }

        if (settings is not null && (settings.FineTuning == FineTuning.Frozen) != (next.FineTuning == FineTuning.Frozen))
        {
            throw new UsageException($"'{directory.Name}' was trained with --fine-tune {Word(settings.FineTuning)}; --fine-tune {Word(next.FineTuning)} learns other weights.",
                "A frozen CLIP goes on as frozen; 'last' and 'all' go on from each other.");
        }

        static string Described(string encoder, bool isClip) => isClip ? $"{encoder}, fine-tuned" : encoder;
        static string Word(FineTuning? fineTuning) => $"{fineTuning}".ToLowerInvariant();
    }

    /// <summary>Copies the weights into a model that <see cref="Check"/> accepted, but for its heads.</summary>
    /// <exception cref="UsageException">Its towers have other sizes.</exception>
    public void CopyTo(ContrastiveModel model)
    {
        if (settings is null)
            return;
        using var file = directory.OpenWeights(card);
        var problems = StageWeights.Copy(file, model);
        if (problems.Count > 0)
        {
            throw new UsageException($"'{directory.Name}' has towers of other sizes: {string.Join("; ", problems.Take(5))}{(problems.Count > 5 ? " …" : "")}.",
                "Train with the preset and the variant that it was trained with.");
        }
    }

    // The store's copy of a network is as good as the folder that it was copied from; what is no network is the source's own.
    private string? EncoderIn(string storePath) => imageEncoder == ImageTowers.Small ? ImageTowers.Small
        : ImageTowers.FeaturesBeside(imageEncoder) is { } beside && NetworkExtractor.NetworkOf(beside) is { } features && StoreEncoders.FindNetwork(storePath, features) is { } folder
            ? ImageTowers.WithSmall(folder)
        : IsClip ? ClipMethod.FolderOf(storePath, imageEncoder)
        : settings?.FineTuning is not null ? StoreEncoders.RequireNetwork(storePath, imageEncoder)
        : NetworkExtractor.NetworkOf(imageEncoder) is { } network ? StoreEncoders.FindNetwork(storePath, network)
        : null;
}
