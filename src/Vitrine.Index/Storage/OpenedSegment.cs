namespace Vitrine.Index;

/// <summary>A segment as a snapshot sees it.</summary>
/// <param name="Segment">Its items.</param>
/// <param name="Deleted">Those that are deleted or replaced.</param>
internal sealed record OpenedSegment(Segment Segment, Tombstones Deleted)
{
    /// <summary>Whether an item may be found; null when all may.</summary>
    public Func<int, bool>? Accepts(RowSet? filter) => (filter, Deleted.Count) switch
    {
        (null, 0) => null,
        (null, _) => position => !Deleted.Contains(position),
        _ => position => filter.Contains(Segment.RowAt(position)) && !Deleted.Contains(position),
    };
}
