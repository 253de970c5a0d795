using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Onnx.Encoders;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Encoders.Published;

/// <summary>A residual network of an ONNX file in our own arithmetic: the same as ONNX Runtime to 1e-4 of the largest value.</summary>
public class ResNetGraphTests
{
    [Theory]
    [InlineData("resnet")] // norms folded into the filters
    [InlineData("resnet-pooled")] // norms left, one picture at a time
    public void Load_AFileOfOnnx_ComputesWhatOnnxRuntimeDoes(string family)
    {
        const int Side = 64;
        using var encoder = OnnxImageEncoder.Open(OnnxFixtures.Folder(family));
        var expected = encoder.Encode(OnnxFixtures.Pixels(2, Side), 2, Side, Side);
        using var network = LearningResNet.Load(OnnxFixtures.Folder(family), Side, Side);
        network.Freeze();
        using var scope = Scope.Begin(recordGradients: false);
        var found = network.Forward(Tensor.From(OnnxFixtures.Pixels(2, Side), [2, 3, Side, Side]));
        Agree(expected.Vectors, found.Vectors.Data);
        Agree(expected.Map, found.Map.Data);
    }

    [Fact]
    public void Save_OfANetwork_LoadsAsTheSame()
    {
        using var folder = new TemporaryFolder();
        using var network = LearningResNet.Load(OnnxFixtures.Folder("resnet-pooled"), 24, 32);
        network.Freeze();
        network.Save(folder.File("saved"));
        using var loaded = ImageNetworks.Load(folder.File("saved"));
        Assert.Equal((24, 32), (loaded.Preprocessing.Width, loaded.Preprocessing.Height));
        using var scope = Scope.Begin(recordGradients: false);
        var pixels = Tensor.From(OnnxFixtures.Pixels(1, 32), [1, 3, 32, 32]);
        Assert.Equal(network.Forward(pixels).Vectors.Data.ToArray(), loaded.Forward(pixels).Vectors.Data.ToArray());
    }

    [Theory]
    [InlineData(FineTuning.Frozen, 0)]
    [InlineData(FineTuning.Last, 10)] // four convolutions and a shortcut, each with a bias
    [InlineData(FineTuning.All, 40)]
    public void Learn_SomePart_LearnsThat(FineTuning fineTuning, int parameters)
    {
        using var network = LearningResNet.Load(OnnxFixtures.Folder("resnet"), 32, 32);
        network.Learn(fineTuning);
        Assert.Equal(parameters, network.Parameters().Count(parameter => parameter.Tensor.RequiresGradient));
    }

    [Fact]
    public void Load_AnotherNetwork_SaysWhatCanLearn()
    {
        var error = Assert.Throws<BadDataException>(() => LearningResNet.Load(OnnxFixtures.Folder("dino"), 32, 32));
        Assert.Contains("ResNet-18", error.Message);
        Assert.Contains("--fine-tune", error.Hint);
    }

    private static void Agree(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        Assert.Equal(expected.Length, found.Length);
        var largest = 0f;
        foreach (var value in expected)
            largest = Math.Max(largest, Math.Abs(value));
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-4f * largest);
    }
}
