namespace Vitrine.Search.Words;

/// <summary>How a shop's titles write a word that somebody types in another form: for a model that knows words only as it has read them. Safe to use from several threads.</summary>
/// <param name="index">The words of the products; must outlive this.</param>
/// <param name="analyzer">Of their language.</param>
internal sealed class OtherForms(WordIndex index, WordAnalyzer analyzer)
{
    // Words that begin alike, the most frequent first.
    private const int MostForms = 50;

    /// <summary>The most frequent word with the same stem, else of a word made of two that of the last of them; null where there is no other.</summary>
    /// <param name="word">In lower case.</param>
    public string? Of(string word)
    {
        var term = analyzer.TermOf(word);
        return index.Compounds.HeadsOf(term).Prepend(term).Select(Written).FirstOrDefault(form => form is not null && form != word);
    }

    private string? Written(string term) =>
        term.Length == 0 ? null : index.StartingWith(term[..^1], MostForms, WordFields.Title).Where(form => analyzer.TermOf(form.Word) == term).Select(form => form.Word).FirstOrDefault();
}
