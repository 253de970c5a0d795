using Vitrine.Catalogue;

namespace Vitrine.Models.Items;

/// <summary>Every photo of every product of a store as an item, in the order of <see cref="CatalogueStore.Photos"/>.</summary>
/// <param name="store">Not disposed here.</param>
public sealed class ProductPhotos(CatalogueStore store) : PhotoItems(store, store.Photos)
{
    public override int RowOf(int item) => Store.RowOfPhoto(item);
}
