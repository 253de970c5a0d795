using Vitrine.Catalogue;
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

    /// <summary>Whether it learns vectors of words, which can start from known ones (<see cref="TrainingRequest.WordVectors"/>).</summary>
    bool LearnsWords => false;

    /// <summary>Learns from the training part of a store and writes models/NAME.</summary>
    /// <exception cref="UsageException">The method does not know the preset or an option's value.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the training can be resumed.</exception>
    void Train(CatalogueStore store, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default);

    /// <summary>The model in a directory that this method wrote.</summary>
    IRetrievalModel Load(ModelDirectory directory, ModelCard card);
}
