using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
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

    public override IPhotoSource Open(CatalogueStore store, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        new StoredPixels(PixelTable.Open(store, Network.Preprocessing.Width, Network.Preprocessing.Height, progress, cancellation), Network.Preprocessing);

    public override IPhotoSource Open(IReadOnlyList<byte[]> files) => new FilePixels(files, Network.Preprocessing);

    internal override ITrainingPhotos OpenForTraining(CatalogueStore store, ContrastivePreset preset, TrainingBatches batches, CancellationToken cancellation) =>
        new AugmentedPixels(PixelTable.Open(store, preset.Width, preset.Height, null, cancellation), preset, batches);

    /// <summary>Decoded pixels as they are; prepared as a file is, so that a photo has one vector whether it comes from a store or not.</summary>
    private sealed class StoredPixels(PixelTable pixels, ImagePreprocessing preprocessing) : IPhotoSource
    {
        public Tensor Take(ReadOnlySpan<int> rows)
        {
            int[] taken = [.. rows];
            return preprocessing.PrepareAll(taken.Length, i =>
            {
                var photo = new byte[pixels.PhotoBytes];
                pixels.Read(taken[i], photo);
                return new RgbImage(pixels.Width, pixels.Height, photo);
            });
        }

        public void Dispose() => pixels.Dispose();
    }

    private sealed class FilePixels(IReadOnlyList<byte[]> files, ImagePreprocessing preprocessing) : IPhotoSource
    {
        public Tensor Take(ReadOnlySpan<int> rows)
        {
            int[] taken = [.. rows];
            return preprocessing.PrepareFiles(taken.Length, i => files[taken[i]]);
        }

        public void Dispose()
        {
        }
    }

    private sealed class AugmentedPixels : ITrainingPhotos
    {
        private readonly PixelTable pixels;
        private readonly PhotoBatches photos;

        public AugmentedPixels(PixelTable pixels, ContrastivePreset preset, TrainingBatches batches)
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
