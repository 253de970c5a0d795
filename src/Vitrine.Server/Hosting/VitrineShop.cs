using Vitrine.Search.Shop;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Hosting;

/// <summary>The shop that a host serves, for the host's own code. Safe to use from several threads; follows the store as it changes.</summary>
public sealed class VitrineShop
{
    private readonly CurrentShop shops;

    internal VitrineShop(CurrentShop shops) => this.shops = shops;

    /// <summary>Asks the newest state of the store, which stays open until this returns.</summary>
    /// <param name="ask">What to ask; keeps nothing of the search that it is given.</param>
    public T Ask<T>(Func<ShopSearch, T> ask)
    {
        using var shop = shops.Use();
        return ask(shop.Search);
    }
}
