using Vitrine.Models.Contract;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Contrastive;

/// <summary>The image side of two towers: from photos to vectors in the common space.</summary>
public abstract class ImageTower : Module
{
    /// <summary>Dimensions of the common space.</summary>
    public abstract int Dimensions { get; }

    /// <summary>The vectors of a source's photos, plain, for encoding: [items, <see cref="Dimensions"/>], not normalised.</summary>
    /// <param name="source">Any source of pictures, or of the features that the tower knows.</param>
    /// <param name="cancellation">Stops what has to be prepared first.</param>
    public abstract IPhotoEncoder Open(IItemSource source, CancellationToken cancellation = default);

    /// <summary>Writes the network that was learned as a folder that other models can look through; nothing where none was.</summary>
    internal virtual void SaveNetwork(string folder)
    {
    }

    /// <summary>The vectors of a source's photos as a training wants them: of augmented photos, prepared ahead.</summary>
    /// <param name="source">Of the training.</param>
    /// <param name="preset">How photos are varied.</param>
    /// <param name="batches">Which rows each step takes.</param>
    /// <param name="cancellation">Stops preparations.</param>
    internal abstract ITrainingVectors OpenForTraining(IItemSource source, ContrastivePreset preset, TrainingBatches batches, CancellationToken cancellation);
}

/// <summary>Vectors of the photos of one training, step by step.</summary>
internal interface ITrainingVectors : IDisposable
{
    /// <summary>Those of a step's batch. [batch, dimensions], not normalised.</summary>
    Tensor Of(int epoch, int step);
}
