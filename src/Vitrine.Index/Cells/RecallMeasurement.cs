using System.Diagnostics;

namespace Vitrine.Index;

/// <summary>Measures what the probes of a partition find, beside the whole scan, and what both take on one thread.</summary>
internal sealed class RecallMeasurement
{
    private const int MostQueries = 200; // recall of ten hits each then has a standard error below half a hundredth at .98
    private const int TimedScans = 5;
    private const double Enough = 0.9995;

    private static readonly int[] Ks = [10, 100, 1000];

    private readonly CellPartition partition;
    private readonly VectorSet vectors;
    private readonly Func<int, bool>? accepts;
    private readonly CellSearch search;
    private readonly float[] queries;
    private readonly int[] selves; // the item that each query is; −1 for one that was given
    private readonly VectorHit[][] truth;

    /// <param name="partition">The cells.</param>
    /// <param name="vectors">Their vectors.</param>
    /// <param name="accepts">Positions of living items; null for all.</param>
    /// <param name="given">Queries; empty for vectors of items.</param>
    /// <param name="threads">Threads for the whole scans.</param>
    /// <param name="cancellation">Stops.</param>
    public RecallMeasurement(CellPartition partition, VectorSet vectors, Func<int, bool>? accepts, ReadOnlyMemory<float> given, int threads, CancellationToken cancellation)
    {
        (this.partition, this.vectors, this.accepts) = (partition, vectors, accepts);
        search = new CellSearch(partition, vectors, Simd.Level);
        (queries, selves) = given.Length > 0 ? Some(given.Span) : Items();
        truth = new VectorHit[selves.Length][];
        QueryBatches.Run(truth.Length, VectorSet.BatchQueries, threads, (first, size) =>
            vectors.Scan(queries.AsSpan(first * vectors.Dimensions, size * vectors.Dimensions), Ks[^1] + 1, accepts, truth.AsSpan(first, size)), cancellation);
        for (var q = 0; q < truth.Length; q++)
            truth[q] = Others(truth[q], q);
    }

    /// <summary>Measures.</summary>
    public PartitionRecall Run(uint cells, CancellationToken cancellation)
    {
        var steps = new List<ProbeStep>();
        foreach (var k in Ks)
        {
            // Where there are not many times k items, the whole scan is the road.
            if (selves.Length == 0 || 10L * k > partition.Items)
                break;
            foreach (var probes in Ladder(partition.Centroids.Count))
            {
                cancellation.ThrowIfCancellationRequested();
                steps.Add(Measure(probes, k));
                if (steps[^1].Recall >= Enough)
                    break;
            }
        }

        return new PartitionRecall(cells, selves.Length, selves.Length > 0 && selves[0] < 0, steps.Count == 0 ? 0 : ExactMs(), steps);
    }

    /// <summary>1, 2, 3, 4, 6, 8, 12, 16, … and all.</summary>
    private static IEnumerable<int> Ladder(int cells)
    {
        for (var power = 1; power < cells; power *= 2)
        {
            yield return power;
            if (power > 1 && power * 3 / 2 < cells)
                yield return power * 3 / 2;
        }

        yield return cells;
    }

    private ProbeStep Measure(int probes, int k)
    {
        double recall = 0, visited = 0;
        for (var q = 0; q < truth.Length; q++)
        {
            var (hits, effort) = search.Run(Query(q), k + 1, probes, accepts);
            var wanted = Math.Min(k, truth[q].Length);
            // By score, so that of equal vectors any will do.
            recall += wanted == 0 ? 1 : Others(hits, q).Take(k).Count(hit => hit.Score >= truth[q][wanted - 1].Score) / (double)wanted;
            visited += effort.Visited;
        }

        // Now blocks have been verified and pages read.
        var start = Stopwatch.GetTimestamp();
        for (var q = 0; q < truth.Length; q++)
            search.Run(Query(q), k, probes, accepts);
        return new ProbeStep(probes, k, recall / truth.Length, visited / truth.Length, Stopwatch.GetElapsedTime(start).TotalMilliseconds / truth.Length);
    }

    private double ExactMs()
    {
        var times = new double[TimedScans];
        var hits = new VectorHit[1][];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            vectors.Scan(Query(i % selves.Length), Ks[0], accepts, hits);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[TimedScans / 2];
    }

    private VectorHit[] Others(VectorHit[] hits, int query) => selves[query] < 0 ? hits : [.. hits.Where(hit => hit.Row != selves[query])];

    private ReadOnlySpan<float> Query(int query) => queries.AsSpan(query * vectors.Dimensions, vectors.Dimensions);

    /// <summary>Of many given queries some, evenly spread.</summary>
    private (float[] Queries, int[] Selves) Some(ReadOnlySpan<float> given)
    {
        var (all, dimensions) = (given.Length / vectors.Dimensions, vectors.Dimensions);
        var count = Math.Min(all, MostQueries);
        var some = new float[count * dimensions];
        for (var q = 0; q < count; q++)
            given.Slice((int)((long)q * all / count) * dimensions, dimensions).CopyTo(some.AsSpan(q * dimensions));
        return (some, [.. Enumerable.Repeat(-1, count)]);
    }

    /// <summary>Items halfway between those of an even spread, from which the cells were trained.</summary>
    private (float[] Queries, int[] Selves) Items()
    {
        var count = Math.Min(vectors.Count, MostQueries);
        int[] items = [.. Enumerable.Range(0, count).Select(q => (int)((2L * q + 1) * vectors.Count / (2 * count))).Where(item => accepts is null || accepts(item))];
        var some = new float[items.Length * vectors.Dimensions];
        for (var q = 0; q < items.Length; q++)
            vectors.CopyVector(items[q], some.AsSpan(q * vectors.Dimensions, vectors.Dimensions));
        return (some, items);
    }
}
