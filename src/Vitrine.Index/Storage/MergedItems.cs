namespace Vitrine.Index;

/// <summary>
/// The living items of some segments as one stream by id. Nothing of an item is held in memory but the number of the segment that it comes from, a
/// byte: the first pass compares ids, every later one repeats its turns.
/// </summary>
internal sealed class MergedItems : ItemStream
{
    private readonly IReadOnlyList<LiveSegment> segments;
    private readonly byte[] turns;
    private readonly int[] positions; // of the next item of each segment
    private readonly byte[] buffer;
    private MergedTerms? terms; // of one field at a time
    private int turn;
    private int present;

    /// <param name="segments">At most 256, without an id that lives in two.</param>
    /// <param name="layout">Of all of them.</param>
    public MergedItems(IReadOnlyList<LiveSegment> segments, SegmentLayout layout)
    {
        this.segments = segments;
        positions = new int[segments.Count];
        turns = new byte[segments.Sum(segment => segment.LiveCount)];
        buffer = new byte[layout.RecordBytes];
        Rewind();
        for (; turn < turns.Length; Take(turns[turn]))
            turns[turn] = Smallest();
        Rewind();
    }

    public override int Count => turns.Length;

    public override ReadOnlySpan<byte> Id => Source.Segment.Ids.Bytes(present);

    private LiveSegment Source => segments[turns[turn - 1]];

    public override void Rewind()
    {
        turn = 0;
        for (var s = 0; s < positions.Length; s++)
            positions[s] = Living(s, 0);
    }

    public override void Next() => Take(turns[turn]);

    public override ReadOnlySpan<byte> Bytes(Column column) => Source.Segment.Bytes(column, present, buffer);

    public override TermList Terms(int field) => terms = new MergedTerms([.. segments.Select(segment => segment.Segment.Fields[field])]);

    public override int CopyTerms(int field, Span<int> numbers)
    {
        var column = Source.Segment.Fields[field];
        var (start, end) = column.EntriesOf(present);
        var count = 0;
        for (var entry = start; entry < end; entry++)
        {
            if (column.OrdinalAt(entry) is >= 0 and var ordinal)
                numbers[count++] = terms!.NumberOf(turns[turn - 1], ordinal);
        }

        return count;
    }

    private void Take(byte segment)
    {
        turn++;
        present = positions[segment];
        positions[segment] = Living(segment, present + 1);
    }

    private byte Smallest()
    {
        var smallest = -1;
        for (var s = 0; s < positions.Length; s++)
        {
            if (positions[s] < segments[s].Segment.Count
                && (smallest < 0 || IdOrder.Compare(segments[s].Segment.Ids.Bytes(positions[s]), segments[smallest].Segment.Ids.Bytes(positions[smallest])) < 0))
            {
                smallest = s;
            }
        }

        return (byte)smallest;
    }

    private int Living(int segment, int position)
    {
        while (position < segments[segment].Segment.Count && segments[segment].Deleted.Contains(position))
            position++;
        return position;
    }
}
