using System.Diagnostics;

namespace Vitrine.Index;

/// <summary>Measures what the roads to near codes take, on one thread.</summary>
internal sealed class CodeCosts(CodeTables tables, ReadOnlyMemory<ulong> given, CancellationToken cancellation)
{
    private const int MostQueries = 50;
    private const int TimedScans = 5;

    private static readonly int[] Ks = [10, 100, 1000];
    private static readonly int[] Radii = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];

    private readonly CodeSet codes = tables.Codes;
    private readonly ulong[] queries = Some(tables.Codes, given.Span);

    private int Queries => queries.Length / codes.Layout.Words;

    /// <summary>Measures. A road is followed to ever larger radii until it takes longer than the scan.</summary>
    public IReadOnlyList<CodeStep> Measure()
    {
        if (Queries == 0)
            return [];
        var scan = new CodeStep((int)CodeRoad.Scan, Ks[0], -1, Queries, codes.Count, ScanMs());
        var steps = new List<CodeStep> { scan };
        foreach (var road in new[] { CodeRoad.Branches, CodeRoad.MultiIndex })
        {
            if (tables.Of(road) is not { } table)
                continue;
            Add(table, road, Ks.Where(k => k < codes.Count).Select(k => (K: k, Radius: (int?)null)));
            Add(table, road, Radii.Where(radius => radius < codes.Layout.Bits).Select(radius => (K: 0, Radius: (int?)radius)));
        }

        return steps;

        void Add(CodeTable table, CodeRoad road, IEnumerable<(int K, int? Radius)> searches)
        {
            foreach (var (k, radius) in searches)
            {
                var step = Measure(table, road, k, radius);
                if (step is null || step.Value.Ms > scan.Ms)
                    return; // what is farther takes longer
                steps.Add(step.Value);
            }
        }
    }

    /// <summary>Null where most queries give up.</summary>
    private CodeStep? Measure(CodeTable table, CodeRoad road, int k, int? radius)
    {
        var (visited, complete, ms) = (0L, 0, 0.0);
        // The first round verifies blocks and reads pages.
        for (var round = 0; round < 2; round++)
        {
            (visited, complete) = (0, 0);
            var start = Stopwatch.GetTimestamp();
            for (var q = 0; q < Queries; q++)
            {
                cancellation.ThrowIfCancellationRequested();
                var effort = table.Run(queries.AsSpan(q * codes.Layout.Words, codes.Layout.Words), [], new NearestCodes(Math.Max(1, k), radius), table.Most, cancellation);
                visited += effort.Visited;
                complete += effort.IsComplete ? 1 : 0;
            }

            ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (complete * 2 < Queries)
                return null;
        }

        return new CodeStep((int)road, k, radius ?? -1, Queries, (double)visited / Queries, ms / Queries);
    }

    private double ScanMs()
    {
        var times = new double[TimedScans];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            codes.Search(queries.AsSpan(i % Queries * codes.Layout.Words, codes.Layout.Words), Ks[0]);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[TimedScans / 2];
    }

    /// <summary>Of many queries some, evenly spread; without any, codes.</summary>
    private static ulong[] Some(CodeSet codes, ReadOnlySpan<ulong> given)
    {
        var words = codes.Layout.Words;
        var all = given.IsEmpty ? codes.Count : given.Length / words;
        var count = Math.Min(all, MostQueries);
        var some = new ulong[count * words];
        for (var q = 0; q < count; q++)
        {
            var from = (int)((2L * q + 1) * all / (2 * count));
            if (given.IsEmpty)
                codes.CopyCode(from, some.AsSpan(q * words, words));
            else
                given.Slice(from * words, words).CopyTo(some.AsSpan(q * words));
        }

        return some;
    }
}
