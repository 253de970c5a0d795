using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Models.Encoders;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Contrastive;

/// <summary>
/// Fixed features of photos (a published network's, another model's, hand-made ones), brought to mean 0 and deviation 1, and a perceptron with one hidden layer
/// into the common space: the network stays as it is, only the head learns.
/// </summary>
public sealed class FeatureTower : ImageTower
{
    private readonly IFeatureExtractor extractor;
    private readonly BatchNorm scaling;
    private readonly Linear hidden;
    private readonly Linear projection;

    /// <param name="version">Which features: <see cref="StoreEncoders.VersionOf"/>.</param>
    /// <param name="storePath">Where their network is.</param>
    /// <param name="preset">Sizes.</param>
    /// <param name="random">Draws the first weights.</param>
    internal FeatureTower(string version, string storePath, ContrastivePreset preset, RandomSource random)
    {
        extractor = StoreEncoders.Open(storePath, version);
        scaling = AddChild("scaling", new BatchNorm(extractor.Dimensions));
        hidden = AddChild("hidden", new Linear(extractor.Dimensions, preset.Hidden, random, activation: Activation.Relu));
        projection = AddChild("projection", new Linear(preset.Hidden, preset.Dimensions, random, bias: false));
        Dimensions = preset.Dimensions;
    }

    public override int Dimensions { get; }

    public override Tensor Forward(Tensor photos) => projection.Forward(hidden.Forward(scaling.Forward(photos)));

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
