using System.Numerics.Tensors;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Text;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders;

/// <summary>What has to be known to make the same inputs again.</summary>
/// <param name="ImageFeatures">Name and version of the image features.</param>
/// <param name="Weighting">Of the terms.</param>
/// <param name="Vocabulary">The terms.</param>
public sealed record FeatureSettings(string ImageFeatures, TermWeighting Weighting, Vocabulary Vocabulary);

/// <summary>
/// Photos and texts as fixed vectors, for methods that learn on given features: hand-made image features, standardised by the training part,
/// and bags of words. Buffers: <c>mean</c> and <c>scale</c> of the image features.
/// </summary>
public sealed class FeatureInputs : Module
{
    // Chosen on the validation part, see docs/experiments.md.
    private const double DeviationFloor = 0.5;

    /// <summary>Makes the image features.</summary>
    public static IFeatureExtractor Extractor { get; } = new HandMadeFeatures();

    /// <summary>Name and version of the image features, as a model remembers them.</summary>
    public static string ExtractorVersion => $"{Extractor.Name}/{Extractor.Version}";

    private readonly BagOfWords bag;
    private readonly Tensor mean;
    private readonly Tensor scale;

    /// <summary>Inputs whose mean and scale are still to be loaded or measured.</summary>
    /// <exception cref="CatalogueException">The settings are those of image features that this version does not make.</exception>
    public FeatureInputs(FeatureSettings settings)
    {
        if (settings.ImageFeatures != ExtractorVersion)
        {
            throw new CatalogueException($"The model wants image features '{settings.ImageFeatures}'; this version makes '{ExtractorVersion}'.",
                "Train the model again.");
        }

        Settings = settings;
        bag = new BagOfWords(settings.Vocabulary, settings.Weighting);
        mean = AddBuffer("mean", [Extractor.Dimensions]);
        scale = AddBuffer("scale", [Extractor.Dimensions], 1);
    }

    public FeatureSettings Settings { get; }

    public int ImageDimensions => mean.Length;

    public int TextDimensions => bag.Dimensions;

    /// <summary>Sets mean and scale to those of the training photos.</summary>
    /// <param name="features">[products, <see cref="ImageDimensions"/>]</param>
    /// <param name="rows">The training rows.</param>
    public void Measure(Tensor features, IReadOnlyList<int> rows)
    {
        var dimensions = ImageDimensions;
        var (sums, squares) = (new double[dimensions], new double[dimensions]);
        foreach (var row in rows)
        {
            var feature = features.Data.Slice(row * dimensions, dimensions);
            for (var j = 0; j < dimensions; j++)
            {
                sums[j] += feature[j];
                squares[j] += (double)feature[j] * feature[j];
            }
        }

        var variance = new double[dimensions];
        for (var j = 0; j < dimensions; j++)
        {
            mean.Data[j] = (float)(sums[j] / rows.Count);
            variance[j] = Math.Max(0, squares[j] / rows.Count - Math.Pow(sums[j] / rows.Count, 2));
        }

        // A floor of the common deviation: a colour that hardly any product has must not count a hundredfold in the few that have it.
        var floor = Math.Sqrt(variance.Average()) * DeviationFloor + double.Epsilon;
        for (var j = 0; j < dimensions; j++)
            scale.Data[j] = (float)(1 / Math.Max(Math.Sqrt(variance[j]), floor));
    }

    /// <summary>The standardised features of some rows.</summary>
    /// <param name="features">[n, <see cref="ImageDimensions"/>], row-major.</param>
    /// <param name="rows">Which of the n.</param>
    /// <returns>[rows, <see cref="ImageDimensions"/>]</returns>
    public Tensor Images(ReadOnlySpan<float> features, ReadOnlySpan<int> rows)
    {
        var batch = Tensor.Empty([rows.Length, ImageDimensions]);
        for (var i = 0; i < rows.Length; i++)
        {
            var standardised = batch.Data.Slice(i * ImageDimensions, ImageDimensions);
            TensorPrimitives.Subtract(features.Slice(rows[i] * ImageDimensions, ImageDimensions), mean.Data, standardised);
            TensorPrimitives.Multiply(standardised, scale.Data, standardised);
        }

        return batch;
    }

    /// <summary>The terms of a text with their weights.</summary>
    public IReadOnlyList<(int Term, float Weight)> Terms(string text) => bag.Sparse(text);
}
