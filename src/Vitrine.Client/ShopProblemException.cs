using Vitrine.Client.Answers;

namespace Vitrine.Client;

/// <summary>The server says why it does not answer: what was found, what was expected, and what to do.</summary>
public sealed class ShopProblemException(ShopProblem problem) : Exception($"{problem.Detail} {problem.Hint}")
{
    /// <summary>What it says.</summary>
    public ShopProblem Problem { get; } = problem;
}
