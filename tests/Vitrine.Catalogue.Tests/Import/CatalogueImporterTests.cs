using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Import;

public class CatalogueImporterTests
{
    [Fact]
    public void Import_GoodTable_FillsTheStore()
    {
        using var shop = new TestShop().WithProducts(20);
        var summary = CatalogueImporter.Import(shop.Options);
        Assert.Equal((20, 20, 0, 0), (summary.Rows, summary.Added, summary.Skipped, summary.Kept));
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"p{i}"), store.Products().Select(product => product.Id));
        Assert.Equal(["Men", "Kind 1"], store.Tree.Path(store[4].Category));
        Assert.Equal(["Red"], store[4].Attributes["colour"]);
        Assert.Equal(TestShop.Photo(4), store.ReadImage(4));
        // "… red" and "… blue" of one number are one title group.
        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(store.Parts[2 * i], store.Parts[2 * i + 1]));
        Assert.Equal(["catalogue.db", "photos.pack"], Directory.EnumerateFiles(shop.Store).Select(file => Path.GetFileName(file)).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Import_FromAnArchiveInAnyOrder_EqualsTheFolder(bool gzip)
    {
        using var shop = new TestShop().WithProducts(30).WithPhoto("unwanted.jpg", [1]);
        CatalogueImporter.Import(shop.Options);
        var names = Enumerable.Range(0, 30).Select(i => $"p{i}.jpg").Reverse().Append("unwanted.jpg");
        CatalogueImporter.Import(shop.Options with { Images = shop.Tar(gzip, names), Out = shop.File("other") });
        Assert.Equal(StoreContent.Of(shop.Store), StoreContent.Of(shop.File("other")));
    }

    [Theory]
    [InlineData("-")]
    [InlineData(" N/A ")]
    [InlineData("null")]
    public void Import_AnAttributeThatSaysNothing_IsNone(string cell)
    {
        using var shop = new TestShop().WithPhoto("x.jpg", TestShop.Photo(1)).WithPhoto("y.jpg", TestShop.Photo(2)).WithTable($"x,A,G,K,{cell}", "y,B,G,K,NA");
        CatalogueImporter.Import(shop.Options);
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Empty(store[0].Attributes);
        Assert.Equal(["NA"], store[1].Attributes["colour"]); // some shops call a value so
    }

    [Fact]
    public void Import_ImageColumn_LetsProductsShareAPhoto()
    {
        using var shop = new TestShop().WithPhoto("a/one.png", TestShop.Photo(1)).WithTable("x,A,G,K,a/one.png", "y,B,G,K,./a//one.png");
        CatalogueImporter.Import(shop.Options with { Image = ["colour"], Attribute = [] });
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(store.ReadImage(0), store.ReadImage(1));
        Assert.Equal(TestShop.Photo(1).Length, new FileInfo(Path.Combine(shop.Store, "photos.pack")).Length);
    }

    [Fact]
    public void Import_LargePhoto_IsStoredWithShorterSide256()
    {
        using var shop = new TestShop().WithPhoto("x.jpg", TestShop.Photo(1, 600, 512)).WithTable("x,A,G,K,");
        CatalogueImporter.Import(shop.Options);
        using var store = CatalogueStore.Open(shop.Store);
        var stored = ImageHeader.Read(store.ReadImage(0));
        Assert.Equal((300, 256, ImageFormat.Jpeg), (stored.Width, stored.Height, stored.Format));
    }

    [Fact]
    public void Reimport_ChangedTable_UpdatesAndKeepsRows()
    {
        using var shop = new TestShop().WithProducts(10);
        CatalogueImporter.Import(shop.Options);
        shop.WithPhoto("p3.jpg", TestShop.Photo(99)).WithPhoto("new.jpg", TestShop.Photo(50)).WithTable(
            ["new,Hat,Women,Hats,", .. Enumerable.Range(1, 9).Select(i => i == 5 ? "p5,Other title,Men,Kind 9,Green" : TestShop.Row(i))]);
        var summary = CatalogueImporter.Import(shop.Options);
        Assert.Equal((1, 2, 7, 1), (summary.Added, summary.Updated, summary.Unchanged, summary.Kept));
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal([.. Enumerable.Range(0, 10).Select(i => $"p{i}"), "new"], store.Products().Select(product => product.Id));
        Assert.Equal("Other title", store[5].Title);
        Assert.Equal(["Men", "Kind 9"], store.Tree.Path(store[5].Category));
        Assert.Equal(TestShop.Photo(99), store.ReadImage(3));
    }

    [Fact]
    public void Reimport_SameTable_ChangesNothing()
    {
        using var shop = new TestShop().WithProducts(10);
        CatalogueImporter.Import(shop.Options);
        var before = StoreContent.Of(shop.Store);
        var summary = CatalogueImporter.Import(shop.Options);
        Assert.Equal(10, summary.Unchanged);
        Assert.Equal(before, StoreContent.Of(shop.Store));
    }

    [Fact]
    public void Import_UnevenAndJsonLines_ReadsPathsOfEveryDepth()
    {
        using var shop = new TestShop().WithPhoto("1.jpg", TestShop.Photo(1)).WithPhoto("2.jpg", TestShop.Photo(2)).WithTable(
            """
            {"id": 1, "title": "Öko \"Shirt\"\u00e9", "group": "Men", "kind": null, "extra": [1]}

            {"id": "2", "title": " A\n B ", "group": "Men", "kind": "Shirts", "colour": true}
            """u8.ToArray(), "products.jsonl");
        CatalogueImporter.Import(shop.Options with { Table = shop.File("products.jsonl") });
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(["Men"], store.Tree.Path(store[0].Category));
        Assert.Equal("Öko \"Shirt\"é", store[0].Title);
        Assert.Equal("A B", store[1].Title);
        Assert.Equal(["true"], store[1].Attributes["colour"]);
    }

    [Fact]
    public void Import_TabsOrSemicolons_AreFoundOut()
    {
        using var shop = new TestShop().WithPhoto("1.jpg", TestShop.Photo(1))
            .WithTable("\uFEFFid;title;group;kind;colour\r\n1;\"A; B\";G;K;\r\n"u8.ToArray())
            .WithTable("id\ttitle\tgroup\tkind\tcolour\n1\tA; B\tG\tK\t"u8.ToArray(), "products.tsv");
        CatalogueImporter.Import(shop.Options);
        CatalogueImporter.Import(shop.Options with { Table = shop.File("products.tsv"), Out = shop.File("other") });
        Assert.Equal(StoreContent.Of(shop.Store), StoreContent.Of(shop.File("other")));
    }

    [Fact]
    public void Import_WhileAnotherWrites_SaysSo()
    {
        using var shop = new TestShop().WithProducts(1);
        using var writer = StoreWriter.Open(shop.Store);
        Assert.Contains("being written", Assert.Throws<CatalogueException>(() => CatalogueImporter.Import(shop.Options)).Message);
    }
}
