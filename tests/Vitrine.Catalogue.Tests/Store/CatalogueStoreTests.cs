using Vitrine.Catalogue.Tests.Import;

namespace Vitrine.Catalogue.Tests.Store;

public class CatalogueStoreTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Red = new() { ["colour"] = ["Red"], ["season"] = ["Summer", "Autumn"] };

    [Fact]
    public void Open_AfterCommit_GivesBackEveryProduct()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("shop.vitrine");
        using (var writer = StoreWriter.Open(path))
        {
            Assert.Equal(Change.Added, writer.Put(new ProductData("b", "Red dress", ["Women", "Dress"]) { Attributes = Red }, TestShop.Photo(1)));
            Assert.Equal(Change.Added, writer.Put(new ProductData("a", "Schuh \"groß\"", ["Men"]), TestShop.Photo(2)));
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
            writer.Commit();
        using (var writer = StoreWriter.Open(path))
            writer.Put(new ProductData("a", "x", ["Men"]) { Attributes = Red }, TestShop.Photo(1));
        using var store = CatalogueStore.Open(path);
        Assert.Equal(0, store.Count);
        Assert.Empty(store.Products());
    }

    [Fact]
    public void Writer_OfANewStoreWithoutCommit_LeavesTheFolderAsItWas()
    {
        using var folder = new TemporaryFolder();
        var empty = Directory.CreateDirectory(folder.File("empty")).FullName;
        foreach (var path in new[] { folder.File("new/below/shop.vitrine"), empty })
        {
            using var writer = StoreWriter.Open(path);
            writer.Put(new ProductData("a", "x", ["Men"]) { Attributes = Red }, TestShop.Photo(1));
        }

        Assert.Equal([empty], Directory.EnumerateFileSystemEntries(folder.FullName, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void FindByTitle_AfterARename_KnowsTheNewTitleOnly()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("shop.vitrine");
        using (var writer = StoreWriter.Open(path))
        {
            writer.Put(new ProductData("a", "Red V-neck dress", ["Women"]) { Attributes = Red }, TestShop.Photo(1));
            writer.Put(new ProductData("b", "Red red shoes", ["Women"]) { Attributes = Red }, TestShop.Photo(1));
            writer.Put(new ProductData("c", "Blue hat", ["Women"]) { Attributes = Red }, TestShop.Photo(1));
            writer.Commit();
        }

        using (var writer = StoreWriter.Open(path))
        {
            Assert.Equal(Change.Updated, writer.Put(new ProductData("c", "Green cap", ["Women"]) { Attributes = Red }, TestShop.Photo(1)));
            writer.Commit();
        }

        using var store = CatalogueStore.Open(path);
        Assert.Equal([1, 0], store.FindByTitle("RED \" OR shoes*", 10).Select(hit => hit.Row));
        Assert.Equal([0], store.FindByTitle("v-neck", 10).Select(hit => hit.Row));
        Assert.Equal([2], store.FindByTitle("blue green", 10).Select(hit => hit.Row));
        Assert.Single(store.FindByTitle("red", 1));
        Assert.Empty(store.FindByTitle(" \"' ", 10));
    }

    [Fact]
    public void ReadImage_PackCutOff_SaysTheStoreIsIncomplete()
    {
        using var shop = new TestShop().WithProducts(2);
        CatalogueImporter.Import(shop.Options);
        using (var pack = File.OpenWrite(Path.Combine(shop.Store, "photos.pack")))
            pack.SetLength(pack.Length - 1);
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(TestShop.Photo(0), store.ReadImage(0));
        Assert.Contains("photos.pack ends", Assert.Throws<CatalogueException>(() => store.ReadImage(1)).Message);
    }

    [Fact]
    public void Store_CopiedAsAFolderAndWriteProtected_OpensAlike()
    {
        using var shop = new TestShop().WithProducts(3);
        CatalogueImporter.Import(shop.Options);
        var copy = Directory.CreateDirectory(shop.File("copy")).FullName;
        foreach (var file in Directory.EnumerateFiles(shop.Store))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            File.SetAttributes(Path.Combine(copy, Path.GetFileName(file)), FileAttributes.ReadOnly);
        }

        Assert.Equal(StoreContent.Of(shop.Store), StoreContent.Of(copy));
    }

    [Fact]
    public async Task Store_ReadFromManyThreads_GivesEveryoneTheirProduct()
    {
        using var shop = new TestShop().WithProducts(20);
        CatalogueImporter.Import(shop.Options);
        using var store = CatalogueStore.Open(shop.Store);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                var row = (i * 7 + thread) % 20;
                Assert.Equal($"p{row}", store[row].Id);
                Assert.Equal(TestShop.Photo(row), store.ReadImage(row));
            }
        })));
    }
}
