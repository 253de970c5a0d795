namespace Vitrine.Index;

/// <summary>How tables over codes are made.</summary>
public sealed record CodeTableOptions
{
    /// <summary>Segments of fewer items are left to the scan, which takes little there. Default 200,000.</summary>
    public int LeastItems { get; init; } = 200_000;

    /// <summary>Query codes to measure the roads with, row by row, such as people ask. Empty: codes of items, whose neighbours are nearer than those of most queries.</summary>
    public ReadOnlyMemory<ulong> Queries { get; init; }

    internal void Check(CodeLayout layout)
    {
        if (LeastItems < 1)
            throw new ArgumentException($"Tables from {LeastItems} items on; expected 1 or more.");
        if (Queries.Length % layout.Words != 0)
            throw new ArgumentException($"{Queries.Length} words are no whole number of codes of {layout.Words} words ({layout.Bits} bits).");
        for (var first = 0; first < Queries.Length; first += layout.Words)
            layout.CheckCode(Queries.Span.Slice(first, layout.Words));
    }
}
