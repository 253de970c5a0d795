using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <summary>What a search through cells did.</summary>
/// <param name="Probed">Cells that were looked through.</param>
/// <param name="Visited">Items whose sign codes were judged.</param>
/// <param name="Refined">Items whose codes of four bits were judged, too.</param>
/// <param name="Rescored">Items whose vectors were read.</param>
internal readonly record struct CellEffort(int Probed, long Visited, long Refined, long Rescored);

/// <summary>
/// The best vectors of the cells whose centroids score best. Within them every item has a bound of its score from its sign code; where that exceeds the
/// k-th best score so far, a closer one from its code of four bits; where that does, too, its vector is read. So scores are those of the stored vectors,
/// and the bound says which vectors are worth reading.
/// </summary>
internal sealed class CellSearch
{
    private readonly CellPartition partition;
    private readonly VectorSet vectors;
    private readonly WeightedKernel sums;
    private readonly BoundKernel bounds;
    private readonly DotKernel dots;

    public CellSearch(CellPartition partition, VectorSet vectors, SimdLevel level)
    {
        (this.partition, this.vectors) = (partition, vectors);
        (sums, bounds, dots) = (WeightedKernel.For(level), BoundKernel.For(level), DotKernel.For(level));
    }

    /// <summary>Searches.</summary>
    /// <param name="query">As many numbers as the vectors have dimensions.</param>
    /// <param name="k">Hits wanted; fewer come back if fewer items are met that pass.</param>
    /// <param name="probes">Cells to look through.</param>
    /// <param name="accepts">Positions that may be found; null for all.</param>
    /// <param name="least">Items that pass to be met at least, by as many more cells as it takes; 0 for no more than the probes.</param>
    /// <param name="cancellation">Stops between two cells.</param>
    /// <returns>Hits, best first, equal scores by ascending position, and what it took.</returns>
    public (VectorHit[] Hits, CellEffort Effort) Run(ReadOnlySpan<float> query, int k, int probes, Func<int, bool>? accepts, long least = 0, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        var rotated = new float[partition.Shape.Dimensions];
        var run = new CellRun(k, accepts, PreparedQuery.Of(query, vectors.Dimensions, vectors.Format), partition, vectors.Count);
        partition.Rotation.Apply(query, rotated);
        var quantised = new QuantisedQuery(rotated);
        long met = 0;
        foreach (var (cell, score) in Ranked(rotated, least > 0 ? partition.Centroids.Count : probes))
        {
            if (run.Probed >= probes && met >= least)
                break;
            cancellation.ThrowIfCancellationRequested();
            met += Probe(run, quantised, partition.CellAt(cell), score, least > 0);
        }

        var keys = run.Best.Sorted();
        var hits = new VectorHit[keys.Length];
        for (var i = 0; i < keys.Length; i++)
            hits[i] = new VectorHit((int)(uint)keys[i], ScoreKey.Score((uint)(keys[i] >> 32)));
        return (hits, new CellEffort(run.Probed, run.Visited, run.Refined, run.Rescored));
    }

    /// <summary>The cells of the best centroids, best first.</summary>
    internal (int Cell, float Score)[] Ranked(ReadOnlySpan<float> rotated, int count)
    {
        var scores = new float[partition.Centroids.Count];
        partition.Centroids.Score(PreparedQuery.Of(rotated, rotated.Length, VectorFormat.Float16), 0, scores);
        var best = new TopK(Math.Min(count, scores.Length));
        for (var cell = 0; cell < scores.Length; cell++)
        {
            if (ScoreKey.Rank(scores[cell]) is var rank && rank < best.Bound)
                best.Offer((ulong)rank << 32 | (uint)cell);
        }

        var keys = best.Sorted();
        var ranked = new (int, float)[keys.Length];
        for (var i = 0; i < keys.Length; i++)
            ranked[i] = ((int)(uint)keys[i], ScoreKey.Score((uint)(keys[i] >> 32)));
        return ranked;
    }

    /// <summary>Looks through a cell; returns how many of its items pass, where that is asked for.</summary>
    private long Probe(CellRun run, QuantisedQuery query, CellEntry cell, float centroidScore, bool counting)
    {
        run.Probed++;
        if (cell.Count == 0)
            return 0;
        run.Visited += cell.Count;
        var shape = partition.Shape;
        var slots = CellShape.SlotsFor(cell.Count);
        var bytes = partition.Bytes.Read(cell.Start, (int)shape.CoarseBytes(slots));
        var positions = MemoryMarshal.Cast<byte, int>(bytes)[..cell.Count];
        var factors = MemoryMarshal.Cast<byte, float>(bytes[CellShape.FactorsAt(slots)..CellShape.BlocksAt(slots)]);
        var terms = query.TermsOf(centroidScore, cell.CentroidSquared);
        var codeSums = run.SumsOf(slots);
        var upper = run.BoundsOf(slots);
        sums.Sum(MemoryMarshal.Cast<byte, ulong>(bytes[CellShape.BlocksAt(slots)..]), query.Entries, codeSums);
        bounds.Bounds(codeSums, factors, terms, upper);
        var fine = default(ReadOnlySpan<byte>); // read when the first item asks for it
        for (var i = 0; i < positions.Length; i++)
        {
            if (upper[i] < run.Threshold || (run.Accepts is not null && !run.Accepts(positions[i])))
                continue;
            if (shape.FourBits)
            {
                if (fine.IsEmpty)
                    fine = partition.Bytes.Read(cell.Start + bytes.Length, (int)shape.FineBytes(slots));
                if (CloserBound(run, query, fine, slots, i, terms) < run.Threshold)
                    continue;
            }

            Rescore(run, positions[i]);
        }

        return counting ? Passing(positions, run.Accepts) : 0;
    }

    /// <summary>The bound of an item's score by its code of four bits.</summary>
    private float CloserBound(CellRun run, QuantisedQuery query, ReadOnlySpan<byte> fine, int slots, int item, in CellTerms terms)
    {
        run.Refined++;
        var factors = MemoryMarshal.Cast<byte, float>(fine);
        var codeBytes = FourBitCode.Bytes(partition.Shape.Dimensions);
        FourBitCode.Unpack(fine.Slice(CellShape.FineCodesAt(slots) + item * codeBytes, codeBytes), run.Numbers);
        return query.FourBitBound(run.Numbers, new CodeFactors(factors[item], factors[slots + item], factors[2 * slots + item]), terms, dots);
    }

    private void Rescore(CellRun run, int position)
    {
        run.Rescored++;
        Span<float> score = stackalloc float[1];
        vectors.Score(run.Query, position, score);
        run.Offer(score[0], position);
    }

    private static long Passing(ReadOnlySpan<int> positions, Func<int, bool>? accepts)
    {
        if (accepts is null)
            return positions.Length;
        long passing = 0;
        foreach (var position in positions)
            passing += accepts(position) ? 1 : 0;
        return passing;
    }
}
