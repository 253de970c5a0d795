using Vitrine.Cli.Experiments;
using Vitrine.Cli.Terminal;

namespace Vitrine.EndToEnd.Tests;

public class ExperimentTests
{
    [Theory]
    [InlineData(0.50, "[OK]")]
    [InlineData(0.49, "[OK]")]
    [InlineData(0.489, "[FAIL]")]
    [InlineData(0.52, "[OK*]")]
    [InlineData(double.NaN, "[FAIL]")]
    public void Judge_ValueAgainstExpectation_GivesVerdict(double measured, string mark) =>
        Assert.Equal(mark, Verdicts.Judge(measured, new Expectation(0.50, 0.01)).Mark());

    [Fact]
    public void SeedValues_ThreeSeeds_GiveMeanAndSampleDeviation()
    {
        var values = new SeedValues();
        foreach (var value in new[] { 0.1, 0.2, 0.3 })
            values.Add(new Dictionary<string, double> { ["a/map"] = value });
        var summary = values.Summary();
        Assert.Equal(0.2, summary["a/map"], 12);
        Assert.Equal(0.1, summary["a/map/std"], 12);
    }

    [Fact]
    public void EveryExperimentFile_Read_IsCompleteAndNamesKnownMetrics()
    {
        var repository = Repository.Find();
        Assert.Contains("myntra-hichnet", repository.ExperimentNames());
        Assert.All(repository.ExperimentNames(), name =>
        {
            var experiment = repository.ReadExperiment(name);
            Assert.NotEmpty(experiment.Runs);
            Assert.NotEmpty(experiment.Seeds);
            string[] labels = [.. experiment.Runs.Select(run => run.Label)];
            var keys = experiment.Expected.Keys.Concat(experiment.Claims.SelectMany(claim => new[] { claim.Metric, claim.Above }));
            Assert.All(keys, key => Assert.Contains(key.Split('/')[0], labels));
        });
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("small", "small")]
    [InlineData("first", "first-seed-7")]
    [InlineData("models/net", "repository/../shared/models/net")]
    public void Request_ImageEncoder_NamesTheModelOfTheSameSeedOrAFolderBesideTheRepository(string? given, string? expected)
    {
        var first = new ExperimentRun("first", "contrastive");
        var second = new ExperimentRun("second", "hsl", ImageEncoder: given);
        Assert.Equal(expected, second.Request(7, [first], new Repository("repository")).ImageEncoder);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("\"part\": \"validation\",", "Validation")]
    public void Experiment_Part_IsReadAndDefaultsToTheTasks(string part, string? expected)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(expected, Experiment.Read(folder.Write("sample.json", Sample(part))).Part?.ToString());
    }

    [Fact]
    public void Experiment_UnknownPart_IsBadData()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("sample.json", Sample("\"part\": \"devel\","));
        var error = Assert.Throws<VerbException>(() => Experiment.Read(file));
        Assert.Equal(ExitCode.BadData, error.ExitCode);
        Assert.Contains("part", error.Message);
    }

    private static string Sample(string part) =>
        $$"""
        {
          "name": "sample", "title": "", "data": { "synth": { "products": 10, "seed": 1 } }, "tasks": ["pairs"], {{part}}
          "runs": [], "seeds": [1], "columns": [], "command": "", "minutes": 1, "expected": {}, "claims": []
        }
        """;

    [Fact]
    public void Experiment_Unknown_SuggestsTheNearest()
    {
        var error = Assert.Throws<VerbException>(() => Repository.Find().ReadExperiment("myntra-hichent"));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("myntra-hichnet", error.Hint);
    }
}
