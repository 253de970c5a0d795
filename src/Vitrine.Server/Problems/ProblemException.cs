namespace Vitrine.Server.Problems;

/// <summary>Ends a request with a problem.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public ProblemException(ProblemKind kind, string detail, string hint)
        : this(Problem.Of(kind, detail, hint))
    {
    }

    /// <summary>The answer.</summary>
    public Problem Problem { get; } = problem;
}
