using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Search;

namespace Vitrine.Workbench.Tests;

public sealed class HistoryTests
{
    private const int Products = 36;

    [Fact]
    public void Training_AfterAHistoryOfTheStore_GivesTheWeightsAndCodesOfAFreshOne()
    {
        using var folder = new TemporaryFolder();
        var (fresh, worn) = (folder.File("fresh"), folder.File("worn"));
        Put(fresh, Enumerable.Range(0, Products));
        Put(worn, Enumerable.Range(20, Products).Reverse(), "old ");
        Remove(worn, Enumerable.Range(Products, 20));
        Put(worn, Enumerable.Range(0, Products).Reverse());
        Assert.Equal(Said(fresh), Said(worn));
    }

    /// <summary>The hash of the weights, and how near each product's codes are to a query, by id.</summary>
    private static string[] Said(string path)
    {
        var model = Training.Run(path, "hichnet", new TrainingRequest("") { Epochs = 2 });
        Indexing.Run(path, model);
        using var store = CatalogueStore.Open(path);
        using var search = ProductSearch.Open(path, model);
        return [store.DataHash, ModelDirectory.Of(store, model).ReadCard().WeightsHash, .. search.ByText("boot number three", Products).Select(hit => $"{hit.Product.Id} {hit.Nearness}")];
    }

    private static void Put(string path, IEnumerable<int> numbers, string prefix = "")
    {
        using var writer = StoreWriter.Open(path);
        foreach (var i in numbers)
            writer.Put(new ProductData($"p{i}", $"{prefix}boot number {i}", prefix.Length > 0 ? ["SHOES", "Old"] : ["Shoes", $"Kind {i % 3}"]), HandShop.PhotoOf(i + prefix.Length));
        writer.Commit();
    }

    private static void Remove(string path, IEnumerable<int> numbers)
    {
        using var writer = StoreWriter.Open(path);
        foreach (var i in numbers)
            Assert.True(writer.Remove($"p{i}"));
        writer.Commit();
    }
}
