using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>Measures filtered searches with facets beside the same search without either, in turn.</summary>
public static class FilterBenchmark
{
    private const int Bits = 256;
    private const int Dimensions = 256;
    private const int DistinctVectors = 1021;
    private const int Shares = 1000;
    private const string Peer = "the same without filter and facets";
    private static readonly TimeSpan TimePerWork = TimeSpan.FromSeconds(2);

    private static readonly IndexSchema Schema = new([Bits], Dimensions)
    {
        Fields =
        [
            new("share", FieldKind.Number), new("colour", FieldKind.Keyword), new("brand", FieldKind.Keyword), new("season", FieldKind.Keyword),
            new("price", FieldKind.Number), new("category", FieldKind.Path),
        ],
    };

    /// <summary>
    /// Filters that 0.1, 1, 10 and 50 % of the items pass, the facets of five fields (20 colours, 200 brands, 4 seasons, 100 prices, 120 nodes of categories)
    /// counted over all of these; ten hits by code (256 bits) and by vector (256 dimensions, float16); one thread. The values of the fields are independent
    /// of ids, codes, and each other; frequent ones are more frequent than rare ones. The index lies in a temporary folder: 620 bytes an item.
    /// </summary>
    /// <param name="items">Items of the index.</param>
    /// <param name="cancellation">Stops between two measurements.</param>
    public static IEnumerable<BenchmarkRow> Run(int items = 1_000_000, CancellationToken cancellation = default)
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-bench-").FullName;
        try
        {
            var (code, vector) = Build(folder, items, cancellation);
            using var snapshot = IndexSnapshot.Open(folder);
            foreach (var (name, query) in new[] { ("codes", new IndexQuery { Code = code }), ("vectors", new IndexQuery { Vector = vector }) })
            {
                foreach (var percent in new[] { 0.1, 1, 10, 50 })
                {
                    cancellation.ThrowIfCancellationRequested();
                    var filtered = query with
                    {
                        Filter = Filter.Range("share", to: percent / 100 * Shares, includesTo: false),
                        Facets = [.. Schema.Fields.Skip(1).Select(field => new Facet(field.Name))],
                    };
                    yield return Measure(string.Create(CultureInfo.InvariantCulture, $"filtered-{name}-{percent}-percent-{items}"), items, () => snapshot.Search(filtered), () => snapshot.Search(query));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (ulong[] Code, float[] Vector) Build(string folder, int items, CancellationToken cancellation)
    {
        var random = new Random(7);
        float[][] vectors = [.. Enumerable.Range(0, DistinctVectors).Select(_ => Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f).ToArray())];
        var code = new ulong[Bits / 64];
        using var writer = IndexWriter.Create(folder, Schema);
        for (var row = 0; row < items; row++)
        {
            random.NextBytes(MemoryMarshal.AsBytes(code.AsSpan()));
            writer.Put(new IndexItem(FormattableString.Invariant($"{SplitMix64.Mix((ulong)row):x16}"))
            {
                Row = row,
                Code = code,
                Vector = vectors[row % DistinctVectors],
                Fields =
                {
                    ["share"] = random.Next(Shares),
                    ["colour"] = $"colour {Next(20)}",
                    ["brand"] = $"brand {Next(200)}",
                    ["season"] = $"season {Next(4)}",
                    ["price"] = Next(100),
                    ["category"] = new[] { $"{Next(4)}", $"{Next(5)}", $"{Next(6)}" },
                },
            });
        }

        writer.Commit(cancellation);
        return (code, vectors[0]);

        // The square of an even number: of n values the first has a share of 1/√n.
        int Next(int values) => (int)(Math.Pow(random.NextDouble(), 2) * values);
    }

    private static BenchmarkRow Measure(string work, int items, Action ours, Action peer)
    {
        var (oursMs, peerMs) = (new List<double>(), new List<double>());
        // The first runs pay for compilation and page faults.
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimePerWork / 4;)
        {
            ours();
            peer();
        }

        for (var start = Stopwatch.GetTimestamp(); oursMs.Count < 5 || Stopwatch.GetElapsedTime(start) < TimePerWork;)
        {
            oursMs.Add(Time(ours));
            peerMs.Add(Time(peer));
        }

        oursMs.Sort();
        peerMs.Sort();
        var median = oursMs[oursMs.Count / 2];
        return new BenchmarkRow(work, Simd.Level, median, oursMs[0], items / median * 1000, peerMs[peerMs.Count / 2], peerMs[0], Peer);
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
