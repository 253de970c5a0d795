using Vitrine.Workbench.Benchmarks;

namespace Vitrine.Workbench.Tests.Benchmarks;

public class WorkTests
{
    [Theory]
    [InlineData("hichnet-step")]
    [InlineData("hsl-step")]
    [InlineData("graph-filters-step")]
    [InlineData("composer-step")]
    [InlineData("gemm-128x64x4096-nt")]
    [InlineData("augment-256-48x64")]
    public void Work_RunTwice_DoesNotThrow(string name)
    {
        Assert.Contains(name, WorkCatalogue.Names);
        using var work = WorkCatalogue.Create(name);
        work.Run();
        work.Run();
    }

    [Fact]
    public void Work_Unknown_IsRefused() => Assert.Throws<ArgumentException>(() => WorkCatalogue.Create("nothing"));

    [Fact]
    public void DrawnItems_Titles_HaveEveryWordInSeveralOfThem()
    {
        // A training knows words of two titles or more: the size of HiCHNet's text layer stands on this.
        var items = new DrawnItems(count: 1024, features: 1, terms: 1386, termsPerTitle: 8);
        var words = items.Titles(items.RowsOf(Catalogue.Part.Train)).SelectMany(title => title.Split(' ')).CountBy(word => word).ToDictionary();
        Assert.Equal(1386, words.Count);
        Assert.True(words.Values.Min() >= 2);
    }
}
