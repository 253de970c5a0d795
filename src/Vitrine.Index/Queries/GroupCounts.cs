namespace Vitrine.Index;

/// <summary>
/// In how many groups each node of a facet stands. Groups are gone through one by one, each with its items of all segments, so that a note of the last group
/// that counted is all that a node needs.
/// </summary>
internal sealed class GroupCounts(FacetNodes nodes, IndexSnapshot snapshot, int field, int groupColumn)
{
    private const int GroupsPerCheck = 4096; // between two looks at the cancellation

    private readonly MergedTerms terms = snapshot.TermsOf(field);
    private readonly int[] last = new int[nodes.Count]; // the last group that counted, from 1
    private int group;

    /// <summary>Adds the counts.</summary>
    public void AddTo(long[] counts, PositionSet?[] found, CancellationToken cancellation)
    {
        var groups = snapshot.TermsOf(groupColumn);
        var next = new int[found.Length]; // ordinals: ascending, as the groups are
        for (var number = 0; number < groups.Count; number++)
        {
            if (number % GroupsPerCheck == 0)
                cancellation.ThrowIfCancellationRequested();
            group++;
            for (var s = 0; s < found.Length; s++)
            {
                var column = snapshot.Segments[s].Segment.Fields[groupColumn];
                if (next[s] == column.Count || groups.NumberOf(s, next[s]) != number)
                    continue;
                foreach (var position in column.PositionsOf(new OrdinalRange(next[s], ++next[s])))
                {
                    if (found[s]?.Contains(position) ?? true)
                        Count(s, position, counts);
                }
            }
        }

        for (var s = 0; s < found.Length; s++)
            CountAlone(s, found[s], counts, cancellation);
    }

    /// <summary>Items without a group: each is one.</summary>
    private void CountAlone(int s, PositionSet? found, long[] counts, CancellationToken cancellation)
    {
        var column = snapshot.Segments[s].Segment.Fields[groupColumn];
        using var all = found is null ? PositionSet.All(column.Items) : null;
        cancellation.ThrowIfCancellationRequested();
        foreach (var position in found ?? all!)
        {
            if (column.OrdinalAt(position) >= 0)
                continue;
            group++;
            Count(s, position, counts);
        }
    }

    private void Count(int s, int position, long[] counts)
    {
        var column = snapshot.Segments[s].Segment.Fields[field];
        var (start, end) = column.EntriesOf(position);
        for (var entry = start; entry < end; entry++)
        {
            if (column.OrdinalAt(entry) is not (>= 0 and var ordinal))
                continue;
            // What is above a node that counted has counted too.
            for (var node = nodes.Of(terms.NumberOf(s, ordinal)); node >= 0 && last[node] != group; node = nodes.Parent(node))
            {
                last[node] = group;
                counts[node]++;
            }
        }
    }
}
