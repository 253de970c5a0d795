using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <summary>Measures what an index costs on disk: building, opening for one search, changing a hundredth of it.</summary>
public static class StorageBenchmark
{
    private const int Bits = 256;
    private const int Dimensions = 256;
    private const int DistinctVectors = 1021;
    private const int Repeats = 5;
    private const int TopHits = 10;

    /// <summary>
    /// An index of codes of 256 bits and float16 vectors of 256 dimensions, in a temporary folder: 560 bytes an item. A million takes about ten
    /// seconds. The files are in the operating system's memory when they are opened.
    /// </summary>
    /// <param name="items">Items of the index.</param>
    /// <param name="cancellation">Stops between two measurements.</param>
    public static IEnumerable<BenchmarkRow> Run(int items = 1_000_000, CancellationToken cancellation = default)
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-bench-").FullName;
        try
        {
            foreach (var row in Measure(new Shelf(folder), items))
            {
                yield return row;
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<BenchmarkRow> Measure(Shelf shelf, int items)
    {
        var hundredth = Math.Max(1, items / 100);
        yield return Row($"index-build-{items}", items, Time(() => shelf.Put(0, items)));
        yield return Row($"index-open-{items}", items, Repeat(_ => shelf.Open(_ => { })));
        yield return Row($"index-open-and-search-codes-{items}", items, Repeat(_ => shelf.Open(index => index.SearchCodes(shelf.Code, TopHits))));
        yield return Row($"index-open-and-search-vectors-{items}", items, Repeat(_ => shelf.Open(index => index.SearchVectors(shelf.Vector, TopHits))));
        yield return Row($"index-add-1-percent-{items}", hundredth, Repeat(i => shelf.Put(items + i * hundredth, hundredth)));
        yield return Row($"index-replace-1-percent-{items}", hundredth, Repeat(i => shelf.Put(i * hundredth, hundredth)));
        yield return Row($"index-delete-1-percent-{items}", hundredth, Repeat(i => shelf.Delete(i * hundredth, hundredth)));
        using var snapshot = shelf.Open();
        yield return Row($"index-search-codes-{items}", items, Repeat(_ => Time(() => snapshot.SearchCodes(shelf.Code, TopHits))));
        yield return Row($"index-search-vectors-{items}", items, Repeat(_ => Time(() => snapshot.SearchVectors(shelf.Vector, TopHits))));
    }

    private static BenchmarkRow Row(string work, int items, params double[] times)
    {
        Array.Sort(times);
        var median = times[times.Length / 2];
        return new BenchmarkRow(work, Simd.Level, median, times[0], items / median * 1000);
    }

    private static double[] Repeat(Func<int, double> measure) => [.. Enumerable.Range(0, Repeats).Select(measure)];

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The index under measurement. Each step opens and closes it, as a run of the command line does, and says its milliseconds.</summary>
    private sealed class Shelf
    {
        private static readonly IndexSchema Schema = new([Bits], Dimensions);

        private readonly string folder;
        private readonly Random random = new(7);
        private readonly float[][] vectors;

        public Shelf(string folder)
        {
            this.folder = folder;
            vectors = [.. Enumerable.Range(0, DistinctVectors).Select(_ => Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f).ToArray())];
        }

        public ulong[] Code { get; } = new ulong[Bits / 64];

        public ReadOnlySpan<float> Vector => vectors[0];

        public double Put(int first, int count) => Time(() =>
        {
            using var writer = first == 0 && !File.Exists(Manifest.PathIn(folder)) ? IndexWriter.Create(folder, Schema) : IndexWriter.Open(folder, Schema);
            for (var row = first; row < first + count; row++)
            {
                random.NextBytes(MemoryMarshal.AsBytes(Code.AsSpan()));
                writer.Put(Id(row), row, Code, vectors[row % DistinctVectors]);
            }

            writer.Commit();
        });

        public double Delete(int first, int count) => Time(() =>
        {
            using var writer = IndexWriter.Open(folder);
            for (var row = first; row < first + count; row++)
                writer.Delete(Id(row));
            writer.Commit();
        });

        public double Open(Action<IndexSnapshot> use) => Time(() =>
        {
            using var snapshot = Open();
            use(snapshot);
        });

        public IndexSnapshot Open() => IndexSnapshot.Open(folder);

        // In no order, as a shop's ids may be.
        private static string Id(int row) => FormattableString.Invariant($"{(uint)row * 2654435761u:x8}");
    }
}
