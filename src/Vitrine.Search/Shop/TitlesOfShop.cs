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
    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(words.Language));

    public RowSet RowsWith(string name) => names.RowsWith(name);

    public RowSet RowsCalled(string name) => names.RowsWith(name, WordFields.Title | WordFields.Categories);

    public bool IsKindOf(string compound, string term) => words.Compounds.Is(compound, term);

    public IEnumerable<string> HeadsOf(string word) => words.Compounds.HeadsOf(analyzer.TermOf(word));

    public bool HavePair(string one, string next) => words.TitlesWithPair(one, next) >= Several;
}
