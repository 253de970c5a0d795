using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Files;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders;

/// <summary>What has to be known to make the same inputs again.</summary>
/// <param name="Images">What is made of photos.</param>
/// <param name="ImageSource">Name and version of the image features, or the network that learns (<see cref="ImageInput.Source"/>).</param>
/// <param name="ImageDimensions">Numbers per photo.</param>
/// <param name="Weighting">Of the terms.</param>
/// <param name="Vocabulary">The terms.</param>
public sealed record FeatureSettings(
    ImageInputKind Images, string ImageSource, int ImageDimensions, TermWeighting Weighting, Vocabulary Vocabulary);

/// <summary>Photos and texts as the vectors that HiCHNet and the shallow baselines begin with: an <see cref="ImageInput"/>, and bags of words.</summary>
public sealed class FeatureInputs : Module
{
    /// <summary>What a term weighs, for every method on bags of words: they are compared on the same texts.</summary>
    public const TermWeighting Weighting = TermWeighting.Binary;

    /// <summary>Training titles in which a term has to stand.</summary>
    public const int MinimumCount = 2;

    private readonly BagOfWords bag;

    /// <param name="settings">The terms, and the images by name.</param>
    /// <param name="image">As the settings describe it; becomes a part of this.</param>
    public FeatureInputs(FeatureSettings settings, ImageInput image)
    {
        Settings = settings;
        Image = AddChild("", image);
        bag = new BagOfWords(settings.Vocabulary, settings.Weighting);
    }

    public FeatureSettings Settings { get; }

    public ImageInput Image { get; }

    public int TextDimensions => bag.Dimensions;

    /// <summary>The inputs of a training: those images, and the terms of its titles.</summary>
    /// <exception cref="UsageException">The titles share no word.</exception>
    internal static FeatureInputs Of(ImageInput image, IEnumerable<string> titles)
    {
        var vocabulary = Vocabulary.Build(titles, MinimumCount);
        if (vocabulary.Count == 0)
        {
            throw new UsageException($"No word stands in {MinimumCount} of the {vocabulary.Texts:N0} training titles: nothing can be learned from them.",
                "Import titles of several words (--title COL,COL), or more products.");
        }

        return new(new FeatureSettings(image.Kind, image.Source, image.Dimensions, Weighting, vocabulary), image);
    }

    /// <summary>The inputs of a stored model, whose weights are still to be loaded.</summary>
    /// <exception cref="CatalogueException">The settings are those of images that cannot be seen here in the same way.</exception>
    public static FeatureInputs Open(ModelDirectory directory, FeatureSettings settings) => new(settings, settings.Images == ImageInputKind.Learned
        ? CnnFImages.Open(directory.StorePath, settings.ImageSource)
        : FeatureImages.Open(directory.StorePath, settings));

    /// <summary>The terms of a text with their weights.</summary>
    public IReadOnlyList<(int Term, float Weight)> Terms(string text) => bag.Sparse(text);
}
