using Vitrine.Catalogue;
using Vitrine.Workbench.Experiments;

namespace Vitrine.Workbench.Tests.Experiments;

public sealed class ExperimentResultTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Repository repository;

    public ExperimentResultTests()
    {
        repository = new Repository(folder.FullName);
        folder.Write("reproduce/tiny.json", TinyExperiment.File(TinyExperiment.NotMeasured));
    }

    [Fact]
    public void Result_Saved_IsReadAsItWas()
    {
        var (experiment, result) = (repository.ReadExperiment("tiny"), TinyExperiment.Result(0.5, 0.25));
        result.Save(repository, experiment);
        var read = repository.LastResult("tiny")!;
        Assert.Equal(result.ToJson(experiment).ToJsonString(), read.ToJson(experiment).ToJsonString());
        Assert.Equal(("0123456789abcdef", true), (read.Revision, read.IsClean));
    }

    [Fact]
    public void Result_FromBeforeRevisionsWereKept_IsReadAsUnknownAndOld()
    {
        folder.Write("reproduce/results/tiny.json", """{ "name": "tiny", "metrics": { "a/map": 0.5 }, "seconds": 1, "peakMemoryMb": 2, "protocol": {} }""");
        var read = repository.LastResult("tiny")!;
        Assert.Equal(Revision.Unknown, read.Revision);
        Assert.Null(read.IsClean);
        Assert.True(repository.IsOld(repository.ReadExperiment("tiny"), read));
    }

    [Fact]
    public void Expect_AfterARun_WritesItsSharesAndNothingElse()
    {
        TinyExperiment.Result(0.5123449, 0.25).Save(repository, repository.ReadExperiment("tiny"));
        Assert.Equal(2, ExpectedFigures.Write(repository, repository.ReadExperiment("tiny")));
        var (before, after) = (TinyExperiment.File(TinyExperiment.NotMeasured), File.ReadAllText(folder.File("reproduce/tiny.json")));
        Assert.Equal(before[..before.IndexOf("\"notMeasured\"")], after[..after.IndexOf("\"expected\"")]);
        var expected = repository.ReadExperiment("tiny").Expected!;
        Assert.Equal(new Expectation(0.5123, 0.03), expected["good-64/category/mean/map"]);
        Assert.Equal(new Expectation(0.25, 0.005), expected["poor-64/category/mean/map"]);
    }

    [Fact]
    public void Expect_Twice_ReplacesTheFigures()
    {
        foreach (var value in new[] { 0.5, 0.6 })
        {
            TinyExperiment.Result(value, 0.25).Save(repository, repository.ReadExperiment("tiny"));
            ExpectedFigures.Write(repository, repository.ReadExperiment("tiny"));
        }

        Assert.Equal(0.6, repository.ReadExperiment("tiny").Expected!["good-64/category/mean/map"].Value);
    }

    [Fact]
    public void Expect_AfterOneSeed_KeepsTheToleranceThatSeveralGave()
    {
        foreach (var (value, deviation, seeds) in new[] { (0.5, 0.02, new[] { 1, 2 }), (0.6, 0, [1]) })
        {
            var result = TinyExperiment.Result(value, 0.25, seeds);
            result.Metrics["good-64/category/mean/map/std"] = deviation;
            result.Save(repository, repository.ReadExperiment("tiny"));
            ExpectedFigures.Write(repository, repository.ReadExperiment("tiny"));
        }

        Assert.Equal(new Expectation(0.6, 0.06), repository.ReadExperiment("tiny").Expected!["good-64/category/mean/map"]);
    }

    [Fact]
    public void WithSeed_OneOfThem_AsksWithItAlone()
    {
        var experiment = repository.ReadExperiment("tiny");
        Assert.Equal([2], experiment.WithSeed(2).Seeds);
        Assert.Equal(ExperimentSources.Hash(repository, experiment), ExperimentSources.Hash(repository, experiment.WithSeed(2)));
        Assert.Contains("1, 2", Assert.Throws<UsageException>(() => experiment.WithSeed(3)).Hint);
    }

    [Fact]
    public void Expect_WithoutAResult_IsRefused() =>
        Assert.Throws<MeasurementException>(() => ExpectedFigures.Write(repository, repository.ReadExperiment("tiny")));

    [Fact]
    public void Revision_OutsideOfARepository_IsUnknown() => Assert.Equal(new Revision(Revision.Unknown, null), Revision.Of(folder.File("nowhere")));

    public void Dispose() => folder.Dispose();
}
