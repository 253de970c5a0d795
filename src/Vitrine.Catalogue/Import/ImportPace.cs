namespace Vitrine.Catalogue;

/// <summary>How often an import commits and reports.</summary>
/// <param name="BatchFiles">Photos per commit: what an interruption may cost, against the price of reaching the disk.</param>
/// <param name="ReportEvery">The least time between two reports of progress.</param>
internal readonly record struct ImportPace(int BatchFiles, TimeSpan ReportEvery)
{
    public static ImportPace Usual { get; } = new(256, TimeSpan.FromMilliseconds(100));
}
