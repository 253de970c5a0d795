using Vitrine.Catalogue;
using Vitrine.Models.Encoders.Small;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Published;

/// <summary>A network for pictures whose weights the field publishes. Loaded frozen; <see cref="Module.Freeze"/> with <c>false</c> lets it learn.</summary>
public abstract class ImageNetwork : Module
{
    internal const string CnnFType = "cnn_f";

    internal static readonly string[] Types = ["clip", "resnet", "mobilenet_v2", "squeezenet", CnnFType, SmallCnn.ModelType];

    /// <summary>What a published network consists of: the first three for pictures, the others, which only CLIP has, for texts.</summary>
    internal static readonly string[] Files =
        ["config.json", "model.safetensors", "preprocessor_config.json", "vocab.json", "merges.txt", "tokenizer_config.json"];

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

    /// <summary>Loads a folder with <c>config.json</c>, <c>model.safetensors</c> and <c>preprocessor_config.json</c>. Call outside of any scope.</summary>
    /// <param name="folder">
    /// <c>model_type</c> in its configuration says which network: <c>clip</c> (the image tower), <c>resnet</c>, <c>mobilenet_v2</c> or <c>squeezenet</c> with
    /// torchvision's tensor names, <c>cnn_f</c>, or <c>small_cnn</c>, our own.
    /// </param>
    /// <exception cref="UsageException">A file is missing.</exception>
    /// <exception cref="BadDataException">The configuration is not understood, or tensors are missing, left over, or of other shapes: all are named.</exception>
    /// <exception cref="SafeTensorsException">The weights are no safetensors file.</exception>
    public static ImageNetwork Load(string folder)
    {
        var config = ConfigReader.Open(Path.Combine(folder, Files[0]));
        var network = config.Word("model_type", null, Types) == "clip" ? new ClipImages(ClipModel.Load(folder)) : LoadNetwork(folder, config);
        network.Freeze();
        network.Eval();
        var preprocessing = Path.Combine(folder, Files[2]);
        try
        {
            // Early CLIP folders have none: all of OpenAI's models share these values.
            network.Preprocessing = network is ClipImages clip && !File.Exists(preprocessing)
                ? ImagePreprocessing.Clip(clip.Model.Config.ImageSize)
                : ImagePreprocessing.Load(preprocessing);
            network.CheckInput(network.Preprocessing);
        }
        catch
        {
            network.Dispose();
            throw;
        }

        return network;
    }

    /// <summary>Which of <see cref="Types"/> a folder holds; null where it is no folder of a network.</summary>
    /// <exception cref="BadDataException">Its configuration is broken, or says another type.</exception>
    internal static string? TypeOf(string folder) =>
        File.Exists(Path.Combine(folder, Files[0])) ? ConfigReader.Open(Path.Combine(folder, Files[0])).Word("model_type", null, Types) : null;

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

    private static ImageNetwork LoadNetwork(string folder, ConfigReader config)
    {
        if (config.Word("model_type", null, Types) == SmallCnn.ModelType)
            return SmallCnn.Load(config, Path.Combine(folder, Files[1]));
        using var file = new WeightFile(Path.Combine(folder, Files[1]));
        var weights = new Weights(file);
        ImageNetwork network = config.Word("model_type", null, Types) switch
        {
            "resnet" => new ResNet(weights, ResNetConfig.Read(config)),
            "mobilenet_v2" => new MobileNetV2(weights, MobileNetV2Config.Read(config)),
            "squeezenet" => SqueezeNet.Create(weights, config),
            _ => CnnF.Create(weights, config),
        };
        return file.Check(network, name => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal));
    }
}
