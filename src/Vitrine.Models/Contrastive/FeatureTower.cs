using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Tensors;

namespace Vitrine.Models.Contrastive;

/// <summary>Fixed features of photos (a published network's, another model's, hand-made ones): the network stays as it is, only what a derived class puts on it learns.</summary>
public abstract class FeatureTower : ImageTower
{
    private readonly IFeatureExtractor extractor;

    /// <param name="extractor">Makes the features; disposed with this where it can be.</param>
    private protected FeatureTower(IFeatureExtractor extractor) => this.extractor = extractor;

    public override IPhotoSource Open(CatalogueStore store, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        new Features(FeatureCache.Load(store, extractor, progress, cancellation));

    public override IPhotoSource Open(IReadOnlyList<byte[]> files)
    {
        var features = Tensor.Empty([files.Count, extractor.Dimensions]);
        for (var i = 0; i < files.Count; i++)
            extractor.Extract(files[i], features.Data.Slice(i * extractor.Dimensions, extractor.Dimensions));
        return new Features(features);
    }

    internal override ITrainingPhotos OpenForTraining(CatalogueStore store, ContrastivePreset preset, TrainingBatches batches, CancellationToken cancellation) =>
        new FeatureBatches(FeatureCache.Load(store, extractor, null, cancellation), batches);

    protected override void Dispose(bool disposing)
    {
        (extractor as IDisposable)?.Dispose();
        base.Dispose(disposing);
    }

    private sealed class Features(Tensor features) : IPhotoSource
    {
        public Tensor Take(ReadOnlySpan<int> rows) => features.Gather(rows.ToArray());

        public void Dispose() => features.Dispose();
    }

    private sealed class FeatureBatches(Tensor features, TrainingBatches batches) : ITrainingPhotos
    {
        public Tensor Take(int epoch, int step) => features.Gather(batches.Rows(epoch, step));

        public void Dispose() => features.Dispose();
    }
}
