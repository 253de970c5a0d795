using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;

namespace Vitrine.Search.Shop;

/// <summary>The model of a shop that looks at pictures, and what it made of the products' photos.</summary>
internal sealed class PictureSearch : IDisposable
{
    private PictureSearch(string name, IRetrievalModel model, Gallery gallery) => (Name, Model, Gallery) = (name, model, gallery);

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>The model.</summary>
    public IRetrievalModel Model { get; }

    /// <summary>All photos.</summary>
    public Gallery Gallery { get; }

    /// <summary>Opens what <c>vitrine index</c> made.</summary>
    /// <param name="store">The products; must outlive this.</param>
    /// <param name="name">A model of the store.</param>
    /// <exception cref="UsageException">There is no such model, or what it made is of other products or weights.</exception>
    public static PictureSearch Open(CatalogueStore store, string name)
    {
        var card = ModelDirectory.Of(store, name).ReadCard();
        var model = Methods.Load(store.Path, name);
        try
        {
            return new PictureSearch(name, model, Gallery.Open(store, name, model, ItemField.Photo, SearchBys.Choose(null, model.Description, SearchBys.Best(card))));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Gallery.Dispose();
        Model.Dispose();
    }
}
