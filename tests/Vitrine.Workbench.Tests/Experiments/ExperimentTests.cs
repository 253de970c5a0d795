using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Workbench.Experiments;

namespace Vitrine.Workbench.Tests.Experiments;

public class ExperimentTests
{
    private static readonly Repository Checkout = Repository.Find();

    public static TheoryData<string> Names => [.. Checkout.ExperimentNames()];

    [Theory]
    [MemberData(nameof(Names))]
    public void ExperimentFile_Read_IsCompleteAndNamesItsOwnRuns(string name)
    {
        // Reading refuses a file that has neither expected figures nor a reason why there are none.
        var experiment = Checkout.ReadExperiment(name);
        Assert.NotEmpty(experiment.Runs);
        Assert.NotEmpty(experiment.Seeds);
        string[] labels = [.. experiment.Runs.Select(run => run.Label)];
        Assert.Distinct(labels);
        Assert.All(experiment.Rows ?? [], row => Assert.Contains(labels, label => row == label || row.StartsWith($"{label}-", StringComparison.Ordinal)));
        labels = [.. labels, .. experiment.RowLabels];
        var keys = (experiment.Expected?.Keys ?? []).Concat(experiment.Targets.SelectMany(target => new[] { target.Metric, target.Above ?? target.Metric }));
        Assert.All(keys, key => Assert.Contains(key.Split('/')[0], labels));
        Assert.All(experiment.Expected?.Keys ?? [], key => Assert.Contains(key.Split('/', 2)[1], experiment.Columns.Select(column => column.Metric)));
        Assert.EndsWith($"reproduce {name}", experiment.Command);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ExperimentFile_EveryRun_AsksItsMethodForWhatItHonours(string name)
    {
        var experiment = Checkout.ReadExperiment(name);
        Assert.All(experiment.Runs.Where(run => run.Method != ExperimentRun.Shop), run =>
        {
            var method = Methods.Find(run.Method);
            method.Options.Checked(method.Name, run.Request(1, experiment.Runs, Checkout));
        });
    }

    [Fact]
    public void ExperimentTable_WithRowsOfItsOwn_HasALineForEach()
    {
        var experiment = TinyExperiment.Of(TinyExperiment.NotMeasured) with { Rows = ["good-64-words", "good-64-photo"] };
        var table = new ResultTable(experiment, new Dictionary<string, double> { ["good-64-words/category/mean/map"] = 0.25 });
        Assert.Equal([["good-64-words", "25.00", "–"], ["good-64-photo", "–", "–"]], table.Rows);
    }

    /// <summary>No model can be called so, or a later run could not ask for the encoder: found after twenty minutes of measuring otherwise.</summary>
    [Theory]
    [InlineData("poor+64")]
    [InlineData("resnet18")]
    public void ExperimentFile_WithALabelThatMeansSomethingElse_IsRefused(string label)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("tiny.json", TinyExperiment.File(TinyExperiment.NotMeasured).Replace("poor-64", label, StringComparison.Ordinal));
        Assert.Contains($"'{label}'", Assert.Throws<MeasurementException>(() => Experiment.Read(file)).Message, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("\"part\": \"devel\",", "part")]
    [InlineData("\"expected\": {},", "nothing tells a good result")]
    [InlineData("\"expected\": { \"a/map\": { \"value\": 0.5, \"tolerance\": 0.1 } },", "two things do")]
    public void Experiment_Incomplete_IsRefusedWithTheReason(string property, string reason)
    {
        using var folder = new TemporaryFolder();
        var text = property.Contains("{}") ? Sample(property).Replace(", \"notMeasured\": \"a sample\"", "") : Sample(property);
        var error = Assert.Throws<MeasurementException>(() => Experiment.Read(folder.Write("sample.json", text)));
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void Experiment_Unknown_SuggestsTheNearest()
    {
        var error = Assert.Throws<UsageException>(() => Checkout.ReadExperiment("myntra-hichent"));
        Assert.Contains("myntra-hichnet", error.Hint);
    }

    private static string Sample(string property) =>
        $$"""
        {
          "name": "sample", "title": "", "data": { "synth": { "products": 10, "seed": 1 } }, "tasks": ["pairs"], {{property}}
          "runs": [], "seeds": [1], "columns": [], "command": "", "minutes": 1, "targets": [], "notMeasured": "a sample"
        }
        """;
}
