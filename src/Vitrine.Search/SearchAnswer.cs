namespace Vitrine.Search;

/// <summary>What a search found.</summary>
/// <param name="Hits">Nearest first.</param>
/// <param name="UnknownWords">Words of the query that the model has never seen.</param>
/// <param name="IsByKeywords">The model knows none of the words, so that titles were searched for them instead. There may be no hits.</param>
public sealed record SearchAnswer(IReadOnlyList<ProductHit> Hits, IReadOnlyList<string> UnknownWords, bool IsByKeywords);
