using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Workbench.Demo;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Demo;

public sealed class SmallDemoTests
{
    [Fact]
    public void Demo_OfEightProducts_ShowsItsSearchesAndItsSheetAndSaysWhatCannotBeMeasured()
    {
        HandProduct boot = new(Part.Train, "Shoes/Boot"), hat = new(Part.Train, "Heads/Hat");
        using var shop = new HandShop([.. boot.Times(4), .. hat.Times(3), boot with { Part = Part.Test }]);
        using var folder = new TemporaryFolder();
        var model = Training.Run(shop.Path, "hichnet", new TrainingRequest("") { Epochs = 2 });
        Indexing.Run(shop.Path, model);
        Assert.Throws<MeasurementException>(() => Evaluating.Run(shop.Path, model, new EvaluationRequest(Evaluating.Category)));

        var queries = DemoQueries.OfCatalogue(shop.Store);
        Assert.Equal(["p7", "p4"], Ids(shop, queries)); // a test product first; one of each category
        using var search = ProductSearch.Open(shop.Path, model);
        (DemoQuery Query, IReadOnlyList<ProductHit> Hits)[] searches = [.. queries.Select(query => (query, query.Run(search, 10)))];
        Assert.All(searches, found => Assert.Equal(8, found.Hits.Count));

        var sheet = folder.File("searches.png");
        DemoSheet.Write(sheet, shop.Path, searches);
        var picture = ImageDecoder.Decode(File.ReadAllBytes(sheet));
        Assert.True(picture.Width > picture.Height / 2 && picture.Height > 100, $"The sheet has {picture.Width}×{picture.Height} pixels.");
    }

    private static IEnumerable<string> Ids(HandShop shop, IReadOnlyList<DemoQuery> queries) =>
        queries.Select(query => shop.Store.Products().Single(product => product.Title == query.Text).Id);
}
