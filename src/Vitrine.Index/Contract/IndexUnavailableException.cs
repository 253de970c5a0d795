namespace Vitrine.Index;

/// <summary>An index is kept by a server that does not answer, or refuses. The message says which and why, without passwords; <see cref="Hint"/> what to do.</summary>
public sealed class IndexUnavailableException(string message, string hint, Exception? cause = null) : IOException(message, cause)
{
    /// <summary>What to do, as one sentence.</summary>
    public string Hint { get; } = hint;
}
