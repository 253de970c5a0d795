using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Datasets.Shop;
using Vitrine.Search;
using Vitrine.Search.Shop;
using Vitrine.Workbench.Demo;
using Vitrine.Workbench.Recipe;

namespace Vitrine.Workbench.Tests.Demo;

public sealed class SmallDemoTests
{
    private const int FewestRight = 9;

    [Fact]
    public void Demo_OfTheSyntheticShop_FindsTheAskedKindAndColour()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("shop.vitrine");
        Synthesising.IntoStore(path, ShopGenerator.Generate(new ShopOptions(), CancellationToken.None));
        var card = ShopTraining.Run(path, new ShopTrainingOptions { Minutes = 0.001 });
        using var store = CatalogueStore.Open(path);
        using var search = ShopSearch.Open(path, card!.Model);
        DemoQuery[] asked = [.. DemoQueries.Of(store).Where(query => query.Text is not null)];
        Assert.Equal(4, asked.Length);
        foreach (var query in asked)
        {
            var hits = query.Run(search, null, DemoQueries.Hits);
            var right = hits.Count(hit => Names(query.Text!, hit.CategoryPath[^1]) && Names(query.Text!, hit.Product.Attributes["colour"][0]));
            Assert.True(right >= FewestRight, $"{right} of {hits.Count} hits for {query.Name}.");
        }
    }

    [Fact]
    public void Demo_OfEightProducts_ShowsItsSearchesAndItsSheet()
    {
        HandProduct boot = new(Part.Train, "Shoes/Boot"), hat = new(Part.Train, "Heads/Hat");
        using var shop = new HandShop([.. boot.Times(4), .. hat.Times(3), boot with { Part = Part.Test }]);
        using var folder = new TemporaryFolder();
        var card = ShopTraining.Run(shop.Path, new ShopTrainingOptions { Epochs = 2 });
        using var search = ShopSearch.Open(shop.Path, card?.Model);
        using var pictures = card is null ? null : ProductSearch.Open(shop.Path, card.ModelForPictures);
        (DemoQuery Query, IReadOnlyList<ProductHit> Hits)[] searches = [.. DemoQueries.Of(shop.Store).Select(query => (query, query.Run(search, pictures, DemoQueries.Hits))).Where(found => found.Item2.Count > 0)];
        Assert.NotEmpty(searches);

        var sheet = folder.File("searches.png");
        DemoSheet.Write(sheet, shop.Path, searches);
        var picture = ImageDecoder.Decode(File.ReadAllBytes(sheet));
        Assert.True(picture.Width > 100 && picture.Height > 100, $"The sheet has {picture.Width}×{picture.Height} pixels.");
    }

    private static bool Names(string query, string value) => $" {query} ".Contains($" {value} ", StringComparison.OrdinalIgnoreCase);
}
