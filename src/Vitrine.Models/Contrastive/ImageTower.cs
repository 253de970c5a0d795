using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Contrastive;

/// <summary>The image side of two towers: from photos to vectors in the common space.</summary>
public abstract class ImageTower : Module
{
    /// <summary>Dimensions of the common space.</summary>
    public abstract int Dimensions { get; }

    /// <summary>Computes vectors.</summary>
    /// <param name="photos">As <see cref="IPhotoSource"/> gives them.</param>
    /// <returns>[photos, <see cref="Dimensions"/>], not normalised.</returns>
    public abstract Tensor Forward(Tensor photos);

    /// <summary>The photos of a source, plain, for encoding.</summary>
    /// <param name="source">Any source of pictures, or of the features that the tower knows.</param>
    /// <param name="cancellation">Stops what has to be prepared first.</param>
    public abstract IPhotoSource Open(IItemSource source, CancellationToken cancellation = default);

    /// <summary>The photos of a source as a training wants them: augmented, prepared ahead.</summary>
    /// <param name="source">Of the training.</param>
    /// <param name="preset">How photos are varied.</param>
    /// <param name="batches">Which rows each step takes.</param>
    /// <param name="cancellation">Stops preparations.</param>
    internal abstract ITrainingPhotos OpenForTraining(IItemSource source, ContrastivePreset preset, TrainingBatches batches, CancellationToken cancellation);
}

/// <summary>Photos of one training, step by step.</summary>
internal interface ITrainingPhotos : IDisposable
{
    /// <summary>The batch of a step.</summary>
    Tensor Take(int epoch, int step);
}
