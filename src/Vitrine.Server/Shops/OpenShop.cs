using Vitrine.Catalogue;
using Vitrine.Search;
using Vitrine.Search.Codes;
using Vitrine.Search.Shop;

namespace Vitrine.Server.Shops;

/// <summary>One state of the store, opened. It closes when nobody uses it any more.</summary>
internal sealed class OpenShop : IDisposable
{
    private int users = 1;

    private readonly Lazy<IReadOnlyList<(string Model, CodeHealth Health)>> codes;

    private OpenShop(ShopSearch search)
    {
        Search = search;
        codes = new Lazy<IReadOnlyList<(string, CodeHealth)>>(() => [.. GalleryWriter.ModelsOf(Store).Select(HealthOf).OfType<(string, CodeHealth)>()]);
    }

    /// <summary>How well the codes of its models use their bits; measured when somebody asks.</summary>
    public IReadOnlyList<(string Model, CodeHealth Health)> Codes => codes.Value;

    /// <summary>What finds its products.</summary>
    public ShopSearch Search { get; }

    /// <summary>The products.</summary>
    public CatalogueStore Store => Search.Store;

    /// <summary>Why pictures cannot be searched by, in a sentence for the server's log; null where they can, or where there are none.</summary>
    public string? PictureProblem { get; private init; }

    /// <summary>Opens the present state of a store, and tries it.</summary>
    /// <param name="storePath">Its folder.</param>
    /// <param name="model">The model to search with; null for those chosen for the shop.</param>
    /// <exception cref="UsageException">No store, not indexed, or no such model.</exception>
    /// <exception cref="CatalogueException">It does not find what it has.</exception>
    public static OpenShop Open(string storePath, string? model)
    {
        return Tried(ShopSearch.Open(storePath, ShopCard.ModelOf(storePath, model), model ?? ShopCard.Read(storePath)?.ModelForPictures));
    }

    /// <summary>A state that is opened, once it is tried.</summary>
    /// <exception cref="CatalogueException">It does not find what it has; it is closed then.</exception>
    public static OpenShop Tried(ShopSearch search)
    {
        try
        {
            SelfCheck.Run(search);
            return new OpenShop(search) { PictureProblem = SelfCheck.PictureProblem(search) };
        }
        catch
        {
            search.Dispose();
            throw;
        }
    }

    /// <summary>A state that was made of one that was tried.</summary>
    /// <param name="search">Closed with this.</param>
    /// <param name="before">That one.</param>
    public static OpenShop After(ShopSearch search, OpenShop before) => new(search) { PictureProblem = before.PictureProblem };

    private (string, CodeHealth)? HealthOf(string model)
    {
        try
        {
            var codes = StoredCodes.Read(Store, model);
            return codes.Rows.Count == 0 ? null : (model, CodeHealth.Of(codes, [.. codes.Rows.Select(row => Store.Categories[row])]));
        }
        catch (UsageException)
        {
            return null; // it gives no codes, or is not indexed as the store is now
        }
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
        if (Interlocked.Decrement(ref users) == 0)
            Search.Dispose();
    }
}
