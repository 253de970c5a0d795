using Vitrine.Catalogue;

namespace Vitrine.Models.Items;

/// <summary>The products of a store as items: item i is product row i with its main photo.</summary>
/// <param name="store">Not disposed here.</param>
public sealed class StoreItems(CatalogueStore store) : PhotoItems(store, store.MainPhotos)
{
    public override int RowOf(int item) => item;
}
