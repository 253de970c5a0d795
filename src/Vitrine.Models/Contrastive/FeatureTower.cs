using Vitrine.Catalogue.Features;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;

namespace Vitrine.Models.Contrastive;

/// <summary>Fixed features of photos (a published network's, another model's, hand-made ones): the network stays as it is, only what a derived class puts on it learns.</summary>
public abstract class FeatureTower : ImageTower
{
    private readonly IFeatureExtractor extractor;

    /// <param name="extractor">Makes the features; disposed with this where it can be.</param>
    private protected FeatureTower(IFeatureExtractor extractor) => this.extractor = extractor;

    public override IPhotoSource Open(IItemSource source, CancellationToken cancellation = default) => new FeaturePhotos(source.Features(extractor, cancellation: cancellation));

    internal override ITrainingPhotos OpenForTraining(IItemSource source, ContrastivePreset preset, TrainingBatches batches, CancellationToken cancellation) =>
        new PlainTrainingPhotos(Open(source, cancellation), batches);

    protected override void Dispose(bool disposing)
    {
        (extractor as IDisposable)?.Dispose();
        base.Dispose(disposing);
    }
}
