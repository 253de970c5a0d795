using Vitrine.Datasets.KddCup;
using Vitrine.Datasets.Shop;

namespace Vitrine.Workbench;

/// <summary>The step that makes a synthetic shop: as files that a shop would deliver, straight as a store, or as files in the layout of the KDD Cup.</summary>
public static class Synthesising
{
    private const string Stage = "Drawing products";

    public static SyntheticShop IntoFolder(string folder, ShopOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var shop = ShopGenerator.Generate(options, cancellation);
        ShopWriter.WriteFolder(shop, folder, progress.Count(Stage, options.Products), cancellation);
        return shop;
    }

    public static SyntheticShop IntoStore(string store, ShopOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var shop = ShopGenerator.Generate(options, cancellation);
        ShopWriter.WriteStore(shop, store, progress.Count(Stage, options.Products), cancellation);
        return shop;
    }

    /// <returns>The rows written.</returns>
    public static int IntoKddCup(string folder, KddShopOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        KddShop.Write(folder, options, progress.Count("Detecting regions", 0), cancellation);
}
