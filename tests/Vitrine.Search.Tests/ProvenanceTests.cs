using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Search.Tests;

/// <summary>Galleries of other products or weights are refused: they would give answers, and wrong ones. An update encodes what changed.</summary>
public sealed class ProvenanceTests : IDisposable
{
    private readonly TinyShop shop = new();

    [Fact]
    public void Open_AfterTheProductsChanged_SaysSo()
    {
        Add(500);
        var error = Assert.Throws<UsageException>(() => ProductSearch.Open(shop.Store, TinyShop.Model));
        Assert.Contains("products have changed", error.Message);
        Assert.Contains("vitrine index", error.Hint);
    }

    [Fact]
    public void Open_AfterTheModelWasTrainedAgain_SaysSo()
    {
        using (var store = CatalogueStore.Open(shop.Store))
            TrainAgain(store);
        var error = Assert.Throws<UsageException>(() => ProductSearch.Open(shop.Store, TinyShop.Model));
        Assert.Contains("model has changed", error.Message);
    }

    [Fact]
    public void Open_WithoutGalleries_SaysWhatToRun()
    {
        Directory.Delete(IndexFolder, recursive: true);
        var error = Assert.Throws<UsageException>(() => ProductSearch.Open(shop.Store, TinyShop.Model));
        Assert.Contains($"--model {TinyShop.Model}", error.Hint);
    }

    [Fact]
    public void Update_NothingChanged_EncodesNothing()
    {
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(0, TinyShop.UpdateGalleries(store, TinyShop.Model).Encoded);
    }

    [Fact]
    public void Update_AProductAdded_EncodesItsTwoFields()
    {
        Add(500);
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(2, TinyShop.UpdateGalleries(store, TinyShop.Model).Encoded);
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model);
        Assert.Contains(search.ByImage(TinyShop.Photo(500), 181), hit => hit.Product.Id == "P0500");
    }

    [Fact]
    public void Update_ATitleChanged_EncodesThatTitleOnly()
    {
        using (var writer = StoreWriter.Open(shop.Store))
        {
            writer.Put(TinyShop.Product(3) with { Title = "another title" }, TinyShop.Photo(3));
            writer.Commit();
        }

        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(1, TinyShop.UpdateGalleries(store, TinyShop.Model).Encoded);
    }

    [Fact]
    public void Update_OtherWeights_EncodesEverything()
    {
        using var store = CatalogueStore.Open(shop.Store);
        TrainAgain(store);
        Assert.Equal(2 * store.Count, TinyShop.UpdateGalleries(store, TinyShop.Model).Encoded);
    }

    [Fact]
    public void Update_Cancelled_IsNotServedAndGoesOn()
    {
        Add(500);
        using var store = CatalogueStore.Open(shop.Store);
        using var model = Methods.Load(store.Path, TinyShop.Model);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => GalleryWriter.Update(store, TinyShop.Model, model, cancellation: cancelled.Token));
        Assert.Throws<UsageException>(() => ProductSearch.Open(shop.Store, TinyShop.Model));
        Assert.Equal(2, GalleryWriter.Update(store, TinyShop.Model, model).Encoded);
    }

    [Fact]
    public void Update_ADamagedIndex_MakesItAnew()
    {
        foreach (var file in Directory.GetFiles(IndexFolder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".rows", StringComparison.Ordinal)))
            File.WriteAllBytes(file, [1, 2, 3]);
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(2 * store.Count, TinyShop.UpdateGalleries(store, TinyShop.Model).Encoded);
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model);
        Assert.Equal(5, search.ByText("red shirt", 5).Count);
    }

    public void Dispose() => shop.Dispose();

    private static void TrainAgain(CatalogueStore store) =>
        Methods.Find("cca").Train(new StoreTrainingData(store), new TrainingRequest(TinyShop.Model) { Bits = 6 });

    private string IndexFolder => Path.Combine(shop.Store, "index", TinyShop.Model);

    private void Add(int number)
    {
        using var writer = StoreWriter.Open(shop.Store);
        writer.Put(TinyShop.Product(number), TinyShop.Photo(number));
        writer.Commit();
    }
}
