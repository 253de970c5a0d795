using System.Diagnostics;
using System.Globalization;

namespace Vitrine.Index;

/// <summary>Measures what readers wait while a writer is at work, and what the index weighs afterwards.</summary>
public static class UpdateBenchmark
{
    private const int Readers = 4;
    private const int SearchesPerSecond = 25; // of each reader
    private const int UpdatesPerSecond = 5000;
    private const int Dimensions = 64;
    private static readonly TimeSpan CommitEvery = TimeSpan.FromSeconds(1);

    private static readonly IndexSchema Schema = new([128], Dimensions) { Fields = [new("colour", FieldKind.Keyword), new("price", FieldKind.Number)] };

    /// <summary>
    /// Four readers that each ask 25 times a second for the ten nearest codes of 128 bits among items of a price range; first alone, then while 5,000 items a second
    /// are replaced and committed once a second. Rows: the 99th percentile of a search alone and meanwhile, writes a second, and the bytes of the index, as the
    /// writer left it and once compacted, beside an index of the same items made at once. The index lies in a temporary folder.
    /// </summary>
    /// <param name="items">Items.</param>
    /// <param name="quiet">How long the readers are alone; null for 30 s.</param>
    /// <param name="writing">How long the writer is at work; null for five minutes.</param>
    /// <param name="cancellation">Stops.</param>
    public static IEnumerable<BenchmarkRow> Run(int items = 500_000, TimeSpan? quiet = null, TimeSpan? writing = null, CancellationToken cancellation = default)
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-bench-").FullName;
        try
        {
            var (index, fresh) = (Path.Combine(folder, "index"), Path.Combine(folder, "fresh"));
            Fill(index, items, cancellation);
            using var readers = new UpdateReaders(index, Readers, SearchesPerSecond);
            readers.Run(TimeSpan.FromSeconds(1), () => { }); // pays for compilation and page faults
            var alone = readers.Run(quiet ?? TimeSpan.FromSeconds(30), () => { });
            yield return Row("quiet", items, alone);
            var (written, start) = (0L, Stopwatch.GetTimestamp());
            using var writer = IndexWriter.Open(index);
            var meanwhile = readers.Run(writing ?? TimeSpan.FromMinutes(5), () => written += Write(writer, items, written, start, cancellation));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            yield return Row("writing", items, meanwhile) with { PeerMs = At(alone, 0.99), PeerBestMs = alone[0], Peer = "the readers alone" };
            yield return new BenchmarkRow($"updates-written-{items}", Simd.Level, 1000 * seconds / written, 1000 * seconds / written, written / seconds);
            Fill(fresh, items, cancellation);
            var least = BytesOf(fresh);
            yield return Size("size", BytesOf(index));
            writer.Compact(cancellation);
            yield return Size("size-compacted", BytesOf(index));

            BenchmarkRow Size(string what, long bytes) => new($"updates-{what}-{items}", Simd.Level, 0, 0, 0, Peer: "an index made at once") { Mb = bytes / 1e6, PeerMb = least / 1e6 };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The updates of a second, spread over it, and their commit; says how many.</summary>
    private static long Write(IndexWriter writer, int items, long before, long start, CancellationToken cancellation)
    {
        const int portion = 100;
        var random = new Random((int)(before % int.MaxValue));
        var count = (long)(UpdatesPerSecond * CommitEvery.TotalSeconds);
        for (var update = 0; update < count; update += portion)
        {
            for (var i = 0; i < portion; i++)
                writer.Put(Item(random.Next(items), random));
            var late = TimeSpan.FromSeconds((double)(before + update + portion) / UpdatesPerSecond) - Stopwatch.GetElapsedTime(start);
            if (late > TimeSpan.Zero)
                cancellation.WaitHandle.WaitOne(late);
            cancellation.ThrowIfCancellationRequested();
        }

        writer.Commit(cancellation);
        return count;
    }

    private static void Fill(string folder, int items, CancellationToken cancellation)
    {
        var random = new Random(3);
        using var writer = IndexWriter.Create(folder, Schema);
        for (var number = 0; number < items; number++)
            writer.Put(Item(number, random));
        writer.Commit(cancellation);
    }

    private static IndexItem Item(int number, Random random) => new(number.ToString("x8", CultureInfo.InvariantCulture))
    {
        Row = number,
        Code = new[] { (ulong)random.NextInt64(), (ulong)random.NextInt64() },
        Vector = Vector(random),
        Fields = { ["colour"] = $"colour {random.Next(20)}", ["price"] = random.Next(1000) },
    };

    private static float[] Vector(Random random)
    {
        var vector = new float[Dimensions];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = random.NextSingle() - 0.5f;
        return vector;
    }

    private static long BytesOf(string folder)
    {
        var manifest = Manifest.Read(folder);
        return manifest.FileNames().Select(name => new FileInfo(Path.Combine(folder, name))).Where(file => file.Exists).Sum(file => file.Length);
    }

    private static BenchmarkRow Row(string what, int items, double[] sorted) =>
        new($"updates-{what}-p99-{items}", Simd.Level, At(sorted, 0.99), sorted[0], items / At(sorted, 0.99) * 1000, Threads: Readers);

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
