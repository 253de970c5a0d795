namespace Vitrine.Search.Words;

/// <summary>What is looked for in the products when somebody types a query.</summary>
internal sealed class QueryTerms(WordIndex index, WordAnalyzer analyzer, WordFields fields)
{
    // More words than any title has; a text from outside must not cost more.
    private const int MostTerms = 64;

    /// <summary>The terms that some product has, the weightiest first. Words that say nothing, such as "the", are left out where others stand beside them.</summary>
    public QueryTerm[] Of(string text)
    {
        var shares = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach (var (term, share) in Shares(text).Take(MostTerms))
            shares[term] = Math.Max(share, shares.GetValueOrDefault(term));
        return [.. shares.Select(entry => Term(entry.Key, entry.Value)).OfType<QueryTerm>().OrderByDescending(term => term.Weight)];
    }

    private IEnumerable<(string Term, float Share)> Shares(string text)
    {
        yield return (IdTerm.Of(text), 1);
        string[] words = [.. WordSplitter.Words(text)];
        var isSaying = words.Any(word => !analyzer.IsStopWord(word));
        foreach (var word in words.Where(word => !isSaying || !analyzer.IsStopWord(word)))
        {
            if (!word.Contains('-'))
            {
                foreach (var term in analyzer.TermsOf(word, isQuery: true))
                    yield return (term, 1);
                continue;
            }

            // "v-neck" is one word and two; neither counts as much as a word of its own.
            foreach (var term in word.Split('-').Append(WordAnalyzer.Together(word)).SelectMany(part => analyzer.TermsOf(part, isQuery: true)))
                yield return (term, 0.5f);
        }

        foreach (var id in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(IsNoWord))
            yield return (IdTerm.Of(id), 1);
    }

    // "100" is an id in "buy 100" and a word in "100 cotton", where titles say it.
    private bool IsNoWord(string part) => WordAnalyzer.Words(part).SelectMany(word => analyzer.TermsOf(word, isQuery: true)).All(term => index.RunsOf(term, fields).Length == 0);

    private QueryTerm? Term(string term, float share) =>
        index.RunsOf(term, fields) is { Length: > 0 } runs ? new QueryTerm(share * QueryTerm.Idf(QueryTerm.Products(runs), index.Products), runs) : null;
}
