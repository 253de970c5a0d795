namespace Vitrine.Index;

/// <summary>Where the item of each row lies in one segment, for the rows between its smallest and its largest.</summary>
internal sealed class RowPlaces
{
    private const int ChunkItems = 4096;

    // Of rows that lie farther apart a place for each between them would cost more than looking through the items.
    private const int MostRowsAnItem = 4;

    private readonly int first;
    private readonly int[] places; // position and one; 0 for none

    private RowPlaces(int first, int[] places) => (this.first, this.places) = (first, places);

    /// <summary>Those of a segment; null where several items share a row, or the rows lie far apart.</summary>
    public static RowPlaces? Of(Segment segment)
    {
        var (least, greatest) = (int.MaxValue, int.MinValue);
        foreach (var chunk in Chunks(segment))
        {
            foreach (var row in segment.RowsAt(chunk.Start, chunk.Count))
                (least, greatest) = (Math.Min(least, row), Math.Max(greatest, row));
        }

        if (segment.Count == 0 || (long)greatest - least >= (long)MostRowsAnItem * segment.Count)
            return null;
        var places = new int[greatest - least + 1];
        foreach (var chunk in Chunks(segment))
        {
            var rows = segment.RowsAt(chunk.Start, chunk.Count);
            for (var i = 0; i < rows.Length; i++)
            {
                ref var place = ref places[rows[i] - least];
                if (place != 0)
                    return null;
                place = chunk.Start + i + 1;
            }
        }

        return new RowPlaces(least, places);
    }

    /// <summary>The position of a row's item; negative where there is none.</summary>
    public int PositionOf(int row) => (uint)(row - first) < (uint)places.Length ? places[row - first] - 1 : -1;

    private static IEnumerable<(int Start, int Count)> Chunks(Segment segment)
    {
        for (var start = 0; start < segment.Count; start += ChunkItems)
            yield return (start, Math.Min(ChunkItems, segment.Count - start));
    }
}
