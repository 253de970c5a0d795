using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search.Traits;

namespace Vitrine.Search.Shop;

/// <summary>What kinds of products a query starts from: those of its products; and of a picture those of the products that look most like it.</summary>
internal static class KindsOfStarts
{
    // Fewer of the nearest ten may be there by chance.
    private const int Nearest = 10, Enough = 4;

    /// <param name="starts">Pictures and products.</param>
    /// <param name="pictures">Finds products by pictures.</param>
    /// <param name="store">The products.</param>
    /// <returns>As <see cref="Trait.Values"/> writes them; none where they cannot be told.</returns>
    public static IReadOnlyCollection<string> Of(IReadOnlyList<QueryPart> starts, PictureSearch pictures, CatalogueStore store)
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in starts)
        {
            if (start.Weight < 0)
                continue;
            if (start is ItemPart item)
                kinds.UnionWith(KindsOf([item.Item], store));
            else if (start is PicturePart)
                kinds.UnionWith(KindsOf(RowsLike(start, pictures), store).GroupBy(kind => kind, StringComparer.Ordinal).Where(group => group.Count() >= Enough).Select(group => group.Key));
        }

        return kinds;
    }

    private static IEnumerable<int> RowsLike(QueryPart picture, PictureSearch pictures)
    {
        EncodedQuery encoded;
        lock (pictures.Model) // made for one thread at a time
            encoded = pictures.Model.EncodeQueries([new Query(picture with { Weight = 1 })], ItemField.Photo)[0];
        return pictures.Gallery.Nearest(encoded, Nearest).Select(found => found.Row);
    }

    private static IEnumerable<string> KindsOf(IEnumerable<int> rows, CatalogueStore store) =>
        rows.Select(row => store[row]).Where(product => product.Category >= 0).Select(product => string.Join(Trait.Between, store.Tree.Path(product.Category)));
}
