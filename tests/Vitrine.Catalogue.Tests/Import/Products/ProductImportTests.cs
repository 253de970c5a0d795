namespace Vitrine.Catalogue.Tests.Import.Products;

/// <summary>Products as shops have them: put together from columns and rows, in and out of the split.</summary>
public sealed class ProductImportTests : IDisposable
{
    private readonly TestShop shop = new();

    [Fact]
    public void Sync_OfABadRowThatOnlyItsSecondIdNames_KeepsItsProduct()
    {
        using var shop = new TestShop();
        var options = shop.Options with { OtherId = "number", Sync = true, Yes = true, Accept = true };
        Write("Socks");
        CatalogueImporter.Import(options);
        Write("");
        Assert.Equal((0L, 1L), CatalogueImporter.Import(options) is var summary ? (summary.Removed, summary.Skipped) : default);
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal("Socks", store.Find("id:44")!.Title);

        void Write(string title) => shop.WithTable(System.Text.Encoding.UTF8.GetBytes($"{TestShop.Header},number\np0,Boots,Men,Kind 0,Red,43\n,{title},Men,Kind 0,Red,44\n"));
    }

    [Fact]
    public void Import_TitleOfSeveralColumns_JoinsWhatThereIs()
    {
        var store = Import("id,brand,name,colour,group\np0,Acme,Boot,Red,Shoes\np1,,Sandal,,Shoes\n", options => options with { Title = ["brand,name,colour"], Category = ["group"] });
        Assert.Equal(["Acme Boot Red", "Sandal"], store.Products().Select(product => product.Title));
    }

    [Fact]
    public void Import_ListsInCellsOfText_AreValuesPathsAndPhotos()
    {
        var store = Import(
            """"
            id,title,group,sizes,image
            a,Boot,"[""Shoes"", ""Boots""]","40, 41","['http://shop/p1.jpg', 'http://shop/p2.jpg']"
            b,Sandal,"[""Shoes"", ""Sandals""]",41,['http://shop/p3.jpg']
            c,Hat,"[""Hats"", ""Felt""]","40, 41, 42",[]
            d,Cap,"[""Hats"", ""Caps""]",42,

            """",
            options => options with { Category = ["group"], Attribute = ["sizes"], Image = ["image"] });
        var (boot, hat) = (store.Find("a")!, store.Find("c")!);
        Assert.Equal(["Shoes", "Boots"], store.Tree.Path(boot.Category));
        Assert.Equal(2, boot.Photos);
        Assert.Equal(["40", "41"], boot.Attributes["sizes"]);
        Assert.Equal(["40", "41", "42"], hat.Attributes["sizes"]);
    }

    [Fact]
    public void Import_VariantsWithTheirOwnRows_AreOneProductWithWhatTellsThemApart()
    {
        var store = Import(
            """
            id,item_group_id,title,group,colour,size,price,image
            a1,A,Boot,Shoes,Red,40,59.90,p1.jpg
            a2,A,Boot,Shoes,Red,41,49.90,p1.jpg
            a3,A,Boot,Shoes,Blue,41,49.90,p2.jpg
            b,,Hat,Hats,Red,,9,p3.jpg

            """,
            options => options with { Category = ["group"], VariantOf = "item_group_id", Attribute = ["colour", "size"], Price = ["price"], Image = ["image"] });
        var (boot, hat) = (store.Find("A")!, store.Find("b")!);
        Assert.Equal((2, "Boot", 2, 49.90), (store.Count, boot.Title, boot.Photos, boot.Numbers["price"]));
        Assert.Equal(["Red", "Blue"], boot.Attributes["colour"]);
        Assert.Equal([("a1", "Red", "40", 59.90), ("a2", "Red", "41", 49.90), ("a3", "Blue", "41", 49.90)],
            boot.Variants.Select(variant => (variant.Id, variant.Attributes["colour"].Single(), variant.Attributes["size"].Single(), variant.Numbers["price"])));
        Assert.Empty(hat.Variants);
    }

    [Fact]
    public void Import_VariationBeforeItsParent_TakesTheParentsWords()
    {
        var store = Import("sku,parent,title,group\nA-1,A,Boot in red,\nA,,Boot,Shoes\n", options => options with { Id = "sku", Category = ["group"], VariantOf = "parent" });
        var boot = Assert.Single(store.Products());
        Assert.Equal(("A", "Boot", "A-1"), (boot.Id, boot.Title, Assert.Single(boot.Variants).Id));
    }

    [Fact]
    public void Import_RowsOfAProductWithoutATitle_AreReportedOnce()
    {
        var store = Import("handle,title,group,image\nx,,Shoes,p1.jpg\nx,,,p2.jpg\ny,Hat,Hats,p3.jpg\n",
            options => options with { Id = "handle", VariantOf = "handle", Category = ["group"], Image = ["image"] });
        Assert.Equal("y", Assert.Single(store.Products()).Id);
        var bad = Assert.Single(store.Report());
        Assert.Equal((2, "title", BadRowReason.EmptyTitle, "x"), (bad.Line, bad.Column, bad.Reason, bad.Id));
    }

    [Fact]
    public void Import_AGivenSplit_IsKeptAndTheRestIsVitrines()
    {
        var store = Import("id,title,group,part\np0,A,G,test\np1,A,G,Train\np2,B,G,val\np3,A,G,\np4,C,G,sometimes\n", options => options with { Category = ["group"], Split = "part" });
        Assert.Equal([Part.Test, Part.Train, Part.Validation], Enumerable.Range(0, 3).Select(row => store[row].Part));
        Assert.Equal((5, "part", BadRowReason.UnknownPart), store.Report().Select(bad => (bad.Line - 1, bad.Column, bad.Reason)).Single());
    }

    [Fact]
    public void Import_AGroupColumn_KeepsItsProductsOnOneSide()
    {
        var rows = Enumerable.Range(0, 60).Select(i => $"p{i},Title of its own {i},G,collection {i % 6}");
        var store = Import($"id,title,group,collection\n{string.Join('\n', rows)}\n", options => options with { Category = ["group"], Group = "collection" });
        Assert.All(store.Products().GroupBy(product => product.Row % 6), group => Assert.Single(group.Select(product => product.Part).Distinct()));
    }

    [Fact]
    public void Import_CategoriesInSeveralSpellings_AreOneInTheFirst()
    {
        var store = Import("id,title,dept,kind\np0,A,Shoes,Boots\np1,B,SHOES,boots \np2,C,shoes,Sandals\np3,D,Shoes,  BOOTS\n", options => options with { Category = ["dept", "kind"] });
        Assert.Equal(["Shoes/Boots", "Shoes/Sandals"], Enumerable.Range(0, store.Tree.Count).Select(category => string.Join('/', store.Tree.Path(category))));
        Assert.Equal(1, store.Tree.ClassCount(1));
    }

    [Fact]
    public void Import_JsonWithListsAndObjects_KeepsThem()
    {
        var store = Import(
            """
            {"id": "p0", "title": "Boot", "categories": ["Shoes > Boots", "Sale"], "colours": ["Red", "Blue"], "price": {"amount": 59.9}, "photos": ["p1.jpg", "p2.jpg"]}
            {"id": "p1", "title": "Hat", "categories": ["Hats"], "colours": [], "price": null, "photos": []}

            """,
            options => options with { Category = ["categories"], Attribute = ["colours"], Price = ["price.amount"], Image = ["photos"] }, "products.jsonl");
        var (boot, hat) = (store[0], store[1]);
        Assert.Equal(["Red", "Blue"], boot.Attributes["colours"]);
        Assert.Equal((59.9, 2, "Sale"), (boot.Numbers["price"], boot.Photos, boot.FurtherCategories.Single().Single()));
        Assert.Equal((0, 0, 0), (hat.Attributes.Count, hat.Numbers.Count, hat.Photos));
    }

    [Fact]
    public void Import_APriceThatIsNone_IsNotedAndTheProductComesIn()
    {
        var store = Import("id,title,group,price\np0,A,G,on request\n", options => options with { Category = ["group"], Price = ["price"] });
        Assert.Empty(store[0].Numbers);
        Assert.Contains((BadRowReason.NotANumber, true), store.Report().Select(bad => (bad.Reason, bad.IsNote)));
    }

    public void Dispose()
    {
        opened?.Dispose();
        shop.Dispose();
    }

    private CatalogueStore? opened;

    private CatalogueStore Import(string table, Func<ImportOptions, ImportOptions> with, string name = "products.csv")
    {
        for (var i = 0; i < 4; i++)
            shop.WithPhoto($"p{i}.jpg", TestShop.Photo(i));
        shop.WithTable(System.Text.Encoding.UTF8.GetBytes(table.ReplaceLineEndings("\n")), name);
        CatalogueImporter.Import(with(shop.Options with { Table = shop.File(name), Attribute = [], Accept = true }));
        return opened = CatalogueStore.Open(shop.Store);
    }
}
