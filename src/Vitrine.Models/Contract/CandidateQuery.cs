namespace Vitrine.Models.Contract;

/// <summary>A query with the items that are to be ranked for it.</summary>
/// <param name="Id">Identifier of the query.</param>
/// <param name="Text">Its words.</param>
/// <param name="Items">Numbers in the source; queries that share one list are encoded together.</param>
/// <param name="IsRelevant">Which of them are right.</param>
public sealed record CandidateQuery(string Id, string Text, IReadOnlyList<int> Items, IReadOnlyList<bool> IsRelevant);
