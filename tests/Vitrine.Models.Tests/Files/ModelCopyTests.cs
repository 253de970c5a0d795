using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.HiCHNet;
using Vitrine.Models.Items;
using Vitrine.Models.Tests.Encoders.Published;
using Vitrine.Models.Training;

namespace Vitrine.Models.Tests.Files;

public sealed class ModelCopyTests : IDisposable
{
    private static readonly HiCHNetPreset Quick = HiCHNetPreset.Default with { Hidden = 16, Epochs = 1, MinimumSteps = 0 };

    private readonly SmallShop shop = new(30);
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        shop.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Copy_OfAModel_EncodesAsTheFirstAndKnowsWhatItWasTrainedOn()
    {
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest("m"), Quick);
        using var store = Shop(["All", "Some", "Few"]);
        ModelCopy.Copy(ModelDirectory.Of(shop.Store, "m"), new StoreTrainingData(store), "n");

        Assert.Equal(["n"], ModelDirectory.Names(store));
        using var first = Methods.Load(shop.Store.Path, "m");
        using var copy = Methods.Load(store.Path, "n");
        Assert.Equal(Codes(first, store), Codes(copy, store));
        Assert.True(TrainedProducts.Read(ModelDirectory.Of(store, "n"))!.Knows(null, shop.Store[shop.TrainingRows[0]].Title));
        Assert.Empty(Directory.GetDirectories(Path.Combine(store.Path, "models"), ".*"));
    }

    [Fact]
    public void Copy_OfAModelOnAPublishedNetwork_TakesTheNetworkAlong()
    {
        new ClipMethod().Train(shop.Data, new TrainingRequest("clip") { ImageEncoder = SharedModels.Fixture("tiny-clip") });
        using var store = Shop(["All"]);
        ModelCopy.Copy(ModelDirectory.Of(shop.Store, "clip"), new StoreTrainingData(store), "clip");
        using var copy = Methods.Load(store.Path, "clip");
        Assert.Single(copy.EncodeItems(new StoreItems(store), ItemField.Photo, [0]).Single().Items);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Copy_ToATreeOfAnotherDepth_IsRefusedUnlessLayersDoNotMatter(bool flat)
    {
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest("m") { Flat = flat }, Quick);
        using var store = Shop(["All", "Some"]);
        if (flat)
        {
            ModelCopy.Copy(ModelDirectory.Of(shop.Store, "m"), new StoreTrainingData(store), "m");
            return;
        }

        var error = Assert.Throws<UsageException>(() => ModelCopy.Copy(ModelDirectory.Of(shop.Store, "m"), new StoreTrainingData(store), "m"));
        Assert.Contains("3 layers", error.Message, StringComparison.Ordinal);
        Assert.Contains("has 2", error.Message, StringComparison.Ordinal);
        Assert.Empty(ModelDirectory.Names(store));
    }

    [Fact]
    public void Copy_OfAModelOfGivenFeatures_IsRefusedByAShopOfPictures()
    {
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest("m"), Quick);
        var directory = ModelDirectory.Of(shop.Store, "m");
        var error = Assert.Throws<UsageException>(
            () => ModelFit.Require("m", directory.ReadCard() with { SeesPhotos = false }, shop.Store.Tree, new StoreItems(shop.Store)));
        Assert.Contains("benchmark", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_ToATakenName_IsRefused()
    {
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest("m"), Quick);
        var error = Assert.Throws<UsageException>(() => ModelCopy.Copy(ModelDirectory.Of(shop.Store, "m"), shop.Data, "m"));
        Assert.Contains("already", error.Message, StringComparison.Ordinal);
    }

    private static ulong[] Codes(IRetrievalModel model, CatalogueStore store) =>
        [.. model.EncodeItems(new StoreItems(store), ItemField.Photo, [0, 1, 2]).SelectMany(block => block.Codes!)];

    private CatalogueStore Shop(string[] category)
    {
        var path = folder.File("other.vitrine");
        using (var writer = StoreWriter.Open(path))
        {
            for (var i = 0; i < 3; i++)
            {
                var pixels = new byte[300];
                pixels.AsSpan().Fill((byte)(80 * i));
                writer.Put(new ProductData($"o{i}", $"other {i}", category), ImageEncoder.Png(new RgbImage(10, 10, pixels)));
            }

            writer.Commit();
        }

        return CatalogueStore.Open(path);
    }
}
