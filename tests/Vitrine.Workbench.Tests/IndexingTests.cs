using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Search.Words;

namespace Vitrine.Workbench.Tests;

public sealed class IndexingTests
{
    [Fact]
    public void Indexing_CancelledAmongTheTitles_KeepsThePhotosAndGoesOnWithTheRest()
    {
        const int Products = 12;
        using var shop = new HandShop(new HandProduct(Part.Train, "Shoes/Boot").Times(Products));
        var model = Training.Run(shop.Path, "cca", new TrainingRequest("") { Bits = 2 });
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Indexing.Run(shop.Path, model, progress: new StopAfter(Products, stop), cancellation: stop.Token));

        var resumed = Indexing.Run(shop.Path, model);
        Assert.Equal((Products, Products), (resumed.Products, resumed.Encoded)); // the titles; the photos were committed
        using var search = ProductSearch.Open(shop.Path, model);
        Assert.Equal("p3", search.ByImage(HandShop.PhotoOf(3), 1).Single().Product.Id);
        Assert.Equal(0, Indexing.Run(shop.Path, model).Encoded);
    }

    [Theory]
    [InlineData("season", 0)]
    [InlineData("title", 1)]
    [InlineData("photo", 1)]
    [InlineData("nothing", 0)]
    public void Indexing_AfterAChangeOfOneProduct_EncodesTheFieldThatChanged(string change, int encoded)
    {
        using var shop = new HandShop(new HandProduct(Part.Train, "Shoes/Boot").Times(6));
        var model = Training.Run(shop.Path, "cca", new TrainingRequest("") { Bits = 2 });
        Indexing.Run(shop.Path, model);
        using (var writer = StoreWriter.Open(shop.Path))
        {
            var (old, attributes) = (shop.Store[4], new Dictionary<string, IReadOnlyList<string>>());
            if (change == "season")
                attributes["season"] = ["Summer"];
            writer.Put(new ProductData(old.Id, change == "title" ? "another title" : old.Title, ["Shoes", "Boot"]) { Attributes = attributes }, HandShop.PhotoOf(change == "photo" ? 40 : 4));
            writer.Commit();
        }

        Assert.Equal(encoded, Indexing.Run(shop.Path, model).Encoded);
        Assert.Equal(0, Indexing.Run(shop.Path, model).Encoded);
    }

    [Fact]
    public void Words_OfAStoreWithoutAModel_AreReadOnceAndAgainAfterAChange()
    {
        using var shop = new HandShop(new HandProduct(Part.Train, "Shoes/Boot").Times(6));
        Assert.Equal((6, "german", true), Shown(Indexing.Words(shop.Path, "german")));
        Assert.Equal((6, "german", false), Shown(Indexing.Words(shop.Path)));
        Removing.Run(shop.Path, ["p3"]);
        Assert.Equal((5, "german", false), Shown(Indexing.Words(shop.Path))); // removing them brought the words up

        static (int, string, bool) Shown(WordIndexUpdate update) => (update.Products, update.Language, update.IsNew);
    }

    /// <summary>Cancels as soon as more is done than so much.</summary>
    private sealed class StopAfter(long done, CancellationTokenSource stop) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Done > done)
                stop.Cancel();
        }
    }
}
