using System.Numerics.Tensors;
using MathNet.Numerics;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Files;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders;

/// <summary>What has to be known to make the same inputs again.</summary>
/// <param name="ImageFeatures">Name and version of the image features.</param>
/// <param name="ImageDimensions">Principal components kept of them.</param>
/// <param name="Weighting">Of the terms.</param>
/// <param name="Vocabulary">The terms.</param>
public sealed record FeatureSettings(string ImageFeatures, int ImageDimensions, TermWeighting Weighting, Vocabulary Vocabulary);

/// <summary>
/// Photos and texts as fixed vectors, for methods that learn on given features: the principal components of image features, and bags
/// of words. Buffers: <c>mean</c> [features], <c>axes</c> [components, features].
/// </summary>
public sealed class FeatureInputs : Module
{
    // Chosen on the validation part of a catalogue of 30,000 products, see docs/experiments.md.
    private const int MaxComponents = 384;
    private const double DeviationFloor = 0.5;

    // Far more than the axes have numbers to be told apart by: those of 100,000 rows and of millions differ less than two seeds' of a training do. The
    // passes over them cost as much for any catalogue above.
    private const int MostFittedRows = 100_000;

    private readonly BagOfWords bag;
    private readonly Tensor mean;
    private readonly Tensor axes;

    /// <summary>Inputs whose mean and axes are still to be loaded or fitted.</summary>
    /// <param name="settings">Sizes, and the features by name and version.</param>
    /// <param name="extractor">Makes these features; disposed with the inputs where it can be.</param>
    public FeatureInputs(FeatureSettings settings, IFeatureExtractor extractor)
    {
        Settings = settings;
        Extractor = extractor;
        bag = new BagOfWords(settings.Vocabulary, settings.Weighting);
        mean = AddBuffer("mean", [Extractor.Dimensions]);
        axes = AddBuffer("axes", [settings.ImageDimensions, Extractor.Dimensions]);
    }

    /// <summary>Makes the image features.</summary>
    public IFeatureExtractor Extractor { get; }

    public FeatureSettings Settings { get; }

    public int ImageDimensions => Settings.ImageDimensions;

    public int TextDimensions => bag.Dimensions;

    /// <summary>The inputs of a stored model, whose mean and axes are still to be loaded.</summary>
    /// <exception cref="CatalogueException">The settings are those of image features that cannot be made here.</exception>
    public static FeatureInputs Open(ModelDirectory directory, FeatureSettings settings) =>
        new(settings, StoreEncoders.Open(directory.StorePath, settings.ImageFeatures));

    /// <summary>Finds vocabulary and principal axes of the training part.</summary>
    /// <param name="extractor">Made the features; belongs to the result.</param>
    /// <param name="features">Image features of all products.</param>
    /// <param name="rows">The training rows; of more than 100,000 some evenly spread ones tell the axes.</param>
    /// <param name="titles">Their titles.</param>
    /// <param name="weighting">Of the terms.</param>
    /// <param name="minimumCount">Titles in which a term has to stand.</param>
    /// <param name="cancellation">Looked at between passes over the features.</param>
    public static FeatureInputs Fit(IFeatureExtractor extractor, IFeatureRows features, IReadOnlyList<int> rows, IEnumerable<string> titles,
        TermWeighting weighting, int minimumCount, CancellationToken cancellation)
    {
        Control.UseSingleThread(); // the order of MathNet's sums must not depend on the number of threads
        var count = Math.Min(MostFittedRows, rows.Count);
        var data = new CentredFeatures(count, features.Dimensions,
            items => features.Gather(Array.ConvertAll(items, item => rows[(int)((long)item * rows.Count / count)])));
        var components = Math.Min(MaxComponents, Math.Min(count, data.Dimensions));

        // Not of the training's seed: all models of a catalogue get the same inputs.
        var (found, deviations) = PrincipalAxes.Find(data, components, new RandomSource(1), cancellation.ThrowIfCancellationRequested);
        var inputs = new FeatureInputs(
            new FeatureSettings(StoreEncoders.VersionOf(extractor), components, weighting, Vocabulary.Build(titles, minimumCount)), extractor);
        data.Mean.CopyTo(inputs.mean.Data);

        // Towards unit variance, so that one learning rate fits all components; the floor keeps the last ones, mostly noise, small.
        var floor = DeviationFloor * deviations.Average() + double.Epsilon;
        for (var j = 0; j < components; j++)
        {
            for (var i = 0; i < data.Dimensions; i++)
                inputs.axes.Data[j * data.Dimensions + i] = (float)(found[i, j] / (deviations[j] + floor));
        }

        return inputs;
    }

    /// <summary>The scaled principal components of some photos. Those of a photo are the same bits in any company.</summary>
    /// <param name="features">Image features.</param>
    /// <param name="rows">Which of them.</param>
    /// <returns>[rows, <see cref="ImageDimensions"/>]</returns>
    public Tensor Images(IFeatureRows features, ReadOnlySpan<int> rows)
    {
        var width = mean.Length;
        var centred = features.Gather(rows);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = centred.Data.Slice(i * width, width);
            TensorPrimitives.Subtract(row, mean.Data, row);
        }

        return centred.MatMul(axes, transposeB: true);
    }

    /// <summary>The terms of a text with their weights.</summary>
    public IReadOnlyList<(int Term, float Weight)> Terms(string text) => bag.Sparse(text);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        (Extractor as IDisposable)?.Dispose();
    }
}
