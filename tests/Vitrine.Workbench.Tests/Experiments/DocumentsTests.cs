using Vitrine.Workbench.Experiments;

namespace Vitrine.Workbench.Tests.Experiments;

public sealed class DocumentsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Repository repository;

    public DocumentsTests()
    {
        repository = new Repository(folder.FullName);
        folder.Write("reproduce/tiny.json", TinyExperiment.File(TinyExperiment.Expected));
        folder.Write("docs/experiments.md", "no block here\n");
        folder.Write("README.md", "before\n<!-- results: tiny -->\nold table\n<!-- /results -->\nafter\n");
    }

    [Fact]
    public void Update_AfterARun_WritesTheTableBetweenTheMarksAndNothingElse()
    {
        Save(good: 0.5, poor: 0.25);
        Assert.Equal(["README.md"], Documents.Update(repository));
        var text = Readme();
        Assert.Contains("over 2 seeds; gallery: training products. `./vitrine reproduce tiny` took", text);
        Assert.StartsWith("before\n<!-- results: tiny -->\n", text);
        Assert.EndsWith("<!-- /results -->\nafter\n", text);
        Assert.Contains("| good-64 | 50.00 ± 1.00 | 3.00 |", text);
        Assert.Contains("| poor-64 | 25.00 | – |", text);
        Assert.Contains("**[OK]** as expected. All targets are met. Measured on revision 012345678.", text);
        Assert.DoesNotContain("old table", text);
        Assert.Empty(Documents.Update(repository));
    }

    [Fact]
    public void Update_OfOneSeed_SaysWhichAndHowToRunIt()
    {
        Save(good: 0.5, poor: 0.25, 2);
        Documents.Update(repository);
        Assert.Contains("one seed (2); gallery: training products. `./vitrine reproduce tiny --seed 2` took", Readme());
    }

    [Fact]
    public void Update_OfAFailedResult_SaysWhichFigureAndWhichTarget()
    {
        Save(good: 0.4, poor: 0.31);
        Documents.Update(repository);
        Assert.Contains("**[FAIL]** below the expected figures: good-64/category/mean/map (40.00, expected 50.00).", Readme());
        Assert.Contains("Missed: good-64/category/mean/map at least 20.00 above poor-64/category/mean/map (missed by 11.00).", Readme());
    }

    [Fact]
    public void Update_OfAnOldResult_SaysSoWithItsRevision()
    {
        Save(good: 0.5, poor: 0.25);
        folder.Write("src/Vitrine.Models/HiCHNet/Loss.cs", "// changed since");
        Documents.Update(repository);
        Assert.Contains("`[OLD]`: its sources have changed since revision 012345678.", Readme());
    }

    [Fact]
    public void Update_BeforeTheFirstRun_SaysWhyThereIsNothing()
    {
        folder.Write("reproduce/tiny.json", TinyExperiment.File(TinyExperiment.NotMeasured));
        Documents.Update(repository);
        Assert.Contains("Not measured yet (a test): `./vitrine reproduce tiny`.", Readme());
    }

    [Fact]
    public void Update_OfAnExperimentWithAChart_DrawsTheFiguresOfItsRuns()
    {
        folder.Write("reproduce/tiny.json", TinyExperiment.File($$"""
            {{TinyExperiment.Expected}},
            "charts": [ { "file": "weights.svg", "title": "Weights", "xLabel": "share", "yLabel": "weight", "metric": "weight-at/", "runs": ["good-64", "poor-64"] } ]
            """));
        var result = TinyExperiment.Result(good: 0.5, poor: 0.25, 1, 2);
        foreach (var (metric, value) in new[] { ("good-64/weight-at/0.75", 0.8), ("good-64/weight-at/0.75/std", 0.1), ("good-64/weight-at/0.25", 0.3) })
            result.Metrics[metric] = value;
        result.Save(repository, repository.ReadExperiment("tiny"));
        Assert.Equal(["README.md", Path.Combine("docs", "weights.svg")], Documents.Update(repository));
        var drawing = File.ReadAllText(folder.File("docs/weights.svg"));
        Assert.Contains("<title>Weights</title>", drawing);
        Assert.Equal(2, drawing.Split("<circle").Length - 1);
        Assert.DoesNotContain("poor-64", drawing);
        Assert.Empty(Documents.Update(repository));
    }

    public void Dispose() => folder.Dispose();

    private string Readme() => File.ReadAllText(folder.File("README.md"));

    private void Save(double good, double poor, params int[] seeds)
    {
        var experiment = repository.ReadExperiment("tiny");
        (TinyExperiment.Result(good, poor, seeds.Length == 0 ? [1, 2] : seeds) with { Sources = ExperimentSources.Hash(repository, experiment) }).Save(repository, experiment);
    }
}
