using Vitrine.Catalogue.Tests.Import;

namespace Vitrine.Catalogue.Tests.Store;

public class StoreSampleTests
{
    /// <summary>
    /// 400 products whose groups hang together by photos, colours and a placeholder in ways that a quarter of them does not show: only a sample
    /// that keeps the parts of the whole has them.
    /// </summary>
    private static TestShop Shop()
    {
        var shop = new TestShop();
        for (var photo = 0; photo < 200; photo++)
            shop.WithPhoto($"{photo}.png", TestShop.Photo(photo, 5, 5 + photo / 100));
        shop.WithTable(Enumerable.Range(0, 400).Select(i =>
            $"p{i},Article {i / 3} tone{i % 7},Men,Kind {i % 5},{(i % 50 == 7 ? "7" : $"{i / 2}")}.png"));
        CatalogueImporter.Import(shop.Options with { Image = ["colour"], Attribute = ["kind"] });
        return shop;
    }

    [Fact]
    public void Write_AQuarter_KeepsWholeGroupsInTheirParts()
    {
        using var shop = Shop();
        using var whole = CatalogueStore.Open(shop.Store);
        var count = StoreSample.Write(whole, shop.File("quarter"), 4);
        using var sample = CatalogueStore.Open(shop.File("quarter"));
        Assert.Equal(count, sample.Count);
        Assert.InRange(count, 40, 170);
        var kept = sample.Products().ToDictionary(product => product.Id);
        foreach (var product in kept.Values)
        {
            var original = whole.Find(product.Id)!;
            Assert.Equal((original.Title, original.Part), (product.Title, product.Part));
            Assert.Equal(original.Attributes, product.Attributes);
            Assert.Equal(whole.Tree.Path(original.Category), sample.Tree.Path(product.Category));
            Assert.Equal(whole.ReadImage(original.Row), sample.ReadImage(product.Row));
        }

        Assert.Equal([.. whole.Products().Select(product => product.Id).Where(kept.ContainsKey)], sample.Products().Select(product => product.Id));
        Assert.Equal(whole.Products().GroupBy(product => product.Title).Select(group => group.Count(product => kept.ContainsKey(product.Id)) / (double)group.Count()).Where(share => share is > 0 and < 1), []);
        Assert.Equal((count, 0L, "group"), ((int)sample.LastImport!.Rows, sample.LastImport.Skipped, sample.LastImport.LayerNames[0]));
    }

    [Fact]
    public void Write_AllSamplesThatAreDisjoint_AreFewerThanTheWhole()
    {
        using var shop = Shop();
        using var whole = CatalogueStore.Open(shop.Store);
        var half = StoreSample.Write(whole, shop.File("half"), 2);
        var quarter = StoreSample.Write(whole, shop.File("quarter"), 4);
        using var halfStore = CatalogueStore.Open(shop.File("half"));
        using var quarterStore = CatalogueStore.Open(shop.File("quarter"));
        // A number that 4 divides, 2 divides: the quarter lies in the half.
        Assert.Subset(halfStore.Products().Select(product => product.Id).ToHashSet(), quarterStore.Products().Select(product => product.Id).ToHashSet());
        Assert.True(quarter < half && half < whole.Count);
    }

    [Fact]
    public void Write_IntoAStore_Refuses()
    {
        using var shop = Shop();
        using var whole = CatalogueStore.Open(shop.Store);
        Assert.Contains("is a store already", Assert.Throws<UsageException>(() => StoreSample.Write(whole, shop.Store, 4)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => StoreSample.Write(whole, shop.File("x"), 1));
    }
}
