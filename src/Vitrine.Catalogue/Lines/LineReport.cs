namespace Vitrine.Catalogue;

/// <summary>Something wrong with one line of a file, which was skipped.</summary>
/// <param name="Line">Number of the line from 1; of the entry where the file is binary.</param>
/// <param name="Reason">What was found and what was expected.</param>
public readonly record struct LineProblem(long Line, string Reason)
{
    public override string ToString() => $"line {Line}: {Reason}";
}

/// <summary>What a streaming reader skipped: all problems counted, the first thousand kept, because a broken file may have millions.</summary>
public sealed class LineReport
{
    private const int MostKept = 1000;

    private readonly List<LineProblem> problems = [];

    public LineReport()
    {
    }

    /// <summary>A report as it was stored.</summary>
    public LineReport(IEnumerable<LineProblem> problems, long count)
    {
        this.problems.AddRange(problems.Take(MostKept));
        Count = count;
    }

    /// <summary>Number of problems.</summary>
    public long Count { get; private set; }

    /// <summary>The first problems, in the order of the file.</summary>
    public IReadOnlyList<LineProblem> Problems => problems;

    /// <summary>Notes a problem.</summary>
    public void Add(long line, string reason)
    {
        Count++;
        if (problems.Count < MostKept)
            problems.Add(new(line, reason));
    }
}
