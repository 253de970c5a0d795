using Vitrine.Index;

namespace Vitrine.Search.Words;

/// <summary>In how many products names of one or several words are. Safe to use from several threads.</summary>
/// <param name="words">Of the products; must outlive this.</param>
internal sealed class NameCounts(WordIndex words)
{
    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(words.Language));

    /// <summary>At most: a name of several words is in no more products than its rarest one, and so is one with hyphens, unless it is written together; signs alone are in none.</summary>
    /// <param name="name">In any inflection.</param>
    public long ProductsWith(string name) => name.Split(' ').Min(word => WordSplitter.Words(word).Select(OfWord).DefaultIfEmpty(0).Min());

    /// <summary>The products with all words of a name, or compounds of them.</summary>
    /// <param name="name">In any inflection.</param>
    /// <param name="fields">Where words count.</param>
    public RowSet RowsWith(string name, WordFields fields = WordFields.All)
    {
        TermRows? rows = null;
        foreach (var part in WordSplitter.Words(name).SelectMany(word => word.Split('-')))
        {
            var with = TermRows.Of(words, [.. words.RunsWithKinds(analyzer.TermOf(part), fields).SelectMany(runs => runs)]);
            rows = rows is null ? with : rows.And(with);
        }

        return rows?.SetOf(words) ?? new RowSet(words.Products);
    }

    private long OfWord(string word) => word.Contains('-') ? Math.Max(Of(WordAnalyzer.Together(word)), word.Split('-').Min(Of)) : Of(word);

    private long Of(string word) => words.RunsWithKinds(analyzer.TermOf(word), WordFields.All).Sum(QueryTerm.Products);
}
