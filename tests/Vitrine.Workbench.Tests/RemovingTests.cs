using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search;

namespace Vitrine.Workbench.Tests;

public sealed class RemovingTests : IDisposable
{
    private const int Products = 12;

    private readonly HandShop shop = new(new HandProduct(Part.Train, "Shoes/Boot").Times(Products));

    [Fact]
    public void Removing_SomeProducts_TakesThemOutOfEverythingAndEncodesOnlyThoseThatMoved()
    {
        var model = Training.Run(shop.Path, "cca", new TrainingRequest("") { Bits = 2 });
        Indexing.Run(shop.Path, model);
        var removal = Removing.Run(shop.Path, ["p3", "p7", "p3"]);

        Assert.Equal((2, Products - 2), (removal.Removed, removal.Left));
        Assert.Equal(4, removal.Indexed[model]); // the photos and titles of the two products that took the rows
        using var store = CatalogueStore.Open(shop.Path);
        Assert.Null(store.Find("p3"));
        Assert.Equal(Products - 2, Enum.GetValues<Part>().Sum(part => store.RowsOf(part).Count));
        using var search = ProductSearch.Open(shop.Path, model);
        string[] left = [.. Enumerable.Range(0, Products).Where(number => number is not (3 or 7)).Select(number => $"p{number}").Order(StringComparer.Ordinal)];
        Assert.Equal(left, search.ByImage(HandShop.PhotoOf(3), Products).Select(hit => hit.Product.Id).Order(StringComparer.Ordinal));
        Assert.Equal("p11", search.ByImage(HandShop.PhotoOf(11), 1).Single().Product.Id);
    }

    [Fact]
    public void Removing_AnUnknownProductAmongOthers_NamesItAndRemovesNone()
    {
        var error = Assert.Throws<UsageException>(() => Removing.Run(shop.Path, ["p1", "nobody", "p2", "nothing"]));
        Assert.Contains("'nobody', 'nothing'", error.Message);
        using var store = CatalogueStore.Open(shop.Path);
        Assert.Equal(shop.Store.DataHash, store.DataHash);
        Assert.Equal(Products, store.Count);
    }

    [Fact]
    public void Removing_AllProducts_LeavesAnEmptyStore()
    {
        Assert.Equal(0, Removing.Run(shop.Path, Enumerable.Range(0, Products).Select(number => $"p{number}")).Left);
        using var store = CatalogueStore.Open(shop.Path);
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public void Removing_FromWhatIsNoStore_MakesNone()
    {
        var nowhere = Path.Combine(Path.GetDirectoryName(shop.Path)!, "nowhere");
        Assert.Throws<UsageException>(() => Removing.Run(nowhere, ["p1"]));
        Assert.False(Directory.Exists(nowhere));
    }

    public void Dispose() => shop.Dispose();
}
