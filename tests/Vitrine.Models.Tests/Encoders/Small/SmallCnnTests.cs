using Vitrine.Catalogue;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Small;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Encoders.Small;

public sealed class SmallCnnTests
{
    private static readonly SmallCnnConfig Tiny = new(4, [4, 8, 8, 12], [1, 1, 2, 1]);

    [Fact]
    public void Default_HasAboutAMillionParameters()
    {
        using var network = new SmallCnn(SmallCnnConfig.Default, 60, 80, new RandomSource(1));
        Assert.InRange(network.Parameters().Sum(parameter => parameter.Tensor.Length), 900_000, 1_500_000);
    }

    [Theory]
    [InlineData(60, 80)]
    [InlineData(42, 56)]
    [InlineData(17, 33)]
    [InlineData(1, 1)]
    public void Forward_PicturesOfAnySize_GivesAMapOfASixteenthAndItsMean(int width, int height)
    {
        using var network = new SmallCnn(Tiny, width, height, new RandomSource(1));
        network.Eval();
        using var scope = Scope.Begin(recordGradients: false);
        var features = network.Forward(Noise([2, 3, height, width]));
        Assert.Equal(new Shape(2, 12, (height + 15) / 16, (width + 15) / 16), features.Map.Shape);
        Assert.Equal(new Shape(2, 12), features.Vectors.Shape);
        var cells = features.Map.Shape[2] * features.Map.Shape[3];
        for (var i = 0; i < features.Vectors.Length; i++)
            Assert.Equal(features.Map.Data.Slice(i * cells, cells).ToArray().Average(), features.Vectors.Data[i], 1e-4f);
    }

    [Fact]
    public void Load_AfterSave_GivesTheSameVectorsAndPreparation()
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-test-");
        try
        {
            using var network = new SmallCnn(Tiny, 18, 24, new RandomSource(3));
            using (Scope.Begin())
                network.Forward(Noise([4, 3, 24, 18])); // moves the running statistics
            network.Eval();
            network.Save(folder.FullName);
            using var loaded = ImageNetworks.Load(folder.FullName);
            Assert.Equal((18, 24, network.Dimensions), (loaded.Preprocessing.Width, loaded.Preprocessing.Height, loaded.Dimensions));
            using var scope = Scope.Begin(recordGradients: false);
            var pixels = Noise([2, 3, 24, 18]);
            Assert.Equal(network.Forward(pixels).Vectors.Data.ToArray(), loaded.Forward(pixels).Vectors.Data.ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Load_WithoutItsWeights_SaysWhichFileIsMissing()
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-test-");
        try
        {
            using (var network = new SmallCnn(Tiny, 18, 24, new RandomSource(3)))
                network.Save(folder.FullName);
            File.Delete(Path.Combine(folder.FullName, "model.safetensors"));
            Assert.Contains("model.safetensors", Assert.Throws<UsageException>(() => ImageNetworks.Load(folder.FullName)).Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Training_OnEightPictures_LearnsThemByHeart()
    {
        using var network = new SmallCnn(Tiny, 16, 16, new RandomSource(1));
        using var head = new Vitrine.Tensors.Layers.Linear(12, 8, new RandomSource(2));
        using var optimiser = new Vitrine.Tensors.Training.Adam(
            [new Vitrine.Tensors.Training.ParameterGroup(network.Parameters().Concat(head.Parameters()), 1e-2f)]);
        using var pixels = Noise([8, 3, 16, 16]);
        int[] labels = [.. Enumerable.Range(0, 8)];
        var loss = float.NaN;
        for (var step = 0; step < 150; step++)
        {
            using var scope = Scope.Begin();
            var value = head.Forward(network.Forward(pixels).Vectors).CrossEntropy(labels);
            value.Backward();
            optimiser.Step();
            loss = value.Item;
        }

        Assert.True(loss < 0.05f, $"The loss is still {loss}.");
    }

    private static Tensor Noise(Shape shape)
    {
        var random = new RandomSource(9);
        var noise = Tensor.Empty(shape);
        foreach (ref var value in noise.Data)
            value = random.NextNormal();
        return noise;
    }
}
