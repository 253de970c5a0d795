using System.Diagnostics;

namespace Vitrine.Index;

/// <summary>Times two works in turn, so that a busy machine slows both.</summary>
internal static class PairedTiming
{
    private const int Rounds = 7;

    /// <summary>Medians and shortest times of a query, of both sides; the first round is not counted.</summary>
    public static BenchmarkRow Measure(string work, int items, int queries, Action<int> ours, Action<int> peer, string peerName, int threads = 1)
    {
        var (mine, theirs) = (new double[Rounds], new double[Rounds]);
        Time(queries, ours);
        Time(queries, peer);
        for (var round = 0; round < Rounds; round++)
        {
            if (round % 2 == 0)
                mine[round] = Time(queries, ours);
            theirs[round] = Time(queries, peer);
            if (round % 2 == 1)
                mine[round] = Time(queries, ours);
        }

        Array.Sort(mine);
        Array.Sort(theirs);
        return new BenchmarkRow(work, Simd.Level, mine[Rounds / 2], mine[0], items / mine[Rounds / 2] * 1000, theirs[Rounds / 2], theirs[0], peerName, threads);
    }

    private static double Time(int queries, Action<int> run)
    {
        var start = Stopwatch.GetTimestamp();
        for (var q = 0; q < queries; q++)
            run(q);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / queries;
    }
}
