namespace Vitrine.Index;

/// <summary>The road that a search took through a segment, and why.</summary>
/// <param name="Items">Items of the segment.</param>
/// <param name="Cells">Cells it has; 0 for none.</param>
/// <param name="Probes">Cells that were looked through, or more where a filter lets few items pass; 0 for the whole scan, which is exact.</param>
/// <param name="Recall">Recall that was measured for the probes, without a filter; 1 for the whole scan.</param>
/// <param name="ExpectedMs">Milliseconds that the road is expected to take; 0 where nothing was measured.</param>
/// <param name="ExactMs">Milliseconds of the whole scan; 0 where nothing was measured.</param>
public sealed record SegmentRoad(int Items, int Cells, int Probes, double Recall, double ExpectedMs, double ExactMs)
{
    /// <summary>In words: "1,000,000 items: 24 of 2,000 cells, recall 0.985, 0.21 ms expected, whole scan 21 ms".</summary>
    public override string ToString() => Probes > 0
        ? FormattableString.Invariant($"{Items:N0} items: {Probes:N0} of {Cells:N0} cells, recall {Recall:F3}, {ExpectedMs:G3} ms expected, whole scan {ExactMs:G3} ms")
        : FormattableString.Invariant($"{Items:N0} items: whole scan") + (ExactMs > 0 ? FormattableString.Invariant($", {ExactMs:G3} ms expected") : "");
}
