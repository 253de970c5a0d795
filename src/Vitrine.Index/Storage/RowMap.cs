namespace Vitrine.Index;

/// <summary>Where the item of each of the caller's rows lies. Pages are made where there are rows, so that a few large numbers cost little.</summary>
internal sealed class RowMap
{
    private const int PageBits = 12;
    private const int PageRows = 1 << PageBits;
    private const int ChunkItems = 4096;

    private readonly List<long[]?> pages = []; // segment in the upper half, position in the lower; 0 for none, so segments count from 1

    public RowMap(OpenedSegment[] segments)
    {
        for (var s = 0; s < segments.Length; s++)
        {
            var (segment, deleted) = segments[s];
            for (var start = 0; start < segment.Count; start += ChunkItems)
            {
                var rows = segment.RowsAt(start, Math.Min(ChunkItems, segment.Count - start));
                for (var i = 0; i < rows.Length; i++)
                {
                    if (!deleted.Contains(start + i))
                        Set(rows[i], (long)(s + 1) << 32 | (uint)(start + i));
                }
            }
        }
    }

    /// <summary>Whether some row has several items.</summary>
    public bool HasShared { get; private set; }

    /// <summary>False when no item has the row.</summary>
    public bool TryFind(int row, out int segment, out int position)
    {
        var place = row >= 0 && row >> PageBits < pages.Count && pages[row >> PageBits] is { } page ? page[row & (PageRows - 1)] : 0;
        (segment, position) = ((int)(place >> 32) - 1, (int)place);
        return place != 0;
    }

    private void Set(int row, long place)
    {
        while (pages.Count <= row >> PageBits)
            pages.Add(null);
        ref var known = ref (pages[row >> PageBits] ??= new long[PageRows])[row & (PageRows - 1)];
        HasShared |= known != 0;
        known = place;
    }
}
