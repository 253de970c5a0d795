using System.Diagnostics;
using System.Text.Json.Nodes;
using Vitrine.Index;

namespace Vitrine.Benchmarks.Vectors;

/// <summary>Our exact search of each vector format beside the exact index of FAISS, whose batches are matrix products of OpenBLAS.</summary>
/// <param name="work">What is measured.</param>
/// <param name="note">Is told figures as they come.</param>
public sealed class ExactBesideFaiss(VectorWork work, Action<string> note)
{
    private const int Queries = 64;
    private const int K = 10;
    private const int Rounds = 7;

    /// <summary>Measures a batch of 64 queries, ten hits each.</summary>
    /// <returns>A row for each format and number of threads.</returns>
    public JsonArray Run()
    {
        var source = new ClusteredVectors(work.Items, work.Dimensions);
        var vectors = Draw(source, work.Items);
        var queries = Draw(source, Queries);
        using var flat = new FaissIndex(FaissKind.FlatIp, work.Items, work.Dimensions);
        for (var number = 0; number < work.Items; number++)
            flat.Add(number, vectors.AsSpan(number * work.Dimensions, work.Dimensions));
        flat.Finish();
        var rows = new JsonArray();
        foreach (var format in Enum.GetValues<VectorFormat>())
        {
            var ours = VectorSet.FromRows(vectors, work.Dimensions, format);
            var truth = flat.Search(queries, K).Numbers;
            var same = ours.SearchBatch(queries, K).SelectMany((hits, q) => hits.Where(hit => truth.AsSpan(q * K, K).Contains(hit.Row))).Count();
            foreach (var threads in work.Threads)
            {
                FaissIndex.UseThreads(threads);
                var times = new (double Ours, double Peer)[Rounds];
                for (var round = -1; round < Rounds; round++)
                {
                    var mine = Time(() => ours.SearchBatch(queries, K, threads: threads));
                    var theirs = Time(() => flat.Search(queries, K));
                    if (round >= 0)
                        times[round] = (mine, theirs);
                }

                var name = $"exact-{format.ToString().ToLowerInvariant()}-{work.Dimensions}x{work.Items}-batch-{Queries}";
                var row = new JsonObject
                {
                    ["work"] = name,
                    ["threads"] = threads,
                    ["oursMs"] = Median(times.Select(time => time.Ours)),
                    ["peerMs"] = Median(times.Select(time => time.Peer)),
                    ["ratio"] = Median(times.Select(time => time.Ours / time.Peer)),
                    ["peer"] = flat.Version,
                    ["oursRecall"] = same / (double)(Queries * K),
                };
                rows.Add((JsonNode)row);
                note($"{name} x{threads}: {row["oursMs"]:F3} / {row["peerMs"]:F3} ms = {row["ratio"]:F3}, the same hits: {row["oursRecall"]:F4}");
            }
        }

        return rows;
    }

    private float[] Draw(ClusteredVectors source, int count)
    {
        var vectors = new float[count * work.Dimensions];
        for (var row = 0; row < count; row++)
            source.Next(vectors.AsSpan(row * work.Dimensions, work.Dimensions));
        return vectors;
    }

    /// <summary>Milliseconds of a query of the batch.</summary>
    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / Queries;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
