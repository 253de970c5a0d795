namespace Vitrine.Index;

/// <content>Cells for segments of many vectors.</content>
public sealed partial class IndexWriter
{
    /// <summary>
    /// Parts the vectors of each large segment into cells, and measures what looking through some of them finds. Changes are committed first, and segments
    /// joined as far as their size allows, since one large partition takes less than many small ones. Segments that have cells keep them; what is
    /// added later is scanned until this is called again. Snapshots that are opened afterwards use the cells.
    /// </summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Is told the items that have been coded.</param>
    /// <param name="cancellation">Stops; the cells of segments that are done stay, and are not made again.</param>
    /// <exception cref="InvalidOperationException">The index has no vectors.</exception>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public void Partition(PartitionOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new PartitionOptions();
        if (!Schema.HasVectors)
            throw new InvalidOperationException("This index holds no vectors; only vectors can be parted into cells.");
        options.Check(Schema.VectorDimensions);
        Commit(cancellation);
        if (JoinLarge(cancellation))
            Commit(cancellation);
        var coded = 0;
        foreach (var live in segments.Where(live => live.Segment.Count >= options.LeastItems))
        {
            PartitionSegment(live, options, items => progress?.Report(coded += items), cancellation);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private void PartitionSegment(LiveSegment live, PartitionOptions options, Action<int> done, CancellationToken cancellation)
    {
        var vectors = live.Segment.Vectors!;
        var path = folder.PathOf(CellFormat.FileOf(live.File));
        var recallPath = folder.PathOf(PartitionRecall.FileOf(live.File));
        if (!HasCells(live))
            PartitionBuilder.Build(path, vectors, live.Checksum, options, done, cancellation);
        using var cells = CellPartition.Open(path, live.Checksum, vectors.Count, vectors.Dimensions);
        if (options.Queries.Length == 0 && PartitionRecall.Read(recallPath, cells.Checksum) is not null)
            return;
        Func<int, bool>? accepts = live.Deleted.Count == 0 ? null : position => !live.Deleted.Contains(position);
        new RecallMeasurement(cells, vectors, accepts, options.Queries, options.Threads, cancellation).Run(cells.Checksum, cancellation).Write(recallPath);
    }

    /// <summary>
    /// Joins segments, smallest first, into ones as large as they may be. One that has cells or tables, whose making would be lost, only if it at least doubles:
    /// so an item is coded anew as seldom as it is written anew by merges.
    /// </summary>
    private bool JoinLarge(CancellationToken cancellation)
    {
        for (var joined = false; ; joined = true)
        {
            LiveSegment[] ascending = [.. segments.OrderBy(live => live.LiveBytes)];
            var count = 0;
            for (long sum = 0; count < ascending.Length && sum + ascending[count].LiveBytes <= MergePlan.MaxSegmentBytes; count++)
                sum += ascending[count].LiveBytes;
            while (count > 1 && HasMore(ascending[count - 1]) && 2 * ascending[count - 1].LiveBytes > ascending[..count].Sum(live => live.LiveBytes))
                count--;
            if (count < 2)
                return joined;
            Join(ascending[..count], cancellation);
        }
    }

    private bool HasCells(LiveSegment live) => File.Exists(folder.PathOf(CellFormat.FileOf(live.File)));

    private bool HasMore(LiveSegment live) => HasCells(live) || File.Exists(folder.PathOf(CodeTableFormat.FileOf(live.File)));
}
