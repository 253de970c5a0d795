using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <summary>One measured piece of work.</summary>
/// <param name="Work">What was done, e.g. <c>hamming-128x1000000</c>: bits or dimensions × items of one query.</param>
/// <param name="Level">Kernels used.</param>
/// <param name="MedianMs">Median time per query, milliseconds.</param>
/// <param name="BestMs">Shortest time per query, milliseconds: what remains when nothing else disturbs the machine.</param>
/// <param name="ItemsPerSecond">Codes or vectors per second at the median.</param>
/// <param name="PeerMs">Median time per query of what it is compared with, in turn with it; null for none.</param>
/// <param name="PeerBestMs">Its shortest time; null for none.</param>
/// <param name="Peer">What that is; null for none.</param>
/// <param name="Threads">Threads that worked.</param>
public sealed record BenchmarkRow(
    string Work, SimdLevel Level, double MedianMs, double BestMs, double ItemsPerSecond, double? PeerMs = null, double? PeerBestMs = null, string? Peer = null, int Threads = 1)
{
    /// <summary>Megabytes on disk, of a row about sizes; null of others.</summary>
    public double? Mb { get; init; }

    /// <summary>Megabytes of what it is compared with; null for none.</summary>
    public double? PeerMb { get; init; }
}

/// <summary>Measures the searches of this library on random data.</summary>
public static class IndexBenchmark
{
    private const int TopHits = 10;
    private const int BatchQueries = 32;
    private static readonly TimeSpan TimePerWork = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Exact search of 1 M codes (64, 128, 256 bits; one query, a batch of 32, and one whose bits weigh) and of 100,000 vectors of 1,024 dimensions (each
    /// format), and reading of the parts of 1,000 candidates, 16 vectors of 1,024 dimensions each; top 10, one thread. Takes up to 0.5 GB and, per
    /// level, about 15 s.
    /// </summary>
    /// <param name="levels">Kernels to measure; null for the one in use.</param>
    /// <param name="cancellation">Stops between two measurements.</param>
    public static IEnumerable<BenchmarkRow> Run(IReadOnlyList<SimdLevel>? levels = null, CancellationToken cancellation = default)
    {
        foreach (var level in levels ?? [Simd.Level])
        {
            foreach (var bits in new[] { 64, 128, 256 })
            {
                foreach (var row in Codes(bits, 1_000_000, level))
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return row;
                }
            }

            foreach (var format in Enum.GetValues<VectorFormat>())
            {
                foreach (var row in Vectors(format, 100_000, 1024, level))
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return row;
                }
            }
        }
    }

    private static IEnumerable<BenchmarkRow> Codes(int bits, int count, SimdLevel level)
    {
        var random = new Random(bits);
        var layout = new CodeLayout(bits);
        var words = new ulong[count * layout.Words];
        random.NextBytes(MemoryMarshal.AsBytes(words.AsSpan()));
        var set = CodeSet.FromRows(words, layout, level);
        var queries = new ulong[BatchQueries * layout.Words];
        random.NextBytes(MemoryMarshal.AsBytes(queries.AsSpan()));
        yield return Measure($"hamming-{bits}x{count}", level, count, 1, () => set.Search(queries.AsSpan(0, layout.Words), TopHits));
        yield return Measure($"hamming-batch-{bits}x{count}", level, count, BatchQueries, () => set.SearchBatch(queries, TopHits));

        // Weights as an inner product with a random vector has them: most are near its deviation, a few are three times as great.
        float[] weights = [.. Enumerable.Range(0, bits).Select(_ => MathF.Abs(random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f))];
        yield return Measure($"weighted-hamming-{bits}x{count}", level, count, 1, () => set.SearchWeighted(queries.AsSpan(0, layout.Words), weights, TopHits));
    }

    private static IEnumerable<BenchmarkRow> Vectors(VectorFormat format, int count, int dimensions, SimdLevel level)
    {
        const int candidates = 1000, vectorsPerItem = 16;
        var random = new Random(dimensions);
        var vector = new float[dimensions];
        void Next()
        {
            for (var i = 0; i < vector.Length; i++)
                vector[i] = random.NextSingle() - 0.5f;
        }

        var writer = new VectorWriter(count, dimensions, format);
        for (var row = 0; row < count; row++)
        {
            Next();
            writer.Write(row, vector);
        }

        Next();
        var set = writer.Finish(level);
        var name = format.ToString().ToLowerInvariant();
        yield return Measure($"vectors-{name}-{dimensions}x{count}", level, count, 1, () => set.Search(vector, TopHits));

        var counts = new int[count / vectorsPerItem];
        Array.Fill(counts, vectorsPerItem);
        var part = new PartSet(set, vectorsPerItem, Stored<int>.Of(counts));
        int[] items = [.. Enumerable.Range(0, candidates).Select(_ => random.Next(counts.Length))];
        var copy = new float[vectorsPerItem * dimensions];
        yield return Measure($"parts-{name}-{dimensions}x{vectorsPerItem}x{candidates}", level, candidates * vectorsPerItem, 1, () =>
        {
            foreach (var item in items)
                part.Copy(item, copy);
        });
    }

    private static BenchmarkRow Measure(string work, SimdLevel level, int items, int queries, Action run)
    {
        // The first runs pay for compilation, page faults and clock changes.
        for (var warm = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(warm) < TimePerWork / 4;)
            run();
        var times = new List<double>();
        for (var start = Stopwatch.GetTimestamp(); times.Count < 5 || Stopwatch.GetElapsedTime(start) < TimePerWork;)
        {
            var before = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds / queries);
        }

        times.Sort();
        var median = times[times.Count / 2];
        return new BenchmarkRow(work, level, median, times[0], items / median * 1000);
    }
}
