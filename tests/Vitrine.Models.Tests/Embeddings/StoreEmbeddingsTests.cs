using Microsoft.Extensions.AI;
using Vitrine.Catalogue;
using Vitrine.Models.Baselines.Cca;
using Vitrine.Models.Contract;
using Vitrine.Models.Embeddings;
using Vitrine.Models.HiCHNet;
using Vitrine.Models.Items;

namespace Vitrine.Models.Tests.Embeddings;

/// <summary>A model of a store as generators: of codes where it gives them, else of vectors.</summary>
public sealed class StoreEmbeddingsTests : IDisposable
{
    private static readonly HiCHNetPreset Quick = HiCHNetPreset.Default with { Hidden = 16, Epochs = 1, MinimumSteps = 0 };

    private readonly SmallShop shop = new(30);

    public void Dispose() => shop.Dispose();

    [Fact]
    public async Task Codes_OfTextsAndPhotos_AreTheModels()
    {
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest("m"), Quick);
        using var embeddings = StoreEmbeddings.Open(shop.Store.Path, "m");
        using var model = Methods.Load(shop.Store.Path, "m");
        string[] texts = ["modern boot", "classic shirt"];
        var photo = shop.Store.ReadImage(3);

        var ofTexts = await embeddings.TextCodes().GenerateAsync(texts, cancellationToken: TestContext.Current.CancellationToken);
        var ofPhoto = await embeddings.ImageCodes().GenerateAsync([new DataContent(photo, "image/png")], cancellationToken: TestContext.Current.CancellationToken);

        var bits = model.Description.CodeBitsPerLayer.Sum();
        Assert.Equal(model.EncodeQueries([.. texts.Select(Query.Words)], ItemField.Photo).Select(query => Bits(query.Code!, bits)), ofTexts.Select(Bits));
        Assert.Equal(Bits(model.EncodeItems(new FileItems([photo]), ItemField.Photo, [0]).Single().Codes!, bits), Bits(ofPhoto[0]));
        Assert.Equal(("m", bits), (ofTexts[0].ModelId, embeddings.TextCodes().GetService<EmbeddingGeneratorMetadata>()!.DefaultModelDimensions));
        Assert.Contains("gives codes but no vectors", Assert.Throws<UsageException>(() => embeddings.Texts()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generators_OfOneModel_ShareItAndEndWithTheStores()
    {
        Methods.Find(CcaMethod.MethodName).Train(shop.Data, new TrainingRequest("m") { Bits = 8 });
        using var embeddings = StoreEmbeddings.Open(shop.Store.Path, "m");
        using (var first = embeddings.TextCodes())
            await first.GenerateAsync(["boot"], cancellationToken: TestContext.Current.CancellationToken);

        // The first generator has ended, the model has not.
        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => embeddings.TextCodes().GenerateAsync(["boot"], cancellationToken: TestContext.Current.CancellationToken)));
        Assert.Single(found.Select(codes => Bits(codes[0])).Distinct());
        Assert.Same(embeddings.TextCodes().GetService<IRetrievalModel>(), embeddings.ImageCodes().GetService<IRetrievalModel>());
    }

    [Fact]
    public void Model_ThatIsMissing_IsSaidToBe() =>
        Assert.Contains("There is no model 'none'", Assert.Throws<UsageException>(() => StoreEmbeddings.Open(shop.Store.Path, "none")).Message, StringComparison.Ordinal);

    private static string Bits(BinaryEmbedding code) => string.Concat(code.Vector.Cast<bool>().Select(bit => bit ? '1' : '0'));

    private static string Bits(ulong[] code, int bits) => string.Concat(Enumerable.Range(0, bits).Select(i => (code[i / 64] >> (i % 64) & 1) == 1 ? '1' : '0'));
}
