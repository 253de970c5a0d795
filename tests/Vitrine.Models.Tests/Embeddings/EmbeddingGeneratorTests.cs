using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Embeddings;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Tests.Encoders.Published;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Embeddings;

public class EmbeddingGeneratorTests
{
    private static readonly string[] Texts = ["red shoe", "blue dress", "red shoe", ""];

    [Fact]
    public async Task ForTexts_AnyTexts_AreTheModelsVectors()
    {
        using var generator = EmbeddingGenerators.ForTexts(Model(), "tiny");
        using var model = Model();

        var embeddings = await generator.GenerateAsync(Texts);

        var vectors = model.Texts(Texts).Vectors!;
        Assert.Equal(vectors, embeddings.SelectMany(e => e.Vector.ToArray()));
        Assert.Equal(embeddings[0].Vector.ToArray(), embeddings[2].Vector.ToArray());
        Assert.All(embeddings, e => Assert.Equal(1, TensorPrimitives.Norm(e.Vector.Span), 1e-5f));
        Assert.Equal("tiny", embeddings[0].ModelId);
        Assert.Equal(16, generator.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelDimensions);
    }

    [Fact]
    public async Task ForImages_Files_AreTheModelsVectors()
    {
        using var generator = EmbeddingGenerators.ForImages(Model());
        using var model = Model();
        var file = Photo(1);

        var embeddings = await generator.GenerateAsync([new DataContent(file, "image/png"), new DataContent(Photo(2), "image/png")]);

        Assert.Equal(model.Files([file]).Vectors!, embeddings[0].Vector.ToArray());
        Assert.NotEqual(embeddings[0].Vector.ToArray(), embeddings[1].Vector.ToArray());
    }

    [Fact]
    public async Task ForImages_NetworkWithoutTexts_GivesItsVectorsAtUnitLength()
    {
        using var network = ImageNetworks.Load(SharedModels.Fixture("tiny-clip"));
        using var generator = EmbeddingGenerators.ForImages(ImageNetworks.Load(SharedModels.Fixture("tiny-clip")), "photos");
        DataContent[] photos = [.. Enumerable.Range(0, 33).Select(seed => new DataContent(Photo(seed), "image/png"))]; // more than a batch

        var embeddings = await generator.GenerateAsync(photos);

        Assert.Equal(33, embeddings.Count);
        Assert.Equal("photos", embeddings[32].ModelId);
        using var scope = Scope.Begin(recordGradients: false);
        var expected = network.Forward(network.Preprocessing.PrepareFiles(1, _ => Photo(32))).Vectors.L2Normalise();
        Assert.Equal(expected.Data.ToArray(), embeddings[32].Vector.ToArray());
        Assert.NotNull(generator.GetService<ImageNetwork>());
    }

    [Fact]
    public async Task ForTexts_EncoderWithoutImages_GivesItsVectorsAtUnitLength()
    {
        var settings = new TextEncoderSettings(TextEncoderKind.Mean, Vocabulary.Build(Texts), 8, 5) { Dropout = 0.5f };
        using var generator = EmbeddingGenerators.ForTexts(TextEncoder.Create(settings, new RandomSource(1)), "titles");

        var embeddings = await generator.GenerateAsync(Texts);

        Assert.Equal(embeddings[0].Vector.ToArray(), embeddings[2].Vector.ToArray()); // no dropout in use
        Assert.All(embeddings, e => Assert.Equal(1, TensorPrimitives.Norm(e.Vector.Span), 1e-5f));
        Assert.Equal(5, generator.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelDimensions);
    }

    [Fact]
    public async Task ForImages_FileThatIsNoImage_ThrowsWhatTheDecoderSays()
    {
        using var generator = EmbeddingGenerators.ForImages(Model());

        var error = await Assert.ThrowsAsync<ImageException>(() => generator.GenerateAsync([new DataContent("text"u8.ToArray(), "image/png")]));

        Assert.Equal(ImageFault.UnknownFormat, error.Fault);
    }

    [Fact]
    public async Task GenerateAsync_FromManyThreads_GivesEveryCallItsOwn()
    {
        using var generator = EmbeddingGenerators.ForTexts(Model());
        var expected = await generator.GenerateAsync(Texts);

        await Parallel.ForAsync(0, 20, async (i, cancellation) =>
        {
            var one = await generator.GenerateAsync([Texts[i % 4]], cancellationToken: cancellation);
            // Another batch size may round differently.
            Assert.Equal(1, TensorPrimitives.CosineSimilarity(one[0].Vector.Span, expected[i % 4].Vector.Span), 1e-5f);
        });
    }

    [Fact]
    public async Task GenerateAsync_OtherDimensions_AreRefused()
    {
        using var generator = EmbeddingGenerators.ForTexts(Model());

        var error = await Assert.ThrowsAsync<UsageException>(() => generator.GenerateAsync(Texts, new EmbeddingGenerationOptions { Dimensions = 5 }));

        Assert.Contains("5 dimensions", error.Message);
    }

    [Fact]
    public async Task GenerateAsync_Cancelled_Stops()
    {
        using var generator = EmbeddingGenerators.ForTexts(Model());
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generator.GenerateAsync(Texts, cancellationToken: source.Token));
    }

    private static ClipRetrieval Model() => ClipRetrieval.Load(SharedModels.Fixture("tiny-clip"));

    private static byte[] Photo(int seed)
    {
        var pixels = new byte[40 * 50 * 3];
        new Random(seed).NextBytes(pixels);
        return ImageEncoder.Png(new RgbImage(40, 50, pixels));
    }
}
