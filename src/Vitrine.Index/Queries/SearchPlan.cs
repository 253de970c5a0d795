using System.Globalization;
using System.Text;

namespace Vitrine.Index;

/// <summary>How a query is answered: what its filter leaves, and how that is gone through.</summary>
/// <param name="Segments">Segment by segment.</param>
public sealed record SearchPlan(IReadOnlyList<SegmentPlan> Segments)
{
    /// <summary>The plan as lines of text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var segment in Segments)
        {
            text.Append(CultureInfo.InvariantCulture, $"segment of {segment.Items} items: {segment.Passing} pass; {segment.Scanned} scanned, {segment.Gathered} gathered, {segment.Skipped} skipped{segment.Choice}\n");
            foreach (var step in segment.Steps)
                text.Append(CultureInfo.InvariantCulture, $"  {step.Filter}: {step.Items} by {step.Way}\n");
        }

        return text.ToString();
    }
}

/// <summary>The plan for a segment. Its items are gone through in chunks, for each of which the cheaper way is taken.</summary>
/// <param name="Items">Items, deleted ones included.</param>
/// <param name="Passing">Items that pass the filter and are not deleted.</param>
/// <param name="Steps">How the filter is evaluated, in this order.</param>
/// <param name="Scanned">Items in chunks that are read as a whole, since many pass.</param>
/// <param name="Gathered">Items in chunks of which only those that pass are read.</param>
/// <param name="Skipped">Items in chunks of which none passes.</param>
public sealed record SegmentPlan(int Items, int Passing, IReadOnlyList<FilterStep> Steps, long Scanned, long Gathered, long Skipped)
{
    /// <summary>The road to near codes. By tables <see cref="Gathered"/> is what they are expected to read, and the rest is skipped.</summary>
    public CodeRoad Road { get; init; } = CodeRoad.Scan;

    /// <summary>Milliseconds that the road is expected to take on one thread, on the machine that made the tables; 0 where nothing was measured.</summary>
    public double ExpectedMs { get; init; }

    /// <summary>Milliseconds of the scan, likewise.</summary>
    public double ScanMs { get; init; }

    internal string Choice => (Road, ScanMs) switch
    {
        (CodeRoad.Scan, 0) => "",
        (CodeRoad.Scan, _) => string.Create(CultureInfo.InvariantCulture, $"; by scan, {ScanMs:G3} ms expected"),
        (_, _) => string.Create(CultureInfo.InvariantCulture, $"; by {(Road == CodeRoad.Branches ? "branches" : "multi-index")}, {(ExpectedMs > 0 ? $"{ExpectedMs:G3} ms expected" : "not measured")}, scan {ScanMs:G3} ms"),
    };
}
