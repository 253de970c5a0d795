namespace Vitrine.Workbench.Shopping;

/// <summary>A way to rank the products of a shop for words, to be measured beside others.</summary>
/// <param name="Name">As tables and keys call it: "photo", "rrf".</param>
/// <param name="Rank">The rows of products for a query as a shopper types it, the best first; none where nothing is found. More than <see cref="ShopperMeasures.MostRanks"/> are not looked at.</param>
internal sealed record Contestant(string Name, Func<string, IReadOnlyList<int>> Rank);
