using Vitrine.Models.Contract;

namespace Vitrine.Search;

/// <summary>What a search found.</summary>
/// <param name="Hits">Nearest first.</param>
/// <param name="UnknownWords">Words of the query that the model has never seen.</param>
/// <param name="IsByKeywords">The model knows none of the words, so that titles were searched for them instead. There may be no hits.</param>
public sealed record SearchAnswer(IReadOnlyList<ProductHit> Hits, IReadOnlyList<string> UnknownWords, bool IsByKeywords)
{
    /// <summary>How picture and words of each change were weighed; empty where the query has none, or the model has not learned to weigh them.</summary>
    public IReadOnlyList<ChangeWeights> Changes { get; init; } = [];
}
