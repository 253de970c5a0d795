using Vitrine.Catalogue;
using Vitrine.Models.Baselines.Cca;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Models.Training;

namespace Vitrine.Models.Tests.Training;

public sealed class TrainedProductsTests : IDisposable
{
    private readonly SmallShop shop = new(40);
    private readonly ModelDirectory directory;

    public TrainedProductsTests()
    {
        new CcaMethod().Train(shop.Data, new TrainingRequest("m") { Bits = 4 });
        directory = ModelDirectory.Of(shop.Store, "m");
    }

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Unseen_OfTheOwnStore_IsAllButTheTrainingPart()
    {
        int[] all = [.. Enumerable.Range(0, shop.Store.Count)];
        Assert.Equal(all.Except(shop.TrainingRows), TrainedProducts.Read(directory)!.Unseen(shop.Data.Items, all));
    }

    [Fact]
    public void Knows_ATrainingProductByPhotoOrByTitle_SaysYes()
    {
        var known = TrainedProducts.Read(directory)!;
        var row = shop.TrainingRows[0];
        var title = shop.Store[row].Title;
        Assert.True(known.Knows(null, title.ToUpperInvariant() + " "));
        Assert.True(known.Knows(shop.Store.PhotoDigestOf(shop.Store.PhotoOf(row)), "another title"));
        Assert.False(known.Knows(ContentDigest.OfPhoto([1, 2, 3]), "another title"));
    }

    [Fact]
    public void Knows_AProductOfAnotherStoreWithTheSameFile_SaysYes()
    {
        var row = shop.TrainingRows[0];
        var elsewhere = new FileItems([shop.Store.ReadImage(row)]); // small enough to be kept as it was given
        Assert.True(TrainedProducts.Read(directory)!.Knows(((IItemSource)elsewhere).PhotoDigest(0), "another title"));
    }

    [Fact]
    public void Of_APlaceholderPhoto_IsKnownByTitlesOnly()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("shop.vitrine");
        var blank = shop.Store.ReadImage(0);
        using (var writer = StoreWriter.Open(path))
        {
            for (var i = 0; i < 60; i++)
                writer.Put(new ProductData($"p{i}", $"{(char)('a' + i % 26)}{i} thing", ["All"]), blank);
            writer.Commit();
        }

        using var store = CatalogueStore.Open(path);
        var known = TrainedProducts.Of(new StoreTrainingData(store));
        Assert.False(known.Knows(store.PhotoDigestOf(store.PhotoOf(0)), "another title"));
        Assert.True(known.Knows(null, store[store.RowsOf(Part.Train)[0]].Title));
    }

    [Fact]
    public void Read_OfAModelWithoutTheList_IsNothing() => Assert.Null(TrainedProducts.Read(ModelDirectory.Of(shop.Store, "unknown")));

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    public void Read_OfACutFile_SaysWhichItIs(int length)
    {
        var path = Path.Combine(directory.Path, "trained.bin");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);
        Assert.Contains(path, Assert.Throws<CatalogueException>(() => TrainedProducts.Read(directory)).Message, StringComparison.Ordinal);
    }
}
