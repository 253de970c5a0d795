using Vitrine.Index;
using Vitrine.Search.Traits;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>What the products of a shop are called.</summary>
/// <param name="words">Of the products; must outlive this.</param>
internal sealed class TitlesOfShop(WordIndex words) : ITraitTitles
{
    // In the languages of most shops.
    private static readonly string[] For = ["for", "fits", "für", "pour", "para", "per", "voor", "til", "till", "pentru", "dla", "для"];

    private readonly NameCounts names = new(words);
    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(words.Language));

    public RowSet RowsWith(string name) => names.RowsWith(name);

    public RowSet RowsCalled(string name) => names.RowsWith(name, WordFields.Title | WordFields.Categories);

    public RowSet RowsTitled(string name) => names.RowsWith(name, WordFields.Title);

    public int TitledFor(IEnumerable<string> names) => names.Select(name => For.Sum(link => words.TitlesWithPair(link, name))).DefaultIfEmpty(0).Max();

    public bool IsKindOf(string compound, string term) => words.Compounds.Is(compound, term);

    public IEnumerable<string> HeadsOf(string word) => words.Compounds.HeadsOf(analyzer.TermOf(word));
}
