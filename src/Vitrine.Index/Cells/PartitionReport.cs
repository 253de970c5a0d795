namespace Vitrine.Index;

/// <summary>The cells of a segment and what they were measured to find.</summary>
/// <param name="Items">Items of the segment.</param>
/// <param name="Cells">Cells; 0 where the segment is not parted.</param>
/// <param name="FourBits">Whether items have codes of four bits besides those of one.</param>
/// <param name="Bytes">Bytes of the file of cells.</param>
/// <param name="Queries">Queries that recall was measured on; 0 where it was not, and the cells are not used.</param>
/// <param name="AreQueriesGiven">True for queries that were given, false for vectors of items.</param>
/// <param name="ExactMs">Milliseconds of a query by the whole scan on one thread.</param>
/// <param name="Steps">By k, then by probes, ascending.</param>
public sealed record PartitionReport(int Items, int Cells, bool FourBits, long Bytes, int Queries, bool AreQueriesGiven, double ExactMs, IReadOnlyList<ProbeStep> Steps);
