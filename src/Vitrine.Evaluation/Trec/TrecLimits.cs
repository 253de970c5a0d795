namespace Vitrine.Evaluation;

/// <summary>Limits that hold while an untrusted TREC file is read, counted after decompression.</summary>
/// <param name="LineLength">Characters in a line.</param>
/// <param name="Lines">Lines in a file; the default holds 1,000 results for each of 50,000 queries.</param>
public sealed record TrecLimits(int LineLength = 4096, long Lines = 50_000_000)
{
    /// <summary>The defaults.</summary>
    public static readonly TrecLimits Default = new();
}
