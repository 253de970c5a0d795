namespace Vitrine.Index;

/// <summary>How a part of a filter was evaluated on a segment.</summary>
/// <param name="Filter">The part, in words.</param>
/// <param name="Way">
/// <c>positions</c>: the items of its values were listed. <c>entries</c>: the column was read. <c>candidates</c>: only what the parts before had left was looked at.
/// </param>
/// <param name="Items">Items that passed, of the candidates where it looked at these; deleted ones included.</param>
public sealed record FilterStep(string Filter, string Way, int Items);
