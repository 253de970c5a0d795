namespace Vitrine.Index;

/// <summary>How the vectors of an index are parted into cells.</summary>
public sealed record PartitionOptions
{
    /// <summary>Cells of each segment; 0 for twice the root of its items, where finding the cells and looking through them take about as long.</summary>
    public int Cells { get; init; }

    /// <summary>Segments of fewer items are left to the whole scan, which takes little there. Default 50,000.</summary>
    public int LeastItems { get; init; } = 50_000;

    /// <summary>
    /// Whether items have codes of four bits besides those of one: half a byte a dimension more, for fewer vectors to read. Default true; false where memory
    /// is short or vectors lie on a fast disk.
    /// </summary>
    public bool FourBits { get; init; } = true;

    /// <summary>
    /// Queries to measure recall on, row by row, such as people ask. Empty: vectors of items, which are not searched for themselves. Those say little
    /// where queries are of another kind than items, as words are beside photos.
    /// </summary>
    public ReadOnlyMemory<float> Queries { get; init; }

    /// <summary>Threads. The partition does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    internal void Check(int dimensions)
    {
        if (Cells is < 0 or > CellFormat.MaxCells)
            throw new ArgumentException($"{Cells} cells; expected 1…{CellFormat.MaxCells}, or 0 for a number that fits the items.");
        if (LeastItems < 1)
            throw new ArgumentException($"A partition from {LeastItems} items on; expected 1 or more.");
        if (Queries.Length % dimensions != 0)
            throw new ArgumentException($"{Queries.Length} numbers are no whole number of queries of {dimensions} dimensions.");
    }

    internal int CellsFor(int items) => Math.Clamp(Cells > 0 ? Cells : (int)(2 * Math.Sqrt(items)), 1, Math.Min(items, CellFormat.MaxCells));
}
