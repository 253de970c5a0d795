using Vitrine.Index;
using Vitrine.Search.Traits;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>What the products of a shop are called.</summary>
/// <param name="words">Of the products; must outlive this.</param>
internal sealed class TitlesOfShop(WordIndex words) : ITraitTitles
{
    // One title may say two words by chance.
    private const int Several = 3;

    private readonly NameCounts names = new(words);

    public RowSet RowsWith(string name) => names.RowsWith(name);

    public bool HavePair(string one, string next) => words.TitlesWithPair(one, next) >= Several;
}
