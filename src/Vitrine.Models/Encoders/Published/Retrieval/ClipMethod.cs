using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.Encoders.Published;

/// <summary>What model.json says of a CLIP beside the common part.</summary>
/// <param name="Encoder">The name of its copy in the store: encoders/NAME.</param>
public sealed record ClipSettings(string Encoder);

/// <summary><c>train --method clip --image-encoder DIR</c>: a published CLIP as it is. Nothing is learned; the store gets a copy of its folder.</summary>
public sealed class ClipMethod : IMethod
{
    internal const string MethodName = "clip";

    public string Name => MethodName;

    public MethodOptions Options { get; } = new([Presets.Default], TrainingOption.ImageEncoder);

    /// <summary>Nothing: the photos are seen when they are encoded.</summary>
    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default) => Check(request);

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var folder = Check(request);
        cancellation.ThrowIfCancellationRequested();
        var name = Adopt(data, folder);
        var card = TrainingCard.For(data, request, Name, new ClipSettings(name), epochs: 0);
        ModelDirectory.In(data.Path, request.Name).WriteCard(card with { Encoders = [name], WeightsHash = ModelDirectory.HashOf(Path.Combine(folder, ImageNetworks.Files[1])) });
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card) => ClipRetrieval.Load(FolderOf(directory.StorePath, card.Unpack<ClipSettings>().Encoder));

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

    private string Check(TrainingRequest request) => Options.Checked(Name, request).ImageEncoder ?? throw new UsageException(
        "The method clip needs a published CLIP.", "Name its folder, with config.json, model.safetensors, vocab.json and merges.txt: --image-encoder DIR");
}
