using Vitrine.Catalogue;
using Vitrine.Search;

namespace Vitrine.Workbench.Demo;

/// <summary>A search that the demo shows: words, or the photo of a product that training never saw.</summary>
/// <param name="Name">What stands above its hits.</param>
/// <param name="Text">The words; null for a photo.</param>
/// <param name="Photo">The photo's file; null for words.</param>
/// <param name="Id">The product of the photo, which is not to find itself.</param>
public sealed record DemoQuery(string Name, string? Text, byte[]? Photo, string? Id = null)
{
    public IReadOnlyList<ProductHit> Run(ProductSearch search, int hits)
    {
        var found = Text is not null ? search.ByText(Text, hits) : search.ByImage(Photo!, hits + 1);
        return [.. found.Where(hit => hit.Product.Id != Id).Take(hits)];
    }
}

/// <summary>Chooses what the demo searches for: three texts and two photos, the same on every run.</summary>
public static class DemoQueries
{
    private const int Texts = 3;
    private const int Photos = 2;

    /// <summary>What a customer of the synthetic shop might type; none is a title of it.</summary>
    private static readonly string[] ShopTexts = ["long-sleeved dress in red", "knee-high boots", "round sunglasses"];

    public static IReadOnlyList<DemoQuery> OfSyntheticShop(CatalogueStore store) =>
        [.. ShopTexts.Select(text => new DemoQuery($"\"{text}\"", text, null)), .. Examples(store).Take(Photos).Select(product => OfPhoto(store, product))];

    /// <summary>Titles and photos of test products, each of another category, the largest categories first.</summary>
    public static IReadOnlyList<DemoQuery> OfCatalogue(CatalogueStore store)
    {
        Product[] examples = [.. Examples(store).Take(Texts + Photos)];
        return
        [
            .. examples.Take(Texts).Select(product => new DemoQuery($"\"{product.Title}\"", product.Title, null)),
            .. examples.Skip(Texts).Select(product => OfPhoto(store, product)),
        ];
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
