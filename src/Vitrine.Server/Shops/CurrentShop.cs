using Vitrine.Catalogue;
using Vitrine.Search.Shop;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Shops;

/// <summary>The shop that requests are answered from. Safe to use from several threads.</summary>
internal sealed class CurrentShop : IDisposable
{
    private readonly Lock oneAtATime = new();
    private OpenShop current;

    private CurrentShop(OpenShop first, StoreStamp? stamp) => (current, Stamp) = (first, stamp);

    /// <summary>The files that it was opened from; null since this server writes them, so that nobody else can.</summary>
    public StoreStamp? Stamp { get; private set; }

    /// <summary>Opens a store.</summary>
    /// <exception cref="UsageException">No store, not indexed, or no such model.</exception>
    public static CurrentShop Open(ServerOptions options)
    {
        var stamp = StoreStamp.Of(options.StorePath); // before it is opened: what changes meanwhile is seen as newer
        return new CurrentShop(OpenShop.Open(options.StorePath, options.Model), stamp);
    }

    /// <summary>A shop whose states its writer gives.</summary>
    public static CurrentShop Of(OpenShop first) => new(first, stamp: null);

    /// <summary>The newest state, for one request; dispose it at the request's end. A state stays open until its last request has ended.</summary>
    public OpenShop Use()
    {
        while (true)
        {
            var shop = Volatile.Read(ref current);
            if (shop.TryUse())
                return shop;
        }
    }

    /// <summary>Puts a newer state before the requests that come from now on, unless the store's writer gives the states by now.</summary>
    /// <param name="newer">It belongs to this from now on.</param>
    /// <param name="stamp">The files that it was opened from.</param>
    public void Replace(OpenShop newer, StoreStamp stamp)
    {
        lock (oneAtATime)
        {
            if (Stamp is null)
                newer.Dispose();
            else
                Put(newer, stamp);
        }
    }

    /// <summary>Puts the next state of the store's writer before the requests.</summary>
    /// <param name="newer">It belongs to this from now on.</param>
    public void Replace(ShopSearch newer)
    {
        lock (oneAtATime)
            Put(OpenShop.After(newer, current), stamp: null);
    }

    public void Dispose() => current.Dispose();

    private void Put(OpenShop newer, StoreStamp? stamp)
    {
        var before = Interlocked.Exchange(ref current, newer);
        Stamp = stamp;
        before.Dispose();
    }
}
