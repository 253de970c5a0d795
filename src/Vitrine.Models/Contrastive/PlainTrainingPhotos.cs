using Vitrine.Models.Encoders;

namespace Vitrine.Models.Contrastive;

/// <summary>Photos of a training as they are, the same in every epoch.</summary>
/// <param name="photos">Disposed with this.</param>
/// <param name="batches">Which of them each step takes.</param>
internal sealed class PlainTrainingPhotos(IPhotoSource photos, TrainingBatches batches) : ITrainingPhotos
{
    public Tensor Take(int epoch, int step) => photos.Take(batches.Rows(epoch, step));

    public void Dispose() => photos.Dispose();
}
