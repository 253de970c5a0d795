namespace Vitrine.Datasets.KddCup;

/// <summary>A row without its features and boxes.</summary>
/// <param name="ProductId">Identifier of the product.</param>
/// <param name="QueryId">Identifier of the query.</param>
/// <param name="Query">The words of the query.</param>
/// <param name="LargestLabel">Category of the largest region, see <see cref="KddCupLabels"/>.</param>
public sealed record KddCupCaption(string ProductId, string QueryId, string Query, long LargestLabel);
