namespace Vitrine.Evaluation;

/// <summary>A TREC file that cannot be read; the message names file, line, what was found and what was expected.</summary>
public sealed class TrecFormatException(string file, long line, string problem)
    : Exception(FormattableString.Invariant($"{file}, line {line}: {problem}"))
{
    /// <summary>The file as it was given.</summary>
    public string File { get; } = file;

    /// <summary>Line number, from 1.</summary>
    public long Line { get; } = line;
}
