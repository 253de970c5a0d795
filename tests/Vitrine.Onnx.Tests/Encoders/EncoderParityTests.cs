using System.Numerics.Tensors;
using Vitrine.Onnx.Encoders;

namespace Vitrine.Onnx.Tests.Encoders;

/// <summary>Small networks of every family against PyTorch: element-wise to 1e-3 and in cosine to 1e-4, as far as two ways to compute float32 may be apart.</summary>
public class EncoderParityTests
{
    private const float ElementTolerance = 1e-3f;
    private const float CosineTolerance = 1e-4f;

    [Theory]
    [InlineData("clip-split", 32)]
    [InlineData("clip-one-file", 32)]
    [InlineData("metaclip-2", 32)]
    [InlineData("jina-clip", 32)]
    [InlineData("siglip", 32)]
    [InlineData("resnet", 64)]
    [InlineData("resnet-pooled", 64)]
    [InlineData("dino", 32)]
    public void Images_OfAFamily_AgreeWithPyTorch(string family, int side)
    {
        var fixture = new Fixture(family);
        using var encoder = OnnxImageEncoder.Open(fixture.Folder);
        var encoded = encoder.Encode(Fixture.Pixels(2, side), 2, side, side);
        Agree(fixture.Vectors("image"), encoded.Vectors, encoded.Dimensions);
        if (fixture.Has("map"))
            Agree(fixture.Vectors("map"), encoded.Map, encoded.Channels * encoded.Rows * encoded.Columns);
    }

    [Theory]
    [InlineData("clip-split")]
    [InlineData("clip-one-file")]
    [InlineData("metaclip-2")]
    [InlineData("jina-clip")]
    [InlineData("siglip")]
    [InlineData("bert")]
    [InlineData("sentence-transformer")]
    public void Texts_OfAFamily_AgreeWithPyTorch(string family)
    {
        var fixture = new Fixture(family);
        using var encoder = OnnxTextEncoder.Open(fixture.Folder);
        int[][] tokens = [.. fixture.Words.Select(encoder.Tokens)];
        Assert.Equal(fixture.Texts, tokens);
        Agree(fixture.Vectors("text"), encoder.Encode(tokens), encoder.Dimensions);
        Agree(fixture.Vectors("text")[..1], encoder.Encode(tokens[..1]), encoder.Dimensions); // neighbours in a batch change nothing
    }

    [Fact]
    public void Images_FromMoreThreads_AgreeWithThoseOfOne()
    {
        var fixture = new Fixture("resnet");
        using var one = OnnxImageEncoder.Open(fixture.Folder, threads: 1);
        using var two = OnnxImageEncoder.Open(fixture.Folder, threads: 2);
        Agree([one.Encode(Fixture.Pixels(1, 64), 1, 64, 64).Vectors], two.Encode(Fixture.Pixels(1, 64), 1, 64, 64).Vectors, one.Encode(Fixture.Pixels(1, 64), 1, 64, 64).Dimensions);
    }

    private static void Agree(float[][] expected, float[] found, int dimensions)
    {
        Assert.Equal(expected.Length * dimensions, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var row = found.AsSpan(i * dimensions, dimensions);
            for (var j = 0; j < dimensions; j++)
                Assert.Equal(expected[i][j], row[j], ElementTolerance);
            Assert.InRange(TensorPrimitives.CosineSimilarity(expected[i], row), 1 - CosineTolerance, 1 + CosineTolerance);
        }
    }
}
