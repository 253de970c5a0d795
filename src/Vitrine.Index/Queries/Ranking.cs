using System.Runtime.CompilerServices;

namespace Vitrine.Index;

/// <summary>Goes through the items of a segment that pass, in ascending order, and offers them with their ranks.</summary>
internal abstract class Ranking
{
    /// <summary>Goes through them.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="passing">What passes; null for all.</param>
    /// <param name="best">Receives the items; null where only <paramref name="within"/> is wanted.</param>
    /// <param name="within">Receives those within the query's bound on nearness; null where it has none.</param>
    /// <param name="cancellation">Stops between two chunks.</param>
    public abstract void Scan(Segment segment, PositionSet? passing, Collector? best, PositionSet? within, CancellationToken cancellation);
}

/// <summary>All items equal, so that their order is that of their ids.</summary>
internal sealed class IdRanking : Ranking
{
    public override void Scan(Segment segment, PositionSet? passing, Collector? best, PositionSet? within, CancellationToken cancellation)
    {
        using var all = passing is null ? PositionSet.All(segment.Count) : null;
        foreach (var position in passing ?? all!)
        {
            if (best!.Bound == 0)
                return;
            best.Offer(0, position);
        }
    }
}

/// <summary>By a field; a rank says something inside of its segment only.</summary>
/// <param name="field">The column.</param>
/// <param name="isDescending">Largest first.</param>
internal sealed class FieldRanking(int field, bool isDescending) : Ranking
{
    /// <summary>Rank of an item without a value: behind all others.</summary>
    private const uint Missing = uint.MaxValue - 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    public override void Scan(Segment segment, PositionSet? passing, Collector? best, PositionSet? within, CancellationToken cancellation)
    {
        var column = segment.Fields[field];
        var entries = column.Entries;
        using var all = passing is null ? PositionSet.All(segment.Count) : null;
        foreach (var position in passing ?? all!)
        {
            if (position % CodeSet.ChunkRows == 0)
                cancellation.ThrowIfCancellationRequested();
            best!.Offer(RankOf(column, FieldColumn.OrdinalOf(entries, column.Width, position)), position);
        }
    }

    /// <summary>Compares ranks of two segments: less than, equal to or greater than 0.</summary>
    public int Compare(Segment a, uint rankOfA, Segment b, uint rankOfB)
    {
        if (rankOfA == Missing || rankOfB == Missing)
            return (rankOfA == Missing).CompareTo(rankOfB == Missing);
        var order = TermOf(a, rankOfA).SequenceCompareTo(TermOf(b, rankOfB));
        return isDescending ? -order : order;
    }

    private ReadOnlySpan<byte> TermOf(Segment segment, uint rank)
    {
        var column = segment.Fields[field];
        return column[isDescending ? column.Count - 1 - (int)rank : (int)rank];
    }

    private uint RankOf(FieldColumn column, int ordinal) => ordinal < 0 ? Missing : (uint)(isDescending ? column.Count - 1 - ordinal : ordinal);
}
