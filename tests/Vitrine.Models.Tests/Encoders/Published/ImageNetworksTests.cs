using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Models.Encoders.Published;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Tests.Encoders.Published;

public class ImageNetworksTests
{
    [Fact]
    public void Load_TinyResNetFile_FoldsItsNormsAndClassifies()
    {
        using var folder = new ResNetFolder();
        using var network = ImageNetworks.Load(folder.Path);
        using var scope = Scope.Begin(recordGradients: false);
        using var expected = SafeTensors.Open(SharedModels.Fixture("networks.safetensors"));

        var features = network.Forward(SeededPixels.Make(2, 96, 96));

        Near.Equal(expected, "resnet-18-tiny", features.Map);
        Assert.Equal(new Shape(2, 5), network.Classify(features).Shape);
    }

    [Fact]
    public void Load_MissingAndSurplusTensors_NamesAll()
    {
        using var folder = new ResNetFolder(leaveOut: "layer2.0.bn1.running_var", rename: ("layer3.0.conv1.weight", "layer3.0.conv1.wait"));

        var message = Assert.Throws<BadDataException>(() => ImageNetworks.Load(folder.Path)).Message;

        Assert.Contains("3 tensors", message);
        Assert.Contains("'layer2.0.bn1.running_var' [16] is missing", message);
        Assert.Contains("'layer3.0.conv1.weight' [32, 16, 3, 3] is missing", message);
        Assert.Contains("'layer3.0.conv1.wait' has no place in the network", message);
    }

    [Fact]
    public void Load_UnknownNetwork_ListsTheKnownOnes()
    {
        using var folder = new ResNetFolder();
        folder.Write("config.json", new { model_type = "efficientnet" });

        Assert.Contains("clip or resnet or cnn_f", Assert.Throws<BadDataException>(() => ImageNetworks.Load(folder.Path)).Message);
    }

    /// <summary>A folder with a ResNet-18 of an eighth of the width and five classes, as torchvision would have saved it.</summary>
    private sealed class ResNetFolder : IDisposable
    {
        internal ResNetFolder(string? leaveOut = null, (string Before, string After)? rename = null)
        {
            Write("config.json", new { model_type = "resnet", layer_type = "basic", depths = new[] { 2, 2, 2, 2 }, embedding_size = 8, hidden_sizes = new[] { 8, 16, 32, 64 } });
            Write("preprocessor_config.json", new { size = new { shortest_edge = 110 }, crop_size = 96, image_mean = new[] { 0.485, 0.456, 0.406 }, image_std = new[] { 0.229, 0.224, 0.225 } });
            var recorder = new Recorder();
            new ResNet(new Weights(recorder), new ResNetConfig(false, [2, 2, 2, 2], 8, [8, 16, 32, 64])).Dispose();
            recorder.Shapes["fc.weight"] = [5, 64];
            recorder.Shapes["fc.bias"] = [5];
            recorder.Shapes["bn1.num_batches_tracked"] = [];
            using var scope = Scope.Begin(recordGradients: false);
            var writer = new SafeTensorsWriter();
            foreach (var (name, shape) in recorder.Shapes.Where(s => s.Key != leaveOut))
                writer.Add(name == rename?.Before ? rename.Value.After : name, new SeededWeights().Take(name, shape));
            writer.Save(System.IO.Path.Combine(Path, "model.safetensors"));
        }

        internal string Path { get; } = Directory.CreateTempSubdirectory("vitrine-model-").FullName;

        internal void Write(string name, object content) => File.WriteAllText(System.IO.Path.Combine(Path, name), JsonSerializer.Serialize(content));

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }

    private sealed class Recorder : IWeightSource
    {
        internal Dictionary<string, Shape> Shapes { get; } = [];

        public Shape? ShapeOf(string name) => null;

        public Tensor Take(string name, Shape shape)
        {
            Shapes.Add(name, shape);
            return Tensor.Zeros(shape);
        }
    }
}
