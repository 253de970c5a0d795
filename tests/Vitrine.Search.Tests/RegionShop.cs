using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Models.Hsl;

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
            Methods.Find("hsl").Train(store, new TrainingRequest(name) { Variant = name == Max ? "max" : null, Epochs = 2 });
            StoredEncodings.Make(store, name);
            ProductIndex.Build(store, name);
        }

        using var model = Load(store, Max);
        StoredRegions.Make(store, Max, model);
    }

    public string Store => shop.Store;

    public static HslModel Load(CatalogueStore store, string model) => (HslModel)ModelDirectory.Load(store, model);

    public void Dispose() => shop.Dispose();
}
