using Vitrine.Catalogue;
using Vitrine.Models.Contract;

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
    /// <param name="models">The models of the store; must outlive this.</param>
    /// <exception cref="UsageException">There is no such model, or what it made is of other products or weights.</exception>
    public static PictureSearch Open(CatalogueStore store, string name, ShopModels models) =>
        new(name, models[name], Gallery.Open(store, name, models[name], ItemField.Photo, models.By(store, name)));

    /// <inheritdoc/>
    public void Dispose() => Gallery.Dispose();
}
