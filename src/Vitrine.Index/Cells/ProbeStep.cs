namespace Vitrine.Index;

/// <summary>What a number of probes was measured to find, with the queries of a <see cref="PartitionReport"/>.</summary>
/// <param name="Probes">Cells looked through.</param>
/// <param name="K">Hits wanted.</param>
/// <param name="Recall">Share of the true k best that were found, 0…1.</param>
/// <param name="Visited">Items in the cells, on average.</param>
/// <param name="Ms">Milliseconds of a query on one thread, on average, on the machine that measured.</param>
public sealed record ProbeStep(int Probes, int K, double Recall, double Visited, double Ms);
