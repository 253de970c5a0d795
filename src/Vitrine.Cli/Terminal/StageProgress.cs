using Vitrine.Workbench;

namespace Vitrine.Cli.Terminal;

/// <summary>Shows a library's reports on a stage, which goes on under another title when the work says so.</summary>
internal sealed class StageProgress(IStage stage, string title) : IProgress<WorkProgress>
{
    private readonly Lock gate = new();
    private string current = title;

    public void Report(WorkProgress value)
    {
        lock (gate)
        {
            if (value.Stage != current)
                stage.Next(current = value.Stage);
            stage.Report(value.Done, value.Total, value.Detail);
        }
    }
}
