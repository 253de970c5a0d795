using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Search.Tests;

/// <summary>The tiny shop with two models that look at regions: of the best one (max), and of their mean. Made once for all tests.</summary>
public sealed class RegionShop : IDisposable
{
    public const string Max = "max", Mean = "mean";

    private readonly TinyShop shop = new();

    public RegionShop()
    {
        using var store = CatalogueStore.Open(Store);
        foreach (var name in new[] { Max, Mean })
        {
            Methods.Find("hsl").Train(new StoreTrainingData(store), new TrainingRequest(name) { Variant = name == Max ? "max" : null, Epochs = 2 });
            TinyShop.UpdateGalleries(store, name);
        }
    }

    public string Store => shop.Store;

    public void Dispose() => shop.Dispose();
}
