using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Training;
using Vitrine.Onnx.Encoders;

namespace Vitrine.Models.Encoders.Published;

/// <summary>What model.json says of a CLIP beside the common part.</summary>
/// <param name="Encoder">The name of its copy in the store: encoders/NAME.</param>
/// <param name="TextEncoder">The same of its text tower, where that is a network of its own; null: one folder has both.</param>
public sealed record ClipSettings(string Encoder, string? TextEncoder = null);

/// <summary><c>train --method clip --image-encoder DIR</c>: a published CLIP, SigLIP or another pair of towers as it is. Nothing is learned; the store gets a copy of its folder.</summary>
public sealed class ClipMethod : IMethod
{
    internal const string MethodName = "clip";

    public string Name => MethodName;

    public MethodOptions Options { get; } = new([Presets.Default], TrainingOption.ImageEncoder, TrainingOption.TextEncoder);

    /// <summary>Nothing: the photos are seen when they are encoded.</summary>
    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default) => Check(request);

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var folder = Check(request);
        cancellation.ThrowIfCancellationRequested();
        if (ImageNetworks.IsOnnx(folder))
        {
            TakeOnnx(data, request, folder);
            return;
        }

        var name = Adopt(data, folder);
        var card = TrainingCard.For(data, request, Name, new ClipSettings(name), epochs: 0);
        ModelDirectory.In(data.Path, request.Name).WriteCard(card with { Encoders = [name], WeightsHash = ModelDirectory.HashOf(Path.Combine(folder, ImageNetworks.Files[1])) });
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card) => card.Unpack<ClipSettings>() is { TextEncoder: { } texts } settings
        ? OnnxRetrieval.Load(StoreEncoders.RequireNetwork(directory.StorePath, settings.Encoder), StoreEncoders.RequireNetwork(directory.StorePath, texts))
        : ClipRetrieval.Load(FolderOf(directory.StorePath, card.Unpack<ClipSettings>().Encoder));

    /// <summary>Gives a store a copy of a CLIP's folder and returns the copy's name.</summary>
    /// <inheritdoc cref="ClipRetrieval.Load" path="/exception"/>
    internal static string Adopt(ITrainingData data, string folder)
    {
        ClipRetrieval.Load(folder).Dispose(); // complains now of what would fail later
        var files = NetworkFiles.OfImages(folder);
        var name = files.Name;
        StoreEncoders.Adopt(data, files, name);
        return name;
    }

    /// <summary>The folder of a store's copy.</summary>
    /// <exception cref="CatalogueException">It is lost, or not what it was.</exception>
    internal static string FolderOf(string storePath, string name)
    {
        if (StoreEncoders.FindNetwork(storePath, name) is not { } folder)
            throw new CatalogueException($"The store has lost encoders/{name}, the network of this model.", "Copy the whole folder of a store, or train again.");
        return NetworkFiles.OfImages(folder).Name is var found && found == name
            ? folder
            : throw new CatalogueException($"The files in '{folder}' are those of {found}.", "Delete that folder and train again.");
    }

    private void TakeOnnx(ITrainingData data, TrainingRequest request, string folder)
    {
        var textFolder = request.TextEncoder ?? folder;
        OnnxRetrieval.Load(folder, textFolder).Dispose(); // complains now of what would fail later
        var settings = new ClipSettings(StoreEncoders.AdoptImages(data, folder), StoreEncoders.AdoptTexts(data, textFolder));
        var card = TrainingCard.For(data, request, Name, settings, epochs: 0);
        ModelDirectory.In(data.Path, request.Name).WriteCard(card with
        {
            Encoders = [.. new[] { settings.Encoder, settings.TextEncoder! }.Distinct()],
            WeightsHash = ModelDirectory.HashOf(EncoderFolder.Open(folder, Modality.Image).Network),
        });
    }

    private string Check(TrainingRequest request) => Options.Checked(Name, request).ImageEncoder ?? throw new UsageException(
        "The method clip needs a published CLIP.", "Name its folder, with config.json, its weights (model.safetensors, or onnx/…) and its tokeniser: --image-encoder DIR");
}
