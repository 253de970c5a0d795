using Vitrine.Catalogue.Tests.Import;

namespace Vitrine.Catalogue.Tests.Store;

public class CatalogueStoreTests
{
    static readonly Dictionary<string, string> Red = new() { ["colour"] = "Red", ["season"] = "Summer" };

    [Fact]
    public void Open_AfterCommit_GivesBackEveryProduct()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("shop.vitrine");
        using (var writer = StoreWriter.Open(path))
        {
            Assert.Equal(Change.Added, writer.Put(new ProductData("b", "Red dress", ["Women", "Dress"], Red), TestShop.Photo(1)));
            Assert.Equal(Change.Added, writer.Put(new ProductData("a", "Schuh \"groß\"", ["Men"], new Dictionary<string, string>()), TestShop.Photo(2)));
            writer.Commit();
        }
        using var store = CatalogueStore.Open(path);
        Assert.Equal(2, store.Count);
        Assert.Equal("b", store[0].Id);
        Assert.Equal(Red, store[0].Attributes);
        Assert.Equal("Schuh \"groß\"", store.Find("a")!.Title);
        Assert.Null(store.Find("c"));
        Assert.Equal(TestShop.Photo(1), store.ReadImage(0));
        Assert.Equal(TestShop.Photo(2), store.ReadImage(1));
        Assert.Equal(["Women", "Dress"], store.Tree.Path(store[0].Category));
        Assert.Equal(["b", "a"], store.Products().Select(p => p.Id));
        Assert.Equal(64, store.DataHash.Length);
    }

    [Fact]
    public void Writer_WithoutCommit_LeavesTheStoreAsItWas()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("shop.vitrine");
        using (var writer = StoreWriter.Open(path))
            writer.Put(new ProductData("a", "x", ["Men"], Red), TestShop.Photo(1));
        using var store = CatalogueStore.Open(path);
        Assert.Equal(0, store.Count);
        Assert.Empty(store.Products());
    }
}
