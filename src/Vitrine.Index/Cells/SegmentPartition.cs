namespace Vitrine.Index;

/// <summary>The cells of an open segment, with what they were measured to find.</summary>
internal sealed class SegmentPartition : IDisposable
{
    private readonly CellPartition cells;
    private readonly CellSearch search;

    private SegmentPartition(CellPartition cells, VectorSet vectors, PartitionRecall? measured)
    {
        (this.cells, Measured) = (cells, measured);
        search = new CellSearch(cells, vectors, Simd.Level);
    }

    /// <summary>What was measured; null where nothing was, and the cells are not used.</summary>
    public PartitionRecall? Measured { get; }

    /// <summary>Cells.</summary>
    public int Cells => cells.Centroids.Count;

    /// <summary>What there is to say about it.</summary>
    public PartitionReport Report => new(cells.Items, Cells, cells.Shape.FourBits, cells.Length, Measured?.Queries ?? 0, Measured?.AreQueriesGiven ?? false, Measured?.ExactMs ?? 0, Measured?.Steps ?? []);

    /// <summary>Opens the files beside a segment; null where it has no cells.</summary>
    /// <param name="segmentPath">The segment's file.</param>
    /// <param name="checksum">Of its header.</param>
    /// <param name="vectors">Its vectors.</param>
    /// <exception cref="IndexFormatException">A file is damaged or of another segment.</exception>
    public static SegmentPartition? Open(string segmentPath, uint checksum, VectorSet vectors)
    {
        var (folder, file) = (Path.GetDirectoryName(segmentPath)!, Path.GetFileName(segmentPath));
        CellPartition cells;
        try
        {
            cells = CellPartition.Open(Path.Combine(folder, CellFormat.FileOf(file)), checksum, vectors.Count, vectors.Dimensions);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        try
        {
            return new SegmentPartition(cells, vectors, PartitionRecall.Read(Path.Combine(folder, PartitionRecall.FileOf(file)), cells.Checksum));
        }
        catch
        {
            cells.Dispose();
            throw;
        }
    }

    /// <summary>The best items of the cells of a plan.</summary>
    public VectorHit[] Search(ReadOnlySpan<float> query, int k, RoadPlan plan, Func<int, bool>? accepts, CancellationToken cancellation) =>
        search.Run(query, k, plan.Probes, accepts, plan.Least, cancellation).Hits;

    public void Dispose() => cells.Dispose();
}
