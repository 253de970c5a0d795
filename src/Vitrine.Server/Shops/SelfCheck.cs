using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Search.Shop;

namespace Vitrine.Server.Shops;

/// <summary>Searches through everything that a shop opens, before customers get it: what fails here would have failed for them. It also warms what the first of them would wait for.</summary>
internal static class SelfCheck
{
    /// <summary>Looks for a product by its id, and at its photo.</summary>
    /// <exception cref="CatalogueException">It is not found, or its photo cannot be read.</exception>
    public static void Run(ShopSearch search)
    {
        var store = search.Store;
        if (store.Count == 0)
            throw new UsageException($"The store '{store.Path}' has no products.", "Import a catalogue into it first.");
        var product = store[0];
        if (search.Answer(new ShopQuery { Text = product.Id, Count = 1 }).Hits is not [var first, ..] || first.Product.Id != product.Id)
            throw new CatalogueException($"The product '{product.Id}' is in '{store.Path}' and was not found by its id.", $"Make the index again: vitrine index {store.Path}");
        if (product.Photos > 0)
            ReadPhoto(store, product);
    }

    /// <summary>Why a product's photo does not lead to others; null where it does, or where the shop has no model or no photo. Words are searched all the same.</summary>
    public static string? PictureProblem(ShopSearch search)
    {
        if (search.PictureModelName is null || search.Store.Photos.Count == 0)
            return null;
        try
        {
            search.Answer(new ShopQuery { Starts = [search.Like(search.Store[search.Store.RowOfPhoto(0)].Id)], Count = 1 });
            return null;
        }
        catch (CatalogueException e)
        {
            return e.Message;
        }
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
