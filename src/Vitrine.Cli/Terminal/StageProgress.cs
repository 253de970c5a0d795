namespace Vitrine.Cli.Terminal;

/// <summary>Gives a stage the shape in which the libraries report.</summary>
internal static class StageProgress
{
    /// <summary>A receiver of the number of finished units out of <paramref name="total"/>.</summary>
    public static IProgress<int> Of(this IStage stage, int total) => new Direct<int>(done => stage.Report(done, total));

    /// <summary>A receiver of reports of any type.</summary>
    public static IProgress<T> Of<T>(this IStage stage, Action<IStage, T> report) => new Direct<T>(value => report(stage, value));

    /// <summary>Unlike <see cref="Progress{T}"/> this calls at once on the reporting thread: no report arrives after the work has ended.</summary>
    private sealed class Direct<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
