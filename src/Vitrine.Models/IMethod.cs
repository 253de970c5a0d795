using Vitrine.Catalogue;
using Vitrine.Models.Encoders;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models;

/// <summary>A method of learning: trains a model into a store and loads it again.</summary>
public interface IMethod
{
    /// <summary>Its name on the command line and in model.json.</summary>
    string Name { get; }

    /// <summary>The presets it knows, the default first.</summary>
    IReadOnlyList<string> Presets { get; }

    /// <summary>Named departures from a preset (<see cref="TrainingRequest.Variant"/>).</summary>
    IReadOnlyList<string> Variants => [];

    /// <summary>Whether its models give codes, of <see cref="TrainingRequest.Bits"/> bits.</summary>
    bool GivesCodes => false;

    /// <summary>Whether it learns vectors of words, which can start from known ones (<see cref="TrainingRequest.WordVectors"/>).</summary>
    bool LearnsWords => false;

    /// <summary>Computes what a training wants to know of all photos, where the store does not have it yet: by default the image features.</summary>
    /// <param name="store">The catalogue.</param>
    /// <param name="request">Says which features.</param>
    /// <param name="progress">Photos done, of <see cref="CatalogueStore.Count"/>; silent where nothing is to do.</param>
    /// <param name="cancellation">Stops; nothing is kept then.</param>
    /// <exception cref="UsageException">The method cannot work with what was asked for.</exception>
    void Prepare(CatalogueStore store, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        StoreEncoders.Prepare(store, request.ImageEncoder, progress: progress, cancellation: cancellation);

    /// <summary>Learns from the training part of a store and writes models/NAME.</summary>
    /// <exception cref="UsageException">The method does not know the preset or an option's value.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the training can be resumed.</exception>
    void Train(CatalogueStore store, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default);

    /// <summary>The model in a directory that this method wrote.</summary>
    IRetrievalModel Load(ModelDirectory directory, ModelCard card);
}
