using System.Numerics.Tensors;
using MathNet.Numerics;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Models.Contract;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders;

/// <summary>
/// Fixed features of photos: raw, or their whitened principal components. Buffers of the latter: <c>mean</c> [features], <c>axes</c> [components, features].
/// </summary>
public sealed class FeatureImages : ImageInput
{
    // Chosen on the validation part of a catalogue of 30,000 products, see docs/experiments.md.
    private const int MaxComponents = 384;
    private const double DeviationFloor = 0.5;

    // Far more than the axes have numbers to be told apart by: those of 100,000 rows and of millions differ less than two seeds' of a training do. The
    // passes over them cost as much for any catalogue above.
    private const int MostFittedRows = 100_000;

    private readonly IFeatureExtractor extractor;
    private readonly Tensor? mean;
    private readonly Tensor? axes;

    /// <summary>Raw features.</summary>
    /// <param name="extractor">Makes them; disposed with this where it can be.</param>
    private FeatureImages(IFeatureExtractor extractor) => this.extractor = extractor;

    /// <summary>Whitened features whose mean and axes are still to be loaded or fitted.</summary>
    private FeatureImages(IFeatureExtractor extractor, int components)
        : this(extractor)
    {
        mean = AddBuffer("mean", [extractor.Dimensions]);
        axes = AddBuffer("axes", [components, extractor.Dimensions]);
    }

    public override ImageInputKind Kind => axes is null ? ImageInputKind.Raw : ImageInputKind.Whitened;

    public override string Source => StoreEncoders.VersionOf(extractor);

    public override int Dimensions => axes is null ? extractor.Dimensions : axes.Shape[0];

    /// <summary>The features to train on, as they are.</summary>
    /// <param name="data">As for <see cref="StoreEncoders.Adopt(ITrainingData, string?, bool)"/>, whose errors apply.</param>
    /// <param name="imageEncoder">As there.</param>
    public static FeatureImages Raw(ITrainingData data, string? imageEncoder) => new(StoreEncoders.Adopt(data, imageEncoder));

    /// <summary>
    /// The features to train on, whitened by the training part's mean and principal axes; of more than 100,000 rows some evenly spread ones tell them.
    /// </summary>
    /// <param name="data">As for <see cref="StoreEncoders.Adopt(ITrainingData, string?, bool)"/>, whose errors apply.</param>
    /// <param name="imageEncoder">As there.</param>
    /// <param name="cancellation">Looked at between passes over the features.</param>
    /// <exception cref="CatalogueException">The training part is too small to learn from.</exception>
    public static FeatureImages Whitened(ITrainingData data, string? imageEncoder, CancellationToken cancellation)
    {
        Control.UseSingleThread(); // the order of MathNet's sums must not depend on the number of threads
        var rows = data.TrainingPart();
        var extractor = StoreEncoders.Adopt(data, imageEncoder);
        using var features = data.Items.Features(extractor, cancellation: cancellation);
        var count = Math.Min(MostFittedRows, rows.Length);
        var centred = new CentredFeatures(count, features.Dimensions,
            items => features.Gather(Array.ConvertAll(items, item => rows[(int)((long)item * rows.Length / count)])));
        var components = Math.Min(MaxComponents, Math.Min(count, centred.Dimensions));

        // Not of the training's seed: all models of a catalogue get the same inputs.
        var (found, deviations) = PrincipalAxes.Find(centred, components, new RandomSource(1), cancellation.ThrowIfCancellationRequested);
        var images = new FeatureImages(extractor, components);
        centred.Mean.CopyTo(images.mean!.Data);

        // Towards unit variance, so that one learning rate fits all components; the floor keeps the last ones, mostly noise, small, and all of them where the photos are alike.
        var floor = Math.Max(DeviationFloor * deviations.Average(), centred.LeastDeviation);
        for (var j = 0; j < components; j++)
        {
            for (var i = 0; i < centred.Dimensions; i++)
                images.axes!.Data[j * centred.Dimensions + i] = (float)(found[i, j] / (deviations[j] + floor));
        }

        return images;
    }

    /// <summary>The features of a stored model; mean and axes are still to be loaded.</summary>
    /// <exception cref="CatalogueException">The settings are those of image features that cannot be made here.</exception>
    internal static FeatureImages Open(string storePath, FeatureSettings settings)
    {
        var extractor = StoreEncoders.Open(storePath, settings.ImageSource);
        return settings.Images == ImageInputKind.Raw ? new FeatureImages(extractor) : new FeatureImages(extractor, settings.ImageDimensions);
    }

    public override IPhotoSource Open(IItemSource source, CancellationToken cancellation = default) =>
        new FeaturePhotos(source.Features(extractor, cancellation: cancellation));

    public override Tensor Forward(Tensor photos)
    {
        if (mean is null || axes is null)
            return photos;
        var centred = Tensor.Empty(photos.Shape);
        for (var (row, width) = (0, mean.Length); row < photos.Length; row += width)
            TensorPrimitives.Subtract(photos.Data.Slice(row, width), mean.Data, centred.Data.Slice(row, width));
        return centred.MatMul(axes, transposeB: true);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        (extractor as IDisposable)?.Dispose();
    }
}
