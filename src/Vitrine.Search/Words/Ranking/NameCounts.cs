namespace Vitrine.Search.Words;

/// <summary>In how many products names of one or several words are. Safe to use from several threads.</summary>
/// <param name="words">Of the products; must outlive this.</param>
internal sealed class NameCounts(WordIndex words)
{
    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(words.Language));

    /// <summary>At most: a name of several words is in no more products than its rarest one; signs alone are in none.</summary>
    /// <param name="name">In any inflection.</param>
    public long ProductsWith(string name) => name.Split(' ').Min(word => WordAnalyzer.Words(word).Select(part => QueryTerm.Products(words.RunsOf(analyzer.TermOf(part), WordFields.All))).DefaultIfEmpty(0).Max());
}
