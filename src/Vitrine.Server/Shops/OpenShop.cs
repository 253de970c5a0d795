using Vitrine.Catalogue;
using Vitrine.Search.Shop;

namespace Vitrine.Server.Shops;

/// <summary>One state of the store, opened. It closes when nobody uses it any more.</summary>
internal sealed class OpenShop : IDisposable
{
    private readonly ShopSearch search;
    private int users = 1;

    private OpenShop(CatalogueStore store, ShopSearch search, string? model) => (Store, this.search, Model) = (store, search, model);

    /// <summary>The products.</summary>
    public CatalogueStore Store { get; }

    /// <summary>The model behind its searches; null where words search alone.</summary>
    public string? Model { get; }

    /// <summary>Opens the present state of a store, and tries it.</summary>
    /// <param name="storePath">Its folder.</param>
    /// <param name="model">The model to search with; null for the one chosen for the shop.</param>
    /// <exception cref="UsageException">No store, not indexed, or no such model.</exception>
    /// <exception cref="CatalogueException">It does not find what it has.</exception>
    public static OpenShop Open(string storePath, string? model)
    {
        var name = ShopCard.ModelOf(storePath, model);
        var store = CatalogueStore.Open(storePath);
        OpenShop? shop = null;
        try
        {
            shop = new OpenShop(store, ShopSearch.Open(storePath, name), name);
            SelfCheck.Run(shop);
            return shop;
        }
        catch
        {
            shop?.Dispose();
            store.Dispose();
            throw;
        }
    }

    /// <summary>Searches. Safe to call from several threads.</summary>
    public ShopAnswer Answer(ShopQuery query)
    {
        lock (search)
            return search.Answer(query);
    }

    /// <summary>One more user, who calls <see cref="Dispose"/> once; false when it is closed already.</summary>
    public bool TryUse()
    {
        for (var seen = Volatile.Read(ref users); seen > 0; seen = Volatile.Read(ref users))
        {
            if (Interlocked.CompareExchange(ref users, seen + 1, seen) == seen)
                return true;
        }

        return false;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref users) != 0)
            return;
        search.Dispose();
        Store.Dispose();
    }
}
