using Vitrine.Workbench.Experiments;

namespace Vitrine.Workbench.Tests.Experiments;

/// <summary>The first model of an experiment may take an hour, and nothing is measured before it is done.</summary>
public sealed class ResumedExperimentTests : IDisposable
{
    private const string File = """
        {
          "name": "tiny", "title": "One method", "data": { "synth": { "products": 60, "seed": 1 } }, "tasks": ["pairs"],
          "runs": [ { "label": "hichnet", "method": "hichnet", "bits": 16, "epochs": 6 } ], "seeds": [1],
          "columns": [], "command": "./vitrine reproduce tiny", "minutes": 1, "targets": [], "notMeasured": "a test"
        }
        """;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Run_InterruptedInItsFirstTraining_GoesOnFromThereToTheSameFigures()
    {
        var experiment = Experiment.Read(folder.Write("tiny.json", File));
        using var stop = new CancellationTokenSource();
        var stopped = new Repository(Path.Combine(folder.FullName, "stopped"));
        Assert.ThrowsAny<OperationCanceledException>(() => Runner(stopped, new Watch(report => Stop(report, stop)), stop.Token).Run(experiment, isResumed: false));

        var first = 0L;
        var resumed = Runner(stopped, new Watch(report => first = first == 0 && IsTraining(report) ? report.Done : first), CancellationToken.None).Run(experiment, isResumed: true);
        Assert.True(first > 3, $"the training began with step {first}");
        var whole = Runner(new Repository(Path.Combine(folder.FullName, "whole")), null, CancellationToken.None).Run(experiment, isResumed: false);
        Assert.Equal(Figures(whole), Figures(resumed));
    }

    public void Dispose() => folder.Dispose();

    private static ExperimentRunner Runner(Repository repository, IProgress<WorkProgress>? progress, CancellationToken stop) => new(repository, 1, _ => { }, progress, stop);

    private static bool IsTraining(WorkProgress report) => report.Stage.StartsWith("Training", StringComparison.Ordinal);

    private static void Stop(WorkProgress report, CancellationTokenSource stop)
    {
        if (IsTraining(report) && report.Done == 3)
            stop.Cancel();
    }

    private static IEnumerable<KeyValuePair<string, double>> Figures(ExperimentResult result) => result.Metrics.Where(metric => !metric.Key.Contains("minutes", StringComparison.Ordinal));

    private sealed class Watch(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
