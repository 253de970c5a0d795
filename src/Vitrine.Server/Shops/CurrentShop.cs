namespace Vitrine.Server.Shops;

/// <summary>The shop that requests are answered from. Safe to use from several threads.</summary>
internal sealed class CurrentShop(OpenShop first) : IDisposable
{
    private OpenShop current = first;

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

    /// <summary>Puts a newer state before the requests that come from now on.</summary>
    public void Replace(OpenShop newer) => Interlocked.Exchange(ref current, newer).Dispose();

    public void Dispose() => current.Dispose();
}
