namespace Vitrine.Index;

/// <summary>The best of all segments, joined into the wanted page. Ids and groups are read of the best only.</summary>
internal sealed class Candidates(IndexSnapshot snapshot, BoundQuery query)
{
    private readonly List<SegmentHit> all = [];

    /// <summary>Adds the best of a segment.</summary>
    public void Add(int segment, Collector best) => all.AddRange(best.Sorted().Select(key => new SegmentHit((uint)(key >> 32), segment, (int)(uint)key)));

    /// <summary>The hits of the wanted page.</summary>
    public IReadOnlyList<IndexHit> Hits()
    {
        all.Sort(Compare);
        return [.. Kept().Skip(query.Offset).Take(query.K).Select(Named)];
    }

    // A group may be among the best of several segments.
    private IEnumerable<SegmentHit> Kept()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return query.IsOnePerGroup ? all.Where(hit => GroupOf(hit) is not { } group || seen.Add(group)) : all;
    }

    private IndexHit Named(SegmentHit hit)
    {
        var segment = SegmentOf(hit);
        return new IndexHit(segment.Ids[hit.Position], segment.RowAt(hit.Position), GroupOf(hit), DistanceOf(hit), ScoreOf(hit));
    }

    private int? DistanceOf(SegmentHit hit)
    {
        if (query.Code.IsEmpty)
            return null;
        var code = new ulong[query.Code.Length];
        SegmentOf(hit).Codes!.CopyCode(hit.Position, code);
        return query.Schema.CodeLayout!.LayerDistances(query.Code.Span, code).Sum();
    }

    private float? ScoreOf(SegmentHit hit)
    {
        if (query.Vector is null)
            return null;
        var score = new float[1];
        SegmentOf(hit).Vectors!.Score(query.Vector, hit.Position, score);
        return score[0];
    }

    private string? GroupOf(SegmentHit hit) => query.Schema.HasGroups ? SegmentOf(hit).Fields[query.Schema.GroupColumn].ValueAt(hit.Position)?.Text : null;

    // Inside of a segment, ranks and then positions order; of two segments ranks by a field cannot be compared, but their terms.
    private int Compare(SegmentHit a, SegmentHit b)
    {
        if (a.Segment == b.Segment)
            return a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : a.Position.CompareTo(b.Position);
        var order = query.Sort is { } sort ? sort.Compare(SegmentOf(a), a.Rank, SegmentOf(b), b.Rank) : a.Rank.CompareTo(b.Rank);
        return order != 0 ? order : IdOrder.Compare(SegmentOf(a).Ids.Bytes(a.Position), SegmentOf(b).Ids.Bytes(b.Position));
    }

    private Segment SegmentOf(SegmentHit hit) => snapshot.Segments[hit.Segment].Segment;
}
