using Vitrine.Catalogue;
using Vitrine.Search;
using Vitrine.Search.Queries;
using Vitrine.Search.Shop;

namespace Vitrine.Workbench.Demo;

/// <summary>A search that the demo shows: words, or the photo of a product that training never saw.</summary>
/// <param name="Name">What stands above its hits.</param>
/// <param name="Text">The words; null for a photo.</param>
/// <param name="Photo">The photo's file; null for words.</param>
/// <param name="Id">The product of the photo, which is not to find itself.</param>
public sealed record DemoQuery(string Name, string? Text, byte[]? Photo, string? Id = null)
{
    /// <param name="shop">Finds by words.</param>
    /// <param name="pictures">Finds by pictures; null: there is no model that could.</param>
    /// <param name="hits">Wanted.</param>
    public IReadOnlyList<ProductHit> Run(ShopSearch shop, ProductSearch? pictures, int hits)
    {
        if (Text is null)
            return [.. (pictures?.ByImage(Photo!, hits + 1) ?? []).Where(hit => hit.Product.Id != Id).Take(hits)];
        var answer = shop.Answer(new ShopQuery { Text = Text, Count = hits });
        return [.. answer.Hits, .. answer.LessLikely];
    }
}

/// <summary>Chooses what the demo searches for, the same on every run: words for what the shop has most of, and photos of products that training never saw.</summary>
public static class DemoQueries
{
    private const int Texts = 4;
    private const int Photos = 1;
    private const int MostQueries = 10_000;

    /// <summary>Hits that a search shows.</summary>
    public const int Hits = 10;

    public static IReadOnlyList<DemoQuery> Of(CatalogueStore store) => [.. OfWords(store), .. Examples(store).Take(Photos).Select(product => OfPhoto(store, product))];

    // Each of another kind and other values, such as "navy blue sneakers", colours first, which everybody can judge; a shop without attributes is asked for titles.
    private static IEnumerable<DemoQuery> OfWords(CatalogueStore store)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var texts = new List<string>();
        var queries = ShopperQueries.Make(store, new ShopperOptions { LeastProducts = Hits, MostQueries = MostQueries }).Queries.Where(query => query.Group == "values-2")
            .OrderByDescending(query => query.Key.Contains("colo", StringComparison.OrdinalIgnoreCase)).ThenByDescending(query => query.Relevant.Count).ThenBy(query => query.Key, StringComparer.Ordinal);
        foreach (var query in queries)
        {
            var words = query.Text.Split(' ');
            if (texts.Count == Texts || words.Any(used.Contains))
                continue;
            used.UnionWith(words);
            texts.Add(query.Text);
        }

        return (texts.Count > 0 ? texts : Examples(store).Skip(Photos).Take(Texts).Select(product => product.Title)).Select(text => new DemoQuery($"\"{text}\"", text, null));
    }

    private static DemoQuery OfPhoto(CatalogueStore store, Product product) =>
        new($"the photo of {product.Id} ({string.Join(" / ", store.Tree.Path(product.Category))})", null, store.ReadImage(product.Row), product.Id);

    // Products that training never saw come first; a shop of eight may have none.
    private static IEnumerable<Product> Examples(CatalogueStore store) => new[] { Part.Test, Part.Validation, Part.Train }
        .SelectMany(store.PhotographedRowsOf)
        .GroupBy(row => store.Categories[row])
        .OrderBy(rows => store.Parts[rows.First()] != Part.Test)
        .ThenByDescending(rows => rows.Count())
        .ThenBy(rows => rows.Key)
        .Select(rows => store[rows.First()]);
}
