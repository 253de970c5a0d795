using System.Text;
using Vitrine.Catalogue;
using Vitrine.Onnx.Encoders;
using Vitrine.Onnx.Graphs;
using Vitrine.Onnx.Tests.Encoders;

namespace Vitrine.Onnx.Tests.Graphs;

/// <summary>Files of strangers: whatever is in them ends in a message of ours.</summary>
public sealed class OnnxGraphTests : IDisposable
{
    private const byte GraphField = 7, NodeField = 1, OperationField = 4, AttributeField = 5, SubgraphField = 6, WeightField = 5, NameField = 8, ExternalField = 13, LocationField = 14;

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-onnx-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Weights_OfANetwork_HaveTheirShapesAndNumbers()
    {
        using var graph = OnnxGraph.Open(Path.Combine(new Fixture("resnet-pooled").Folder, "onnx", "model.onnx"));
        var first = graph.Nodes.First(node => node.Operation == "Conv");
        var filters = graph.Weights[first.Inputs[1]];
        Assert.Equal([4, 3, 7, 7], filters.Shape);
        Assert.Equal([2, 2], first.Wholes("strides"));
        Assert.Contains(graph.Read(filters).ToArray(), value => value != 0);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../weights.bin")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("C:\\weights.bin")]
    [InlineData("")]
    public void Open_WithWeightsOutsideOfTheFolder_RefusesThem(string location)
    {
        var error = Assert.Throws<BadDataException>(() => OnnxGraph.Open(Write(Model(External(location)))));
        Assert.Contains("in the same folder", error.Message);
    }

    [Fact]
    public void Open_WithWeightsInALostFile_NamesIt()
    {
        var path = Write(Model(External("weights.bin")));
        Assert.Contains("weights.bin", Assert.Throws<UsageException>(() => OnnxGraph.Open(path)).Message);
        File.WriteAllBytes(Path.Combine(folder, "weights.bin"), new byte[4]);
        using var graph = OnnxGraph.Open(path);
        Assert.Equal(["weights.bin"], graph.DataFiles);
    }

    [Fact]
    public void Open_WithHiddenWeightsOutsideOfTheFolder_RefusesThem()
    {
        byte[] inner = [.. Field(WeightField, External("/etc/passwd"))];
        byte[] branch = [.. Field(OperationField, "If"u8), .. Field(AttributeField, Field(SubgraphField, inner))];
        Assert.Throws<BadDataException>(() => OnnxGraph.Open(Write(Field(GraphField, Field(NodeField, branch)))));
    }

    [Fact]
    public void Open_WithGraphsInsideOfGraphs_EndsAtALimit()
    {
        byte[] graph = [];
        for (var depth = 0; depth < 1000; depth++)
            graph = Field(NodeField, [.. Field(OperationField, "If"u8), .. Field(AttributeField, Field(SubgraphField, graph))]);
        Assert.Contains("deep", Assert.Throws<BadDataException>(() => OnnxGraph.Open(Write(Field(GraphField, graph)))).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 90387606\n")]
    [InlineData("<!DOCTYPE html><html></html>")]
    public void Open_OfSomethingElse_SaysThatItIsNoNetwork(string content)
    {
        var path = Write(Encoding.UTF8.GetBytes(content));
        Assert.Contains("ONNX", Assert.Throws<BadDataException>(() => OnnxImageEncoder.Open(path)).Message);
    }

    [Fact]
    public void Encoder_OfAFileCutAnywhere_NeverCrashes()
    {
        var whole = File.ReadAllBytes(Path.Combine(new Fixture("resnet").Folder, "onnx", "model.onnx"));
        for (var length = 1; length < whole.Length; length += 1 + whole.Length / 60)
        {
            var path = Write(whole[..length]);
            Assert.ThrowsAny<CatalogueException>(() => OnnxImageEncoder.Open(path));
        }
    }

    [Fact]
    public void Encoder_OfAFileWithChangedBytes_WorksOrComplains()
    {
        var whole = File.ReadAllBytes(Path.Combine(new Fixture("resnet").Folder, "onnx", "model.onnx"));
        var random = new Random(1);
        for (var round = 0; round < 60; round++)
        {
            byte[] changed = [.. whole];
            for (var i = 0; i < 8; i++)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                using var encoder = OnnxImageEncoder.Open(Write(changed));
                encoder.Encode(Fixture.Pixels(1, 64), 1, 64, 64);
            }
            catch (CatalogueException)
            {
                // Said in a message, as it should be.
            }
        }
    }

    private static byte[] Model(byte[] weight) => Field(GraphField, [.. Field(NodeField, Field(OperationField, "Relu"u8)), .. Field(WeightField, weight)]);

    private static byte[] External(string location) =>
    [
        .. Field(NameField, "w"u8),
        .. Field(ExternalField, [.. Field(1, "location"u8), .. Field(2, Encoding.UTF8.GetBytes(location))]),
        (LocationField << 3) | 0, 1,
    ];

    private static byte[] Field(byte number, ReadOnlySpan<byte> content)
    {
        var field = new List<byte> { (byte)(number << 3 | 2) };
        var length = content.Length;
        for (; length >= 0x80; length >>= 7)
            field.Add((byte)(length | 0x80));
        field.Add((byte)length);
        field.AddRange(content);
        return [.. field];
    }

    private string Write(byte[] content)
    {
        var path = Path.Combine(folder, "network.onnx");
        File.WriteAllBytes(path, content);
        return path;
    }
}
