using System.Runtime.CompilerServices;

namespace Vitrine.Index;

/// <summary>The hash table of a part of the codes.</summary>
/// <param name="Part">The bits that are its key.</param>
/// <param name="Starts">Where the positions of each key begin, and the end of the last.</param>
/// <param name="Positions">Positions of the items, key after key, ascending inside of one.</param>
internal sealed record PartTable(CodePart Part, Stored<int> Starts, Stored<int> Positions);

/// <summary>
/// Multi-index hashing (Norouzi, Punjani and Fleet, CVPR 2012): of m parts of two codes at distance r one differs in ⌊r / m⌋ bits at most, and more exactly
/// one of the first r mod m + 1 parts in that many or another in one less. Radius by radius one table is looked up with one more flipped bit; after that of
/// radius r nothing within r is left.
/// </summary>
internal sealed class MultiIndex(PartTable[] tables, CodeSet codes) : CodeTable
{
    // Codes that are on their way from memory before the first is waited for.
    private const int Ahead = 64;

    // A code that is looked up takes as long as so many words of a scan. Timed as FilterCosts are.
    private const int WordsPerLookup = 64;

    /// <summary>Parts.</summary>
    public int Count => tables.Length;

    /// <inheritdoc/>
    public override long Most => (long)codes.Count * codes.Layout.Words / WordsPerLookup;

    public override CodeEffort Run(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> passing, CodeSink sink, long most, CancellationToken cancellation)
    {
        var run = new MultiIndexRun(query, passing, sink, most, stackalloc int[Ahead]);
        for (var radius = 0; radius <= Math.Min(sink.Reach, codes.Layout.Bits); radius++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (flips, table) = Math.DivRem(radius, tables.Length);
            if (flips <= tables[table].Part.Bits && !LookUp(ref run, table, flips))
                return new CodeEffort(IsComplete: false, run.Visited);
        }

        return new CodeEffort(IsComplete: true, run.Visited);
    }

    /// <summary>Looks up all keys that differ in so many bits from the query's; false where that takes longer than a scan.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private bool LookUp(ref MultiIndexRun run, int table, int flips)
    {
        var (part, starts, positions) = tables[table];
        var key = part.KeyOf(run.Query);
        for (ulong flipped = (1UL << flips) - 1, end = 1UL << part.Bits; flipped < end; flipped = Next(flipped))
        {
            var bounds = starts.Read(key ^ (uint)flipped, 2);
            if (--run.Left < bounds[1] - bounds[0])
                return false;
            foreach (var position in positions.Read(bounds[0], bounds[1] - bounds[0]))
            {
                if (!Passes(run.Passing, position))
                    continue;
                codes.Prefetch(position);
                run.Waiting[run.Count++] = position;
                if (run.Count == Ahead)
                    Compare(ref run, table, flips);
            }

            if (flips == 0)
                break;
        }

        Compare(ref run, table, flips);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private void Compare(ref MultiIndexRun run, int table, int flips)
    {
        run.Left -= run.Count;
        run.Visited += run.Count;
        foreach (var position in run.Waiting[..run.Count])
        {
            var distance = codes.Distance(run.Query, position);
            if (distance <= run.Sink.Reach && IsFirst(run.Query, position, table, flips))
                run.Sink.Take(distance, position);
        }

        run.Count = 0;
    }

    /// <summary>Whether no lookup before this one has found the item: so each is taken once, and nobody need remember which were.</summary>
    private bool IsFirst(ReadOnlySpan<ulong> query, int position, int table, int flips)
    {
        Span<ulong> code = stackalloc ulong[query.Length];
        codes.CopyCode(position, code);
        for (var other = 0; other < tables.Length; other++)
        {
            if (other != table && tables[other].Part.Distance(query, code) < (other < table ? flips + 1 : flips))
                return false;
        }

        return true;
    }

    /// <summary>The next larger number of as many ones (HAKMEM 175).</summary>
    private static ulong Next(ulong ones)
    {
        var lowest = ones & (0 - ones);
        var carried = ones + lowest;
        return lowest == 0 ? ulong.MaxValue : carried | ((ones ^ carried) >> 2) / lowest;
    }

    private ref struct MultiIndexRun(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> passing, CodeSink sink, long lookups, Span<int> waiting)
    {
        public readonly ReadOnlySpan<ulong> Query = query;
        public readonly ReadOnlySpan<ulong> Passing = passing;
        public readonly CodeSink Sink = sink;
        public readonly Span<int> Waiting = waiting;
        public long Left = lookups; // before a scan takes less
        public long Visited;
        public int Count; // of those that wait
    }
}
