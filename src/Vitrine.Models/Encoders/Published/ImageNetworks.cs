using Vitrine.Catalogue;
using Vitrine.Models.Encoders.Small;
using Vitrine.Onnx.Encoders;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Encoders.Published;

/// <summary>Every kind of image network that a folder can hold, and the one way in to all of them.</summary>
public static class ImageNetworks
{
    /// <summary>What <c>model_type</c> of a configuration may say.</summary>
    internal static readonly string[] Types = ["clip", "resnet", CnnF.ModelType, SmallCnn.ModelType];

    /// <summary>What a published network consists of: the first three for pictures, the others, which only CLIP has, for texts.</summary>
    internal static readonly string[] Files =
        ["config.json", "model.safetensors", "preprocessor_config.json", "vocab.json", "merges.txt", "tokenizer_config.json", "tokenizer.json"];

    /// <summary>
    /// Loads a folder with <c>config.json</c>, <c>model.safetensors</c> and <c>preprocessor_config.json</c>, frozen, or one whose network is in the form of ONNX
    /// (<see cref="OnnxImages"/>). Call outside of any scope.
    /// </summary>
    /// <param name="folder">
    /// <c>model_type</c> in its configuration says which network: <c>clip</c> (the image tower), <c>resnet</c> with
    /// torchvision's tensor names, <c>cnn_f</c>, or <c>small_cnn</c>, our own.
    /// </param>
    /// <exception cref="UsageException">A file is missing.</exception>
    /// <exception cref="BadDataException">The configuration is not understood, or tensors are missing, left over, or of other shapes: all are named.</exception>
    /// <exception cref="SafeTensorsException">The weights are no safetensors file.</exception>
    public static ImageNetwork Load(string folder)
    {
        if (IsOnnx(folder))
            return OnnxImages.Load(folder);
        var network = LoadWeights(folder);
        network.Freeze();
        network.Eval();
        try
        {
            network.Adopt(PreprocessingOf(folder, network));
        }
        catch
        {
            network.Dispose();
            throw;
        }

        return network;
    }

    /// <summary>Whether ONNX Runtime is to compute a network: where there are no weights that we read ourselves.</summary>
    internal static bool IsOnnx(string path) => !File.Exists(Path.Combine(path, Files[1])) && EncoderFolder.Is(path);

    /// <summary>Which of <see cref="Types"/> a folder holds; null where it is no folder of a network of ours.</summary>
    /// <exception cref="BadDataException">Its configuration is broken, or says another type.</exception>
    internal static string? TypeOf(string folder) =>
        !IsOnnx(folder) && File.Exists(Path.Combine(folder, Files[0])) ? ConfigReader.Open(Path.Combine(folder, Files[0])).Word("model_type", null, Types) : null;

    /// <summary>What a folder says of the photos that its network takes; null where it says nothing.</summary>
    internal static ImagePreprocessing? PreprocessingIn(string folder) => Path.Combine(folder, Files[2]) is var path && File.Exists(path) ? ImagePreprocessing.Load(path) : null;

    private static ImageNetwork LoadWeights(string folder)
    {
        var config = ConfigReader.Open(Path.Combine(folder, Files[0]));
        var weights = Path.Combine(folder, Files[1]);
        return config.Word("model_type", null, Types) switch
        {
            "clip" => new ClipImages(ClipModel.Load(folder)),
            "resnet" => Fill(weights, source => new ResNet(source, ResNetConfig.Read(config))),
            CnnF.ModelType => Fill(weights, source => CnnF.Create(source, config)),
            _ => SmallCnn.Load(config, weights),
        };
    }

    /// <summary>A network whose weights are torchvision's, all of which it must take.</summary>
    private static ImageNetwork Fill(string path, Func<Weights, ImageNetwork> create)
    {
        using var file = new WeightFile(path);
        return file.Check(create(new Weights(file)), name => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal));
    }

    private static ImagePreprocessing PreprocessingOf(string folder, ImageNetwork network)
    {
        // Early CLIP folders have none: all of OpenAI's models share these values.
        var path = Path.Combine(folder, Files[2]);
        return network is ClipImages clip && !File.Exists(path) ? ImagePreprocessing.Clip(clip.Model.Config.ImageSize) : ImagePreprocessing.Load(path);
    }
}
