using System.Diagnostics;

namespace Vitrine.Index;

/// <summary>Which road a search takes through a segment: the measured cost model.</summary>
/// <param name="Probes">Cells to look through; 0 for the whole scan.</param>
/// <param name="Least">Items that pass a filter to be met at least; 0 without one.</param>
/// <param name="Recall">As measured; 1 for the whole scan.</param>
/// <param name="ExpectedMs">Milliseconds expected.</param>
internal readonly record struct RoadPlan(int Probes, long Least, double Recall, double ExpectedMs)
{
    private const int SampledItems = 512;
    private const int SliceItems = 64;

    /// <summary>Plans a search.</summary>
    /// <param name="measured">What was measured of the segment.</param>
    /// <param name="items">Its items.</param>
    /// <param name="k">Hits wanted.</param>
    /// <param name="recall">Recall asked for.</param>
    /// <param name="road">What was asked for.</param>
    /// <param name="filter">Positions that may be found; null where a filter takes nothing away.</param>
    public static RoadPlan For(PartitionRecall measured, int items, int k, double recall, SearchRoad road, Func<int, bool>? filter)
    {
        var scan = new RoadPlan(0, 0, 1, measured.ExactMs);
        // Recall of k hits is known from the next larger k, whose hits are harder to find; of more than were measured nothing is known.
        var level = measured.Steps.Where(step => step.K >= k).Select(step => step.K).DefaultIfEmpty(0).Min();
        ProbeStep[] steps = [.. measured.Steps.Where(step => step.K == level)];
        var step = Array.Find(steps, step => step.Recall >= recall) ?? (road == SearchRoad.Cells ? steps.MaxBy(step => step.Recall) : null);
        if (road == SearchRoad.Exact || step is null)
            return scan;
        var (passing, checkMs) = filter is null ? (1, 0) : Sample(items, filter);
        // As many items that pass as the probes meet without a filter: they surround the query as those do, only from farther off.
        var visited = Math.Min(items, step.Visited / passing);
        var plan = new RoadPlan(step.Probes, filter is null ? 0 : (long)step.Visited, step.Recall, step.Ms + (visited - step.Visited) * MsPerItem(steps) + visited * checkMs);
        return road == SearchRoad.Cells || plan.ExpectedMs < scan.ExpectedMs ? plan : scan;
    }

    /// <summary>Share of the items that pass, and milliseconds to ask for one: the least of some slices, for a pause of the thread is none of the filter's.</summary>
    private static (double Passing, double CheckMs) Sample(int items, Func<int, bool> filter)
    {
        var (passed, checkMs) = (0, double.MaxValue);
        var count = Math.Min(items, SampledItems);
        for (var first = 0; first < count; first += SliceItems)
        {
            var end = Math.Min(count, first + SliceItems);
            var start = Stopwatch.GetTimestamp();
            for (var i = first; i < end; i++)
                passed += filter((int)((long)i * items / count)) ? 1 : 0;
            checkMs = Math.Min(checkMs, Stopwatch.GetElapsedTime(start).TotalMilliseconds / (end - first));
        }

        return (Math.Max(passed, 0.5) / count, checkMs);
    }

    /// <summary>What one more item in the cells takes: the slope of the line through the steps, by least squares.</summary>
    private static double MsPerItem(ProbeStep[] steps)
    {
        var (visited, ms) = (steps.Average(step => step.Visited), steps.Average(step => step.Ms));
        var spread = steps.Sum(step => (step.Visited - visited) * (step.Visited - visited));
        return spread == 0 ? 0 : Math.Max(0, steps.Sum(step => (step.Visited - visited) * (step.Ms - ms)) / spread);
    }
}
