namespace Vitrine.Evaluation;

/// <summary>Settings of category retrieval.</summary>
public sealed record CategoryOptions
{
    /// <summary>Rule for ties. Default: expectation over all orders.</summary>
    public TieRule Ties { get; init; } = TieRule.Expected;

    /// <summary>k of MAP@k, null (the default) for MAP over the whole gallery.</summary>
    public int? MapCutoff { get; init; }

    /// <summary>Ranks of the P@N curve, for the finest layer.</summary>
    public IReadOnlyList<int> PrecisionRanks { get; init; } = [1, 5, 10, 20, 50, 100, 200, 500, 1000];

    /// <summary>Hamming radius of "precision within radius"; default 2.</summary>
    public int Radius { get; init; } = 2;

    /// <summary>First ranks over which the tree distance is averaged; default 10.</summary>
    public int TreeRanks { get; init; } = 10;

    /// <summary>
    /// A query whose finest category has fewer items in the gallery is left out of every average and counted. Default 1: only
    /// queries without any relevant item.
    /// </summary>
    public int MinimumGalleryItems { get; init; } = 1;

    /// <summary>Threads; default all processors. The result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
