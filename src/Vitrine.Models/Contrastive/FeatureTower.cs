using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;

namespace Vitrine.Models.Contrastive;

/// <summary>Fixed features of photos (a published network's, another model's, hand-made ones): the network stays as it is, only what a derived class puts on it learns.</summary>
public abstract class FeatureTower : ImageTower
{
    private readonly IFeatureExtractor extractor;

    /// <param name="extractor">Makes the features; disposed with this where it can be.</param>
    private protected FeatureTower(IFeatureExtractor extractor) => this.extractor = extractor;

    public override IPhotoSource Open(CatalogueStore store, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        new Features(FeatureTable.Open(store, extractor, progress, cancellation));

    public override IPhotoSource Open(IReadOnlyList<byte[]> files) => new Features(new FileFeatures(extractor, files));

    internal override ITrainingPhotos OpenForTraining(CatalogueStore store, ContrastivePreset preset, TrainingBatches batches, CancellationToken cancellation) =>
        new FeatureBatches(FeatureTable.Open(store, extractor, null, cancellation), batches);

    protected override void Dispose(bool disposing)
    {
        (extractor as IDisposable)?.Dispose();
        base.Dispose(disposing);
    }

    private sealed class Features(IFeatureRows features) : IPhotoSource
    {
        public Tensor Take(ReadOnlySpan<int> rows) => features.Gather(rows);

        public void Dispose() => features.Dispose();
    }

    private sealed class FeatureBatches(IFeatureRows features, TrainingBatches batches) : ITrainingPhotos
    {
        public Tensor Take(int epoch, int step) => features.Gather(batches.Rows(epoch, step));

        public void Dispose() => features.Dispose();
    }
}
