using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Contrastive;

/// <summary>A network that learns from pixels, and a linear map to the common space, behind a hidden layer or not.</summary>
public abstract class PixelTower : PhotoTower
{
    private readonly ImageNetwork network;
    private readonly Linear? hidden;
    private readonly Linear projection;
    private readonly bool mirrors;

    /// <param name="network">Takes photos of any size; becomes a part of this.</param>
    /// <param name="preset">Sizes.</param>
    /// <param name="random">Draws the first weights of the maps.</param>
    private protected PixelTower(ImageNetwork network, ContrastivePreset preset, RandomSource random)
    {
        this.network = AddChild("network", network);
        if (preset.HasHiddenOnPixels)
            hidden = AddChild("hidden", new Linear(network.Dimensions, preset.Hidden, random, activation: Activation.Relu));
        projection = AddChild("projection", new Linear(hidden is null ? network.Dimensions : preset.Hidden, preset.Dimensions, random, bias: false));
        Dimensions = preset.Dimensions;
        mirrors = preset.Augmentation.Flip > 0;
    }

    public override int Dimensions { get; }

    /// <inheritdoc/>
    /// <remarks>In use a photo and its mirror image are averaged: training has seen both as the same product, so their mean errs less than either.</remarks>
    public override Tensor Forward(Tensor photos)
    {
        var vectors = network.Forward(photos).Vectors;
        if (!IsTraining && mirrors)
            vectors = (vectors + network.Forward(ImageNetwork.Mirrored(photos)).Vectors) / 2;
        return projection.Forward(hidden?.Forward(vectors) ?? vectors);
    }

    protected override IPhotoSource OpenPhotos(IItemSource source, CancellationToken cancellation) =>
        new Pixels(source.Photos(network.Preprocessing.Width, network.Preprocessing.Height, cancellation: cancellation), network.Preprocessing);

    private protected override ITrainingPhotos OpenTrainingPhotos(IItemSource source, ContrastivePreset preset, TrainingBatches batches, CancellationToken cancellation) =>
        new AugmentedPixels(source.Photos(preset.Width, preset.Height, cancellation: cancellation), preset, network.Preprocessing.Scale, batches);

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

        public AugmentedPixels(IPhotoRows pixels, ContrastivePreset preset, Catalogue.Images.PixelScale scale, TrainingBatches batches)
        {
            this.pixels = pixels;
            photos = new PhotoBatches(
                pixels, new PhotoSchedule(preset.Epochs, batches.StepsPerEpoch, batches.Rows, preset.SizeIn), preset.Augmentation with { Scale = scale }, batches.Seed);
        }

        public Tensor Take(int epoch, int step) => photos.Take(epoch, step);

        public void Dispose()
        {
            photos.Dispose();
            pixels.Dispose();
        }
    }
}
