namespace Vitrine.Workbench;

/// <summary>How far a piece of work is.</summary>
/// <param name="Stage">What is done at the moment, in words: "Reading photos".</param>
/// <param name="Done">Units finished of this stage.</param>
/// <param name="Total">Units in all; 0 while nobody knows.</param>
/// <param name="Detail">What else is worth seeing now, such as the loss.</param>
public sealed record WorkProgress(string Stage, long Done = 0, long Total = 0, string Detail = "");

/// <summary>Receivers of other reports that hand them on as <see cref="WorkProgress"/>.</summary>
public static class WorkProgressExtensions
{
    /// <summary>A receiver of the number of finished units.</summary>
    public static IProgress<int>? Count(this IProgress<WorkProgress>? progress, string stage, long total) =>
        progress is null ? null : new Direct<int>(done => progress.Report(new WorkProgress(stage, done, total)));

    /// <summary>A receiver of reports of any type.</summary>
    public static IProgress<T>? Select<T>(this IProgress<WorkProgress>? progress, Func<T, WorkProgress> report) =>
        progress is null ? null : new Direct<T>(value => progress.Report(report(value)));

    // Unlike Progress<T> this calls at once on the reporting thread: no report arrives after the work has ended.
    private sealed class Direct<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
