using Vitrine.Catalogue;
using Vitrine.Models.Files;

namespace Vitrine.Models.Contract;

/// <summary>A method of learning: trains a model from some data and loads it again. A program may bring its own.</summary>
public interface IMethod
{
    /// <summary>Its name on the command line and in model.json.</summary>
    string Name { get; }

    /// <summary>What a user may say to it.</summary>
    MethodOptions Options { get; }

    /// <summary>The name of a model that is given none: the method, its preset and variant where they are not the default, and what else tells two apart.</summary>
    string DefaultName(TrainingRequest request) => ModelNames.Of(Name, request);

    /// <summary>Computes what a training wants to know of all photos, where the source has not kept it: by default its features.</summary>
    /// <param name="data">The items.</param>
    /// <param name="request">Says which features; checked by <see cref="MethodOptions.Checked"/>.</param>
    /// <param name="progress">Photos done, of all; silent where nothing is to do.</param>
    /// <param name="cancellation">Stops; what is done is kept.</param>
    /// <exception cref="UsageException">The method cannot work with what was asked for.</exception>
    void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default);

    /// <summary>Learns from the training part and writes models/NAME.</summary>
    /// <exception cref="UsageException">An option's value makes no sense here.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the training can be resumed.</exception>
    void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default);

    /// <summary>The model in a directory that this method wrote.</summary>
    IRetrievalModel Load(ModelDirectory directory, ModelCard card);
}
