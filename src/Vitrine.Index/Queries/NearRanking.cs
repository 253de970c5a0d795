namespace Vitrine.Index;

/// <summary>
/// By nearness to a query. The segment is gone through in chunks: none of whose items passes is skipped, of one of which few pass only these are read,
/// of others all.
/// </summary>
internal abstract class NearRanking : Ranking
{
    /// <summary>Items of a chunk: words of a set, blocks of codes, and not so many that passing and other items mix.</summary>
    protected const int ChunkItems = CodeSet.ChunkRows;

    private static readonly ulong[] Everything = [.. Enumerable.Repeat(ulong.MaxValue, ChunkItems / 64)];

    public sealed override void Scan(Segment segment, PositionSet? passing, Collector? best, PositionSet? within, CancellationToken cancellation)
    {
        for (var start = 0; start < segment.Count; start += ChunkItems)
        {
            cancellation.ThrowIfCancellationRequested();
            var items = Math.Min(ChunkItems, segment.Count - start);
            var words = WordsOf(passing, start, items);
            switch (WayOf(passing, start, items))
            {
                case ChunkWay.Scan:
                    ScanChunk(segment, start, items, words, best, within);
                    break;
                case ChunkWay.Gather:
                    GatherChunk(segment, start, words, best, within);
                    break;
            }
        }
    }

    /// <summary>How many items of a segment will be gone through in each way.</summary>
    public (long Scanned, long Gathered, long Skipped) Count(Segment segment, PositionSet? passing)
    {
        Span<long> counts = stackalloc long[3];
        counts.Clear();
        for (var start = 0; start < segment.Count; start += ChunkItems)
        {
            var items = Math.Min(ChunkItems, segment.Count - start);
            counts[(int)WayOf(passing, start, items)] += items;
        }

        return (counts[(int)ChunkWay.Scan], counts[(int)ChunkWay.Gather], counts[(int)ChunkWay.Skip]);
    }

    /// <summary>What an item costs when its neighbours are read too, and when it is read alone; nanoseconds.</summary>
    protected abstract (double InScan, double Alone) Costs { get; }

    /// <summary>Reads a whole chunk, and offers what passes.</summary>
    protected abstract void ScanChunk(Segment segment, int start, int items, ReadOnlySpan<ulong> words, Collector? best, PositionSet? within);

    /// <summary>Reads and offers what passes.</summary>
    protected abstract void GatherChunk(Segment segment, int start, ReadOnlySpan<ulong> words, Collector? best, PositionSet? within);

    private ChunkWay WayOf(PositionSet? passing, int start, int items)
    {
        if (passing is null)
            return ChunkWay.Scan;
        var count = passing.CountOf(start / 64, (items + 63) / 64);
        return count == 0 ? ChunkWay.Skip : count * Costs.Alone < items * Costs.InScan ? ChunkWay.Gather : ChunkWay.Scan;
    }

    private static ReadOnlySpan<ulong> WordsOf(PositionSet? passing, int start, int items)
    {
        if (passing is not null)
            return passing.Words.Slice(start / 64, (items + 63) / 64);
        if (items % 64 == 0)
            return Everything.AsSpan(0, items / 64);
        ulong[] words = [.. Everything.Take(items / 64), (1UL << items) - 1];
        return words;
    }

    private enum ChunkWay
    {
        Scan,
        Gather,
        Skip,
    }
}
