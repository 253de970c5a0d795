using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.TwoSided;

namespace Vitrine.Models.Contrastive;

/// <summary>A tower of one network, which sees photos in one form: pixels, or features.</summary>
public abstract class PhotoTower : ImageTower
{
    /// <summary>Computes vectors.</summary>
    /// <param name="photos">In the tower's form, as <see cref="IPhotoSource"/> gives them.</param>
    /// <returns>[photos, <see cref="ImageTower.Dimensions"/>], not normalised.</returns>
    public abstract Tensor Forward(Tensor photos);

    /// <inheritdoc cref="ImageTower.Open"/>
    public sealed override IPhotoEncoder Open(IItemSource source, CancellationToken cancellation = default) => new Encoder(this, OpenPhotos(source, cancellation));

    internal sealed override ITrainingVectors OpenForTraining(IItemSource source, ContrastivePreset preset, TrainingBatches batches, CancellationToken cancellation) =>
        new TrainingVectors(this, OpenTrainingPhotos(source, preset, batches, cancellation));

    /// <summary>The photos of a source in the tower's form, plain.</summary>
    protected abstract IPhotoSource OpenPhotos(IItemSource source, CancellationToken cancellation);

    /// <summary>The photos of a training; by default as they are, the same in every epoch.</summary>
    private protected virtual ITrainingPhotos OpenTrainingPhotos(
        IItemSource source, ContrastivePreset preset, TrainingBatches batches, CancellationToken cancellation) => new PlainTrainingPhotos(OpenPhotos(source, cancellation), batches);

    private sealed class Encoder(PhotoTower tower, IPhotoSource photos) : IPhotoEncoder
    {
        public PhotoBatch Encode(ReadOnlySpan<int> items) => new(tower.Forward(photos.Take(items)));

        public void Dispose() => photos.Dispose();
    }

    private sealed class TrainingVectors(PhotoTower tower, ITrainingPhotos photos) : ITrainingVectors
    {
        public Tensor Of(int epoch, int step) => tower.Forward(photos.Take(epoch, step));

        public void Dispose() => photos.Dispose();
    }
}

/// <summary>Photos of one training, step by step.</summary>
internal interface ITrainingPhotos : IDisposable
{
    /// <summary>The batch of a step.</summary>
    Tensor Take(int epoch, int step);
}
