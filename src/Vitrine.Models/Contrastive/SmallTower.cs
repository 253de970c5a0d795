using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Small;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Contrastive;

/// <summary>The small residual network, learned from pixels, and a linear map to the common space, behind a hidden layer or not.</summary>
public sealed class SmallTower : ImageTower
{
    private readonly Linear? hidden;
    private readonly Linear projection;
    private readonly bool mirrors;

    /// <param name="preset">Sizes.</param>
    /// <param name="random">Draws the first weights.</param>
    public SmallTower(ContrastivePreset preset, RandomSource random)
    {
        Network = AddChild("network", new SmallCnn(preset.Network, preset.Width, preset.Height, random));
        if (preset.HasHiddenOnPixels)
            hidden = AddChild("hidden", new Linear(Network.Dimensions, preset.Hidden, random, activation: Activation.Relu));
        projection = AddChild("projection", new Linear(hidden is null ? Network.Dimensions : preset.Hidden, preset.Dimensions, random, bias: false));
        Dimensions = preset.Dimensions;
        mirrors = preset.Augmentation.Flip > 0;
    }

    public SmallCnn Network { get; }

    public override int Dimensions { get; }

    /// <inheritdoc/>
    /// <remarks>In use a photo and its mirror image are averaged: training has seen both as the same product, so their mean errs less than either.</remarks>
    public override Tensor Forward(Tensor photos)
    {
        var vectors = Network.Forward(photos).Vectors;
        if (!IsTraining && mirrors)
            vectors = (vectors + Network.Forward(ImageNetwork.Mirrored(photos)).Vectors) / 2;
        return projection.Forward(hidden?.Forward(vectors) ?? vectors);
    }

    public override IPhotoSource Open(IItemSource source, CancellationToken cancellation = default) =>
        new Pixels(source.Photos(Network.Preprocessing.Width, Network.Preprocessing.Height, cancellation: cancellation), Network.Preprocessing);

    internal override ITrainingPhotos OpenForTraining(IItemSource source, ContrastivePreset preset, TrainingBatches batches, CancellationToken cancellation) =>
        new AugmentedPixels(source.Photos(preset.Width, preset.Height, cancellation: cancellation), preset, batches);

    /// <summary>Prepared the same way whether they come from a store or a file, so that a photo has one vector.</summary>
    private sealed class Pixels(IPhotoRows photos, ImagePreprocessing preprocessing) : IPhotoSource
    {
        public Tensor Take(ReadOnlySpan<int> rows)
        {
            int[] taken = [.. rows];
            return preprocessing.PrepareAll(taken.Length, i => photos[taken[i]]);
        }

        public void Dispose() => photos.Dispose();
    }

    private sealed class AugmentedPixels : ITrainingPhotos
    {
        private readonly IPhotoRows pixels;
        private readonly PhotoBatches photos;

        public AugmentedPixels(IPhotoRows pixels, ContrastivePreset preset, TrainingBatches batches)
        {
            this.pixels = pixels;
            photos = new PhotoBatches(pixels, new PhotoSchedule(preset.Epochs, batches.StepsPerEpoch, batches.Rows, preset.SizeIn), preset.Augmentation, batches.Seed);
        }

        public Tensor Take(int epoch, int step) => photos.Take(epoch, step);

        public void Dispose()
        {
            photos.Dispose();
            pixels.Dispose();
        }
    }
}
