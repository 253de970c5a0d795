using Vitrine.Catalogue;
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

    /// <summary>The photos of a store, plain, for encoding.</summary>
    /// <param name="store">Any store.</param>
    /// <param name="progress">Photos prepared, where they have to be first.</param>
    /// <param name="cancellation">Stops that.</param>
    public abstract IPhotoSource Open(CatalogueStore store, IProgress<int>? progress = null, CancellationToken cancellation = default);

    /// <summary>Photos that are in no store.</summary>
    /// <exception cref="Catalogue.Images.ImageException">A file is no image, or too large.</exception>
    public abstract IPhotoSource Open(IReadOnlyList<byte[]> files);

    /// <summary>The photos of a store as a training wants them: augmented, prepared ahead.</summary>
    /// <param name="store">The catalogue.</param>
    /// <param name="preset">How photos are varied.</param>
    /// <param name="batches">Which rows each step takes.</param>
    /// <param name="cancellation">Stops preparations.</param>
    internal abstract ITrainingPhotos OpenForTraining(CatalogueStore store, ContrastivePreset preset, TrainingBatches batches, CancellationToken cancellation);
}

/// <summary>Photos, ready for an <see cref="ImageTower"/>.</summary>
public interface IPhotoSource : IDisposable
{
    /// <summary>Some photos as a batch.</summary>
    /// <param name="rows">Rows of the store, or places in the list of files.</param>
    Tensor Take(ReadOnlySpan<int> rows);
}

/// <summary>Photos of one training, step by step.</summary>
internal interface ITrainingPhotos : IDisposable
{
    /// <summary>The batch of a step.</summary>
    Tensor Take(int epoch, int step);
}
