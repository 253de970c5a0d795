using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Search.Shop;

namespace Vitrine.Server.Shops;

/// <summary>One search through everything that a shop opens, before customers get it: what fails here would have failed for them. It also warms what the first of them would wait for.</summary>
internal static class SelfCheck
{
    /// <summary>Looks for a product by its id, and at its photo.</summary>
    /// <exception cref="CatalogueException">It is not found, or its photo cannot be read.</exception>
    public static void Run(OpenShop shop)
    {
        if (shop.Store.Count == 0)
            throw new UsageException($"The store '{shop.Store.Path}' has no products.", "Import a catalogue into it first.");
        var product = shop.Store[0];
        if (shop.Answer(new ShopQuery(product.Id)).Hits is not [var first, ..] || first.Product.Id != product.Id)
            throw new CatalogueException($"The product '{product.Id}' is in '{shop.Store.Path}' and was not found by its id.", $"Make the index again: vitrine index {shop.Store.Path}");
        if (product.Photos > 0)
            ReadPhoto(shop.Store, product);
    }

    private static void ReadPhoto(CatalogueStore store, Product product)
    {
        try
        {
            ImageHeader.Read(store.ReadImage(product.Row));
        }
        catch (ImageException e)
        {
            throw new CatalogueException($"The photo of '{product.Id}' in '{store.Path}' cannot be read: {e.Message}", "Import the catalogue again.", e);
        }
    }
}
