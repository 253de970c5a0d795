using Vitrine.Catalogue;
using Vitrine.Workbench.Experiments;

namespace Vitrine.Workbench.Tests.Experiments;

/// <summary>What stands in the place of the import and the split among the sources of a result: today they still make the catalogue that it was measured on.</summary>
public sealed class ExperimentCatalogueTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Repository repository = Repository.Find();

    [Fact]
    public void Of_ADrawnShop_IsTheCatalogueThatItsResultIsOf() => Assert.Equal(Recorded("shop-hashing"), ExperimentCatalogue.Of(Make("shop-hashing")));

    [Fact]
    public void Of_ARealCatalogueAndItsQuarter_AreThoseThatTheirResultsAreOf()
    {
        var whole = Make("myntra-shopper");
        Assert.Equal(Recorded("myntra-shopper"), ExperimentCatalogue.Of(whole));
        using (var store = CatalogueStore.Open(whole))
            StoreSample.Write(store, folder.File("quarter.vitrine"), repository.ReadExperiment("myntra-fgl").Data.OneIn, TestContext.Current.CancellationToken);
        Assert.Equal(Recorded("myntra-fgl"), ExperimentCatalogue.Of(folder.File("quarter.vitrine")));
    }

    [Fact]
    public void Of_EveryResultOfOneCatalogue_IsTheSame()
    {
        var results = repository.ExperimentNames().Select(name => (repository.ReadExperiment(name).Data, Catalogue: repository.LastResult(name)?.Catalogue ?? "")).Where(result => result.Catalogue.Length > 0);
        Assert.All(results.GroupBy(result => System.Text.Json.JsonSerializer.Serialize(result.Data)), same => Assert.Single(same.Select(result => result.Catalogue).Distinct()));
    }

    public void Dispose() => folder.Dispose();

    private string Recorded(string name) => repository.LastResult(name)!.Catalogue;

    private string Make(string name)
    {
        var experiment = repository.ReadExperiment(name);
        var missing = experiment.Data.MissingIn(repository);
        Assert.SkipUnless(missing is null, $"There is no {missing} beside the repository.");
        ExperimentStore.Make(repository, experiment, folder.File("work"), folder.File("work/shop.vitrine"), cancellation: TestContext.Current.CancellationToken);
        return folder.File("work/shop.vitrine");
    }
}
