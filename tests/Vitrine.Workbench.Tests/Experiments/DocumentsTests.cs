using System.Text.Json.Nodes;
using Vitrine.Cli.Experiments;

namespace Vitrine.EndToEnd.Tests;

public sealed class DocumentsTests : IDisposable
{
    private const string ExperimentText = """
        {
          "name": "tiny", "title": "Two methods", "data": { "synth": { "products": 10, "seed": 1 } }, "tasks": ["category"],
          "runs": [ { "label": "good-64", "method": "hichnet" }, { "label": "poor-64", "method": "cca" } ],
          "seeds": [1, 2], "columns": [ { "metric": "category/mean/map", "heading": "MAP" } ],
          "command": "./vitrine reproduce tiny", "minutes": 1,
          "expected": { "good-64/category/mean/map": { "value": 0.5, "tolerance": 0.01 } },
          "claims": [ { "metric": "good-64/category/mean/map", "above": "poor-64/category/mean/map", "atLeast": 0.2 } ]
        }
        """;

    private readonly TemporaryFolder folder = new();
    private readonly Repository repository;
    private readonly Experiment experiment;

    public DocumentsTests()
    {
        repository = new Repository(folder.Path);
        folder.Write("reproduce/tiny.json", ExperimentText);
        folder.Write("docs/experiments.md", "no block here\n");
        experiment = repository.ReadExperiment("tiny");
    }

    [Fact]
    public void Update_AfterARun_WritesTheTableBetweenTheMarksAndNothingElse()
    {
        var readme = folder.Write("README.md", "before\n<!-- results: tiny -->\nold table\n<!-- /results -->\nafter\n");
        Result(good: 0.5, poor: 0.25).Save(repository);

        Assert.Equal(["README.md"], Documents.Update(repository));
        var text = File.ReadAllText(readme);
        Assert.StartsWith("before\n<!-- results: tiny -->\n", text);
        Assert.EndsWith("<!-- /results -->\nafter\n", text);
        Assert.Contains("| good-64 | 50.00 ± 1.00 |", text);
        Assert.Contains("| poor-64 | 25.00 |", text);
        Assert.DoesNotContain("old table", text);
        Assert.Empty(Documents.Update(repository));
    }

    [Theory]
    [InlineData(0.50, 0.25, "OK")]
    [InlineData(0.60, 0.25, "OK*")]
    [InlineData(0.48, 0.25, "FAIL")]
    [InlineData(0.50, 0.31, "FAIL")]
    public void Verdict_OfValuesAndClaims_IsTheWorst(double good, double poor, string verdict) =>
        Assert.Equal(verdict, (string?)Result(good, poor).ToJson()["verdict"]);

    public void Dispose() => folder.Dispose();

    private ExperimentResult Result(double good, double poor) => new(experiment,
        new(StringComparer.Ordinal)
        {
            ["good-64/category/mean/map"] = good,
            ["good-64/category/mean/map/std"] = 0.01,
            ["poor-64/category/mean/map"] = poor,
            ["poor-64/category/mean/map/std"] = 0,
        },
        new JsonObject { ["summary"] = "gallery: training products" }, seconds: 60, peakMemoryMb: 100);
}
