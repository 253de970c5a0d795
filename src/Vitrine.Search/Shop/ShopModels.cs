using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;

namespace Vitrine.Search.Shop;

/// <summary>The models of a store, each loaded once: what searches by words and what looks at pictures may be the same one, and so may several states of a store. Safe to use from several threads; a model itself is for one at a time.</summary>
internal sealed class ShopModels(string storePath) : IDisposable
{
    private readonly Dictionary<string, IRetrievalModel> loaded = new(StringComparer.Ordinal);

    /// <summary>A model by its name.</summary>
    /// <exception cref="UsageException">There is no such model.</exception>
    public IRetrievalModel this[string name]
    {
        get
        {
            lock (loaded)
            {
                if (!loaded.TryGetValue(name, out var model))
                    loaded.Add(name, model = Methods.Load(storePath, name));
                return model;
            }
        }
    }

    /// <summary>What of a model is compared: what it does best.</summary>
    public SearchBy By(CatalogueStore store, string name) => SearchBys.Choose(null, this[name].Description, SearchBys.Best(ModelDirectory.Of(store, name).ReadCard()));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in loaded.Values)
            model.Dispose();
    }
}
