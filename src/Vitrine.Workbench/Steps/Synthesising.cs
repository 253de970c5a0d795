using Vitrine.Datasets.KddCup;
using Vitrine.Datasets.Shop;

namespace Vitrine.Workbench;

/// <summary>The step that makes a synthetic shop: as files that a shop would deliver, straight as a store, or as files in the layout of the KDD Cup.</summary>
public static class Synthesising
{
    private const string Stage = "Drawing products";

    /// <summary>Writes the files of a shop, see <see cref="ShopWriter.WriteFolder"/>.</summary>
    public static void IntoFolder(string folder, SyntheticShop shop, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        ShopWriter.WriteFolder(shop, folder, progress.Count(Stage, shop.Products.Count), cancellation);

    /// <summary>Makes a store of a shop, see <see cref="ShopWriter.WriteStore"/>.</summary>
    public static void IntoStore(string store, SyntheticShop shop, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        ShopWriter.WriteStore(shop, store, progress.Count(Stage, shop.Products.Count), cancellation);

    /// <returns>The rows written.</returns>
    public static int IntoKddCup(string folder, KddShopOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        KddShop.Write(folder, options, progress.Count("Detecting regions", 0), cancellation);
}
