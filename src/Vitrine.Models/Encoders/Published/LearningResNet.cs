using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Onnx.Encoders;
using Vitrine.Onnx.Graphs;

namespace Vitrine.Models.Encoders.Published;

/// <summary>Opens a published residual network so that it can learn on, on photos of the shop's own size.</summary>
internal static class LearningResNet
{
    /// <summary>Whether a path leads to such a network; false too where there is no such folder, of which another reader complains.</summary>
    public static bool IsOne(string path)
    {
        if (!ImageNetworks.IsOnnx(path))
            return ImageNetworks.TypeOf(path) == ResNet.ModelType;
        var files = EncoderFolder.Open(path, Modality.Image);
        return EncoderConfig.Read(files.Folder).ModelType is null or ResNet.ModelType;
    }

    /// <summary>The network of an ONNX file or of a folder with torchvision's weights. Call outside of any scope.</summary>
    /// <param name="path">As for <see cref="ImageNetworks.Load"/>, whose errors apply.</param>
    /// <param name="width">Columns that photos in use are stretched to.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="BadDataException">It is another network.</exception>
    public static ResNet Load(string path, int width, int height)
    {
        var (network, published) = ImageNetworks.IsOnnx(path) ? OfOnnx(path) : OfFolder(path);
        if (published?.IsBlueFirst == true)
            network.SwapColours();
        network.Adopt(ImagePreprocessing.Stretched(width, height, published?.Scale ?? PixelScale.ImageNet));
        return network;
    }

    private static (ResNet Network, ImagePreprocessing? Published) OfOnnx(string path)
    {
        var files = EncoderFolder.Open(path, Modality.Image);
        using var graph = OnnxGraph.Open(files.Network);
        var weights = new ResNetGraph(graph);
        return (new ResNet(new Weights(weights), weights.Config), ImageNetworks.PreprocessingIn(files.Folder));
    }

    private static (ResNet Network, ImagePreprocessing? Published) OfFolder(string path)
    {
        var network = ImageNetworks.Load(path);
        if (network is ResNet resNet)
            return (resNet, resNet.Preprocessing);
        network.Dispose();
        throw new UsageException($"{path} holds {network.GetType().Name}, which cannot learn here.", "Name a ResNet or a CLIP, or leave out --fine-tune: its vectors then serve as features.");
    }
}
