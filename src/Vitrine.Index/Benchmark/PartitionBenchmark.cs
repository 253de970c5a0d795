using System.Diagnostics;

namespace Vitrine.Index;

/// <summary>Measures cells: making them, and searching them for a recall, beside the whole scan of the same vectors; one thread.</summary>
public static class PartitionBenchmark
{
    private const int Dimensions = 256;
    private const int Intrinsic = 32;
    private const int ItemsPerCluster = 200;
    private const int K = 10;

    private static readonly double[] Recalls = [0.9, 0.98, 0.99];

    /// <summary>
    /// Float16 unit vectors of 256 dimensions in clusters of 200, which lie in a subspace of 32 (seed 7). Cells once with codes of one bit alone
    /// (<c>rescoring-1-bit</c>) and once with those of four, too (<c>partition</c>). Rows of a search are the mean of 200 queries at the fewest probes whose measured
    /// recall of 10 hits reaches that of the row's name. 200,000 items take about half a minute.
    /// </summary>
    /// <param name="items">Items of the index.</param>
    /// <param name="cancellation">Stops.</param>
    public static IEnumerable<BenchmarkRow> Run(int items = 200_000, CancellationToken cancellation = default)
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-bench-").FullName;
        try
        {
            var vectors = Draw(items);
            foreach (var fourBits in new[] { false, true })
            {
                var (name, path) = (fourBits ? "partition" : "rescoring-1-bit", Path.Combine(folder, "cells"));
                var start = Stopwatch.GetTimestamp();
                PartitionBuilder.Build(path, vectors, 0, new PartitionOptions { FourBits = fourBits }, _ => { }, cancellation);
                yield return Row($"{name}-build-{Dimensions}x{items}", items, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                using var cells = CellPartition.Open(path, 0, items, Dimensions);
                var measured = new RecallMeasurement(cells, vectors, null, default, threads: 1, cancellation).Run(0, cancellation);
                foreach (var recall in Recalls)
                {
                    if (measured.Steps.FirstOrDefault(step => step.K == K && step.Recall >= recall) is { } step)
                        yield return Row(FormattableString.Invariant($"{name}-{Dimensions}x{items}-recall-{recall}"), items, step.Ms);
                }

                if (fourBits)
                    yield return Row($"partition-whole-scan-{Dimensions}x{items}", items, measured.ExactMs);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static BenchmarkRow Row(string work, int items, double ms) => new(work, Simd.Level, ms, ms, items / ms * 1000);

    private static VectorSet Draw(int items)
    {
        var random = new Random(7);
        var (basis, centres) = (Gaussian(random, Intrinsic * Dimensions), Gaussian(random, Intrinsic * Math.Max(1, items / ItemsPerCluster)));
        var writer = new VectorWriter(items, Dimensions, VectorFormat.Float16);
        var vector = new float[Dimensions];
        for (var row = 0; row < items; row++)
        {
            var cluster = random.Next(centres.Length / Intrinsic);
            var steps = Gaussian(random, Intrinsic);
            double squares = 0;
            for (var i = 0; i < Dimensions; i++)
            {
                vector[i] = 0;
                for (var j = 0; j < Intrinsic; j++)
                    vector[i] += basis[i * Intrinsic + j] * (centres[cluster * Intrinsic + j] + steps[j] / 2);
                squares += (double)vector[i] * vector[i];
            }

            for (var i = 0; i < Dimensions; i++)
                vector[i] /= (float)Math.Sqrt(squares);
            writer.Write(row, vector);
        }

        return writer.Finish(Simd.Level);
    }

    // Box and Muller, 1958.
    private static float[] Gaussian(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle()))];
}
