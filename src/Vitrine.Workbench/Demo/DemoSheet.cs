using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Search;
using Vitrine.Search.Shop;

namespace Vitrine.Workbench.Demo;

/// <summary>The demo's searches as one picture.</summary>
public static class DemoSheet
{
    public static void Write(string file, string storePath, IReadOnlyList<(DemoQuery Query, IReadOnlyList<ProductHit> Hits)> searches)
    {
        using var store = CatalogueStore.Open(storePath);
        SheetQuery[] rows =
        [
            .. searches.Select(search => new SheetQuery(search.Query.Name, search.Query.Photo,
                [.. search.Hits.Where(hit => hit.Product.Photos > 0).Select(hit => new SheetHit(store.ReadImage(hit.Product.Row), hit.Product.Title, string.Join(" / ", hit.CategoryPath), hit.Nearness switch { CodeDistance code => $"distance {code.Distance}", MatchProbability match => $"match {match}", _ => $"score {hit.Nearness}" }))])),
        ];
        File.WriteAllBytes(file, ImageEncoder.Png(ContactSheet.Draw($"{store.Count:N0} products: what was asked, and what was found", rows)));
    }
}
