namespace Vitrine.Evaluation;

/// <summary>Settings of pair retrieval.</summary>
public sealed record PairOptions
{
    /// <summary>Rule for ties. Default: expectation over all orders.</summary>
    public TieRule Ties { get; init; } = TieRule.Expected;

    /// <summary>k of R@k.</summary>
    public IReadOnlyList<int> Ranks { get; init; } = [1, 5, 10];

    /// <summary>Per query a gallery row that is taken out of the gallery (the reference image of a composed query), −1 for none; null for none at all.</summary>
    public IReadOnlyList<int>? ExcludedRows { get; init; }

    /// <summary>Threads; default all processors. The result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
