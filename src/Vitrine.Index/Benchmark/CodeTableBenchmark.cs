using System.Diagnostics;

namespace Vitrine.Index;

/// <summary>Measures the roads to near codes by tables beside the scan of the same codes; one thread.</summary>
public static class CodeTableBenchmark
{
    private const int Queries = 20;
    private const ulong Seed = 11;
    private const string Peer = "our scan";

    /// <summary>
    /// Codes as a model of three layers gives them (20 > 200 > 2,000 categories; a quarter, a quarter and half of the bits, each flipped with a probability of 1/64,
    /// 1/32, 1/16), and 20 queries of the same kind. The 10 and 100 nearest, and all within a radius, of which ten are kept. A row is the mean of the
    /// queries, timed in turn with the scan. Ten million codes of 256 bits take 2 GB and two minutes.
    /// </summary>
    /// <param name="items">Codes.</param>
    /// <param name="bitLengths">Bits of a code; null for 64, 128 and 256.</param>
    /// <param name="cancellation">Stops.</param>
    public static IEnumerable<BenchmarkRow> Run(int items = 10_000_000, IReadOnlyList<int>? bitLengths = null, CancellationToken cancellation = default)
    {
        foreach (var bits in bitLengths ?? [64, 128, 256])
        {
            var source = new LearnedCodes(bits, Seed);
            var codes = CodeSet.FromRows(source.Draw(items), source.Layout);
            var queries = source.Draw(Queries);
            var start = Stopwatch.GetTimestamp();
            using var tables = CodeTableBuilder.Build(codes, cancellation).Opened([], Simd.Level);
            var ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            yield return new BenchmarkRow($"multi-index-build-{bits}x{items}", Simd.Level, ms, ms, items / ms * 1000);
            foreach (var (name, table) in new[] { ("branch", (CodeTable?)tables.Branches), ("multi-index", tables.MultiIndex) })
            {
                if (table is null)
                    continue;
                foreach (var k in new[] { 10, 100 })
                    yield return Measure($"{name}-{bits}x{items}-k{k}", table, k, radius: null);
                foreach (var radius in new[] { 2, bits / 16 })
                    yield return Measure($"{name}-{bits}x{items}-radius-{radius}", table, 10, radius);
            }

            BenchmarkRow Measure(string work, CodeTable table, int k, int? radius)
            {
                cancellation.ThrowIfCancellationRequested();
                return PairedTiming.Measure(work, items, Queries, q => Search(codes, table, Query(q), k, radius), q => Scan(codes, Query(q), k, radius), Peer);
            }

            ReadOnlySpan<ulong> Query(int q) => queries.AsSpan(q * source.Layout.Words, source.Layout.Words);
        }
    }

    /// <summary>As a search does: by the scan where the table gives up.</summary>
    private static CodeHit[] Search(CodeSet codes, CodeTable table, ReadOnlySpan<ulong> query, int k, int? radius)
    {
        var sink = new NearestCodes(k, radius);
        return table.Run(query, [], sink, table.Most, CancellationToken.None).IsComplete ? sink.Hits() : Scan(codes, query, k, radius);
    }

    private static CodeHit[] Scan(CodeSet codes, ReadOnlySpan<ulong> query, int k, int? radius)
    {
        if (radius is not { } most)
            return codes.Search(query, k);
        var sink = new NearestCodes(k, radius);
        Span<ushort> buffer = stackalloc ushort[CodeSet.ChunkRows];
        for (var row = 0; row < codes.Count; row += CodeSet.ChunkRows)
        {
            var distances = codes.ChunkDistances(query, row, buffer);
            for (var i = HitPicker.FirstBelow(distances, 0, (ushort)(most + 1)); i < distances.Length; i = HitPicker.FirstBelow(distances, i + 1, (ushort)(most + 1)))
                sink.Take(distances[i], row + i);
        }

        return sink.Hits();
    }
}
