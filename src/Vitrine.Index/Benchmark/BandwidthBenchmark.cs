using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <summary>Measures scans of codes beside a plain sum of the same memory, which is as fast as memory can be read.</summary>
public static class BandwidthBenchmark
{
    private const int TopHits = 10;
    private const int Queries = 5;
    private const string Sum = "a plain sum of the same memory";

    /// <summary>
    /// Random codes of 64, 128 and 256 bits; the ten nearest. On one thread and on two, each of which scans all codes for a query of its own.
    /// <c>bandwidth</c> is the exact scan beside the sum, so that its ratio is the inverse of the share of the bandwidth; <c>bandwidth-weighted</c> is the
    /// scan with a weight per bit beside that without. Ten million codes of 256 bits take 0.7 GB.
    /// </summary>
    /// <param name="items">Codes.</param>
    /// <param name="cancellation">Stops between two measurements.</param>
    public static IEnumerable<BenchmarkRow> Run(int items = 10_000_000, CancellationToken cancellation = default)
    {
        foreach (var bits in new[] { 64, 128, 256 })
        {
            var (random, layout) = (new Random(bits), new CodeLayout(bits));
            var words = new ulong[(long)items * layout.Words];
            random.NextBytes(MemoryMarshal.AsBytes(words.AsSpan(0, Math.Min(words.Length, 1 << 26)))); // 2 GB of bytes are more than a span has
            var codes = CodeSet.FromRows(words, layout);
            var queries = words[..(2 * layout.Words)];
            float[] weights = [.. Enumerable.Range(0, bits).Select(_ => MathF.Abs(random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f))];
            foreach (var threads in new[] { 1, 2 })
            {
                cancellation.ThrowIfCancellationRequested();
                yield return PairedTiming.Measure(
                    $"bandwidth-hamming-{bits}x{items}", items, Queries, _ => OnEach(threads, q => codes.Search(Query(q), TopHits)), _ => OnEach(threads, _ => MemorySum.Of(words)), Sum, threads);
            }

            cancellation.ThrowIfCancellationRequested();
            yield return PairedTiming.Measure(
                $"bandwidth-weighted-{bits}x{items}", items, Queries, _ => codes.SearchWeighted(Query(0), weights, TopHits), _ => codes.Search(Query(0), TopHits), "the same without weights");

            ReadOnlySpan<ulong> Query(int q) => queries.AsSpan(q * layout.Words, layout.Words);
        }
    }

    private static void OnEach(int threads, Action<int> run)
    {
        if (threads == 1)
            run(0);
        else
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, run);
    }
}
