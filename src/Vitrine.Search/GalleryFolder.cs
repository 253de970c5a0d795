using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Search.Indexes;

namespace Vitrine.Search;

/// <summary>Where what a model made of a store's products lies: <c>index/MODEL/photo</c> and <c>index/MODEL/title</c>.</summary>
internal static class GalleryFolder
{
    /// <summary>The folder of a field.</summary>
    public static string Of(CatalogueStore store, string model, ItemField field) =>
        Path.Combine(StoreIndexes.FolderOf(store), ModelDirectory.Of(store, model).Name, field.ToString().ToLowerInvariant());

    /// <summary>What its index is called among those of the store.</summary>
    public static string NameOf(CatalogueStore store, string model, ItemField field) => $"{ModelDirectory.Of(store, model).Name}/{field.ToString().ToLowerInvariant()}";

    /// <summary>What makes it, and makes it anew.</summary>
    public static string Remedy(CatalogueStore store, string model) => $"vitrine index {store.Path} --model {model}";

    /// <summary>Opens the index of a field, if it is of the products and the weights as they are now.</summary>
    public static IIndexSnapshot OpenIndex(CatalogueStore store, string model, ItemField field)
    {
        var (now, indexes, name) = (Provenance.Of(store, model), StoreIndexes.Of(store), NameOf(store, model, field));
        if (!indexes.Exists(name))
            throw new UsageException($"The products are not encoded with the model '{model}' yet.", $"Run: {Remedy(store, model)}");
        var snapshot = indexes.Open(name);
        try
        {
            now.Require(snapshot.Properties, "the index was", Remedy(store, model));
            return snapshot;
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }
}
