using Vitrine.Catalogue;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>A network for pictures whose weights the field publishes. Loaded frozen; <see cref="Module.Freeze"/> with <c>false</c> lets it learn.</summary>
public abstract class ImageNetwork : Module
{
    private readonly Linear? classifier;

    private protected ImageNetwork(Linear? classifier = null, string classifierName = "") =>
        this.classifier = classifier is null ? null : AddChild(classifierName, classifier);

    /// <summary>Dimensions of the vectors.</summary>
    public abstract int Dimensions { get; }

    /// <summary>Channels of the map.</summary>
    public abstract int Channels { get; }

    /// <summary>How photos become its input.</summary>
    public ImagePreprocessing Preprocessing { get; private protected set; } = ImagePreprocessing.Clip(224);

    /// <summary>Whether the file had the layer that tells classes apart.</summary>
    public virtual bool HasClassifier => classifier is not null;

    /// <summary>Computes vectors and maps.</summary>
    /// <param name="pixels">[batch, 3, height, width], as <see cref="Preprocessing"/> prepares them.</param>
    public abstract ImageFeatures Forward(Tensor pixels);

    /// <summary>Photos as in a mirror.</summary>
    /// <param name="pixels">As for <see cref="Forward"/>.</param>
    internal static Tensor Mirrored(Tensor pixels)
    {
        var mirrored = Tensor.Empty(pixels.Shape);
        pixels.Data.CopyTo(mirrored.Data);
        for (var (row, width) = (0, pixels.Shape[3]); row < mirrored.Length; row += width)
            mirrored.Data.Slice(row, width).Reverse();
        return mirrored;
    }

    /// <summary>Scores of the classes that the network was trained on, before any softmax.</summary>
    /// <param name="features">What <see cref="Forward"/> gave.</param>
    /// <returns>[batch, classes].</returns>
    /// <exception cref="InvalidOperationException">The file had no classifier.</exception>
    public virtual Tensor Classify(in ImageFeatures features) =>
        (classifier ?? throw new InvalidOperationException("The network was published without its classifier.")).Forward(features.Vectors);

    /// <summary>Takes photos as they are to be prepared from now on.</summary>
    /// <exception cref="BadDataException">Their size is not the network's.</exception>
    internal void Adopt(ImagePreprocessing preprocessing)
    {
        CheckInput(preprocessing);
        Preprocessing = preprocessing;
    }

    /// <summary>Refuses pictures of a size that the network cannot take; by default any size goes.</summary>
    private protected virtual void CheckInput(ImagePreprocessing preprocessing)
    {
    }

    private protected static void RequireSide(ImagePreprocessing preprocessing, int side)
    {
        if (preprocessing.Width != side || preprocessing.Height != side)
        {
            throw new BadDataException("preprocessor_config.json", null, "size", $"pictures of {preprocessing.Width}×{preprocessing.Height} pixels",
                $"{side}×{side}, which the network takes", "Take both configuration files from the same model.");
        }
    }

    /// <summary>The classifier, if there is one; its rows are the classes.</summary>
    private protected static Linear? ClassifierOf(Weights weights, string name, int inputs) =>
        weights.ShapeOf($"{name}.weight") is { Rank: 2 } shape ? weights.Linear(name, inputs, shape[0]) : null;
}
