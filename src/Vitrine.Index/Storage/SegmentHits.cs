namespace Vitrine.Index;

/// <summary>An item that is among the best of its segment.</summary>
/// <param name="Rank">Smaller is better: a distance, or a <see cref="ScoreKey"/>.</param>
/// <param name="Segment">Number of the segment.</param>
/// <param name="Position">Position in it.</param>
internal readonly record struct SegmentHit(uint Rank, int Segment, int Position);

/// <summary>The best of each segment for some queries, joined into the best of all. Ids are read of those only that can be among them.</summary>
internal sealed class SegmentHits
{
    private readonly OpenedSegment[] segments;
    private readonly int k;
    private readonly List<SegmentHit>[] hits;

    public SegmentHits(OpenedSegment[] segments, int k, int queries)
    {
        (this.segments, this.k) = (segments, k);
        hits = new List<SegmentHit>[queries];
        for (var q = 0; q < queries; q++)
            hits[q] = [];
    }

    /// <summary>Adds an item for a query.</summary>
    public void Add(int query, int segment, int position, uint rank) => hits[query].Add(new SegmentHit(rank, segment, position));

    /// <summary>The k best items for a query, best first; equal ones by ascending id (ordinal).</summary>
    public (SegmentHit Hit, string Id)[] Ranked(int query)
    {
        var found = hits[query];
        found.Sort((a, b) => a.Rank.CompareTo(b.Rank));
        var count = Math.Min(k, found.Count);
        while (count > 0 && count < found.Count && found[count].Rank == found[count - 1].Rank)
            count++; // ids decide which of these are in
        var named = new (SegmentHit Hit, string Id)[count];
        for (var i = 0; i < count; i++)
            named[i] = (found[i], segments[found[i].Segment].Segment.Ids[found[i].Position]);
        Array.Sort(named, (a, b) => a.Hit.Rank != b.Hit.Rank ? a.Hit.Rank.CompareTo(b.Hit.Rank) : string.CompareOrdinal(a.Id, b.Id));
        return named[..Math.Min(k, count)];
    }
}
