using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.HiCHNet;

/// <summary>
/// The model that a training goes on from when the catalogue has grown (<c>--from</c>): networks and codes as they are. The words it knows keep their numbers, those
/// that only today's titles have come behind them and say nothing at first; so no product changes its code by being looked at again.
/// </summary>
internal sealed class EarlierCodes : IDisposable
{
    private const string Classifiers = ".classifiers.";
    private const int BatchSize = 512;

    private readonly ModelDirectory directory;
    private readonly ModelCard card;
    private readonly HashModel model;

    private EarlierCodes(ModelDirectory directory, ModelCard card, HashModel model) =>
        (this.directory, this.card, this.model, Settings) = (directory, card, model, card.Unpack<HashSettings>());

    /// <summary>Its own.</summary>
    public HashSettings Settings { get; }

    /// <summary>What the card of the new model says of it.</summary>
    public ModelOrigin Origin => new(directory.Name, card.WeightsHash);

    /// <summary>What it was trained on; null where nobody wrote it down.</summary>
    public TrainedProducts? Products => TrainedProducts.Read(directory);

    /// <exception cref="UsageException">There is no such model, or it has other sizes than are asked for.</exception>
    public static EarlierCodes Open(ITrainingData data, TrainingRequest request)
    {
        var name = request.From!;
        if (name == request.Name)
            throw new UsageException($"The model '{name}' cannot start from itself.", "Give the new one another name: --name NAME");
        var directory = ModelDirectory.In(data.Path, name);
        var card = directory.ReadCard();
        if (card.Method != HiCHNetMethod.MethodName)
            throw new UsageException($"'{name}' is a model of {card.Method}; its weights have no place here.", $"Start from a model of {HiCHNetMethod.MethodName}.");
        var settings = card.Unpack<HashSettings>();
        if (request.Bits is not null || request.Flat || request.ImageEncoder is not null || request.Hashing.BitSplit is not null || request.Hashing.OrderWithin is not null)
            throw new UsageException($"'{name}' has its bits, layers and image features already.", "Leave out --bits, --flat, --bit-split, --order-within and --image-encoder: what the earlier model has is taken.");
        if (settings.Order is not null)
            throw new UsageException($"'{name}' has a part that orders products of one category; such a model cannot go on yet.", "Train a new one.");
        if (card.Layers is { } layers && layers != data.Tree.Depth)
            throw new UsageException($"'{name}' learned a category tree of {layers} layers; today's has {data.Tree.Depth}.", "Train a new model, or one that looks at no layers: --flat");
        return new EarlierCodes(directory, card, (HashModel)new HiCHNetMethod().Load(directory, card));
    }

    /// <summary>What it sees of photos, in a new module with its numbers.</summary>
    public ImageInput CopyOfImages()
    {
        var images = Settings.Inputs.Images == ImageInputKind.Learned
            ? (ImageInput)CnnFImages.Open(directory.StorePath, Settings.Inputs.ImageSource)
            : FeatureImages.Open(directory.StorePath, Settings.Inputs);
        foreach (var (own, other) in images.Parameters().Concat(images.Buffers()).Zip(model.Inputs.Image.Parameters().Concat(model.Inputs.Image.Buffers())))
            other.Tensor.Data.CopyTo(own.Tensor.Data);
        return images;
    }

    /// <summary>Inputs that know its words and today's.</summary>
    public FeatureInputs Extended(ImageInput images, IReadOnlyList<string> titles)
    {
        var today = FeatureInputs.Of(images, titles).Settings;
        return new FeatureInputs(Settings.Inputs with { Vocabulary = Settings.Inputs.Vocabulary.ExtendedBy(today.Vocabulary) }, images);
    }

    /// <summary>Copies its weights into a model of as many bits and perhaps more words; classifiers are <see cref="EarlierHashes"/>'.</summary>
    public void CopyTo(HashModel next)
    {
        var own = model.Networks.Parameters().ToDictionary(entry => entry.Name, entry => entry.Tensor, StringComparer.Ordinal);
        foreach (var (name, tensor) in next.Networks.Parameters())
        {
            tensor.Data.Clear(); // also the rows of words that it does not know
            if (!name.Contains(Classifiers, StringComparison.Ordinal))
                own[name].Data.CopyTo(tensor.Data);
        }
    }

    /// <summary>What it says of the training part. K × [n, r_k] for photos and texts.</summary>
    public (float[][] Images, float[][] Texts) Hashes(TrainingPairs pairs)
    {
        var bits = Settings.BitsPerLayer;
        float[][] images = [.. bits.Select(r => new float[pairs.Count * r])], texts = [.. bits.Select(r => new float[pairs.Count * r])];
        for (var first = 0; first < pairs.Count; first += BatchSize)
        {
            using var scope = Scope.Begin(recordGradients: false);
            int[] items = [.. Enumerable.Range(first, Math.Min(BatchSize, pairs.Count - first))];
            // Terms behind its own vocabulary are none of its words.
            var known = TermBatch.Of([.. items.Select(item => pairs.Terms[item].Where(term => term.Term < Settings.Inputs.Vocabulary.Count).ToArray())]);
            Keep(model.Networks.HashImages(pairs.Images(items)), images);
            Keep(model.Networks.HashTexts(known), texts);

            void Keep(Tensor[] hash, float[][] all)
            {
                for (var k = 0; k < hash.Length; k++)
                    hash[k].Data.CopyTo(all[k].AsSpan(first * bits[k]));
            }
        }

        return (images, texts);
    }

    public void Dispose() => model.Dispose();
}
