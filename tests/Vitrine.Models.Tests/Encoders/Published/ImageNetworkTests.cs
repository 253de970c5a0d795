using Vitrine.Models.Encoders.Published;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Tests.Encoders.Published;

public class ImageNetworkTests
{
    [Theory]
    [InlineData("resnet-18", 2, 70, 64)]
    [InlineData("resnet-50", 1, 64, 96)]
    [InlineData("cnn-f", 1, 224, 224)]
    public void Forward_SeededWeights_AgreesWithTheOracle(string name, int batch, int height, int width)
    {
        using var expected = SafeTensors.Open(SharedModels.Fixture("networks.safetensors"));
        var weights = new Weights(new SeededWeights());
        using ImageNetwork network = name switch
        {
            "resnet-18" => new ResNet(weights, ResNetConfig.ResNet18),
            "resnet-50" => new ResNet(weights, ResNetConfig.ResNet50),
            _ => new CnnF(weights),
        };
        network.Freeze();
        using var scope = Scope.Begin(recordGradients: false);

        var features = network.Forward(SeededPixels.Make(batch, height, width, name == "cnn-f" ? 64 : 1));

        Near.Equal(expected, name, features.Vectors);
    }

    [Fact]
    public void Forward_TinyResNet_AgreesWithTheOracleInEveryCell()
    {
        using var expected = SafeTensors.Open(SharedModels.Fixture("networks.safetensors"));
        using var network = new ResNet(new Weights(new SeededWeights()), new ResNetConfig(false, [2, 2, 2, 2], 8, [8, 16, 32, 64]));
        network.Freeze();
        using var scope = Scope.Begin(recordGradients: false);

        Near.Equal(expected, "resnet-18-tiny", network.Forward(SeededPixels.Make(2, 96, 96)).Map);
    }

    [Fact]
    public void Forward_WhileLearning_GivesTheSameAndReachesEveryParameter()
    {
        using var network = new ResNet(new Weights(new SeededWeights()), new ResNetConfig(false, [1, 1, 1, 1], 8, [8, 16, 32, 64]));
        using var pixels = SeededPixels.Make(2, 64, 64);
        network.Freeze();
        float[] expected;
        using (Scope.Begin(recordGradients: false))
            expected = network.Forward(pixels).Vectors.Data.ToArray();

        network.Freeze(false);
        using var scope = Scope.Begin();
        var vectors = network.Forward(pixels).Vectors;
        vectors.Square().Mean().Backward();

        Assert.Equal(expected, vectors.Data.ToArray());
        Assert.All(network.Parameters(), p => Assert.NotNull(p.Tensor.Gradient));
    }
}
