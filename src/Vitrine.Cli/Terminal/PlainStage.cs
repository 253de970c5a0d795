namespace Vitrine.Cli.Terminal;

/// <summary>Progress for a pipe or a log: a line every few seconds, and one at the end.</summary>
internal sealed class PlainStage(string firstTitle, TextWriter output) : IStage
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private string title = firstTitle;
    private Pace pace = new();
    private TimeSpan next = Interval;
    private (long Done, long Total, string Detail) last = (0, 0, "");

    public void Report(long done, long total, string detail = "")
    {
        lock (gate)
        {
            last = (done, total, detail);
            if (pace.Elapsed < next)
                return;
            next = pace.Elapsed + Interval;
            Write();
        }
    }

    public void Next(string title)
    {
        lock (gate)
        {
            if (last.Done > 0)
                Finish();
            this.title = title;
            pace = new Pace();
            next = Interval;
            last = (0, 0, "");
            output.WriteLine($"{title} …");
        }
    }

    /// <summary>The last line: what was done and how long it took.</summary>
    public void Finish()
    {
        lock (gate)
        {
            var counted = last.Done > 0 ? $"{last.Done:N0} " : "";
            var detail = last.Detail.Length > 0 ? $", {last.Detail}" : "";
            output.WriteLine($"{title}: {counted}done in {Pace.Clock(pace.Elapsed.TotalSeconds)}{detail}");
        }
    }

    private void Write()
    {
        var share = last.Total > 0 ? $" of {last.Total:N0} ({100.0 * last.Done / last.Total:N0} %)" : "";
        string[] parts = [$"{last.Done:N0}{share}", pace.Describe(last.Done, last.Total), last.Detail];
        output.WriteLine($"{title}: {string.Join(", ", parts.Where(part => part.Length > 0))}");
    }
}
