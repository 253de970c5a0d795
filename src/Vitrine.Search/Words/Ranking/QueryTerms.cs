namespace Vitrine.Search.Words;

/// <summary>What is looked for in the products when somebody types a query.</summary>
internal sealed class QueryTerms(WordIndex index, WordAnalyzer analyzer, WordFields fields)
{
    // More words than any title has; a text from outside must not cost more.
    private const int MostTerms = 64;

    // Of the number of a part that was typed with blanks in it.
    private const int MostPieces = 5;

    private const float KnownByTheWay = 0.5f, OtherNumberShare = 0.1f;

    private const float PartShare = 0.5f;

    // A number that stands behind its name says so much more than both apart.
    private const float NumberShare = 0.5f;

    /// <summary>The terms that some product has, the weightiest first. Words that say nothing, such as "the", are left out where others stand beside them.</summary>
    public QueryTerm[] Of(string text)
    {
        var shares = new Dictionary<string, float>(StringComparer.Ordinal);
        foreach (var (term, share) in Shares(text).Take(MostTerms))
            shares[term] = Math.Max(share, shares.GetValueOrDefault(term));
        string[] terms = [.. shares.Keys];
        return [.. terms.Select((term, at) => Term(term, shares[term], at + 1 < terms.Length ? terms[at + 1] : null)).OfType<QueryTerm>().OrderByDescending(term => term.Weight)];
    }

    /// <summary>The share of the words of a query that say something of which some product says it too; 1 where the whole query is an id.</summary>
    public float KnownShare(string text)
    {
        if (index.RunsOf(IdTerm.Of(text), fields).Length > 0 || (IdTerm.OfCode(text) is { } code && index.RunsOf(code, fields).Length > 0))
            return 1;
        string[] typed = [.. WordSplitter.Words(text)], words = [.. typed.Where(word => !analyzer.IsStopWord(word)).Take(MostTerms)];
        var others = OtherNumbers(typed);
        return words.Length == 0 ? 0 : words.Sum(word => others.Contains(word) ? 0 : Known(word)) / words.Length;
    }

    // What only descriptions say is said by the way: cases that "protect the camera" are no cameras.
    private float Known(string word) => IsKnown(word, fields & ~WordFields.Description) ? 1 : IsKnown(word, fields) ? KnownByTheWay : 0;

    private bool IsKnown(string word, WordFields fields) =>
        WordAnalyzer.Words(word).Any(part => analyzer.TermsOf(part, isQuery: true).Any(term => index.RunsWithKinds(term, fields).Any(runs => runs.Length > 0))) || index.RunsOf(IdTerm.Of(word), fields).Length > 0;

    // Where there are an iPhone 14 and an iPhone 15, the 16 of "iPhone 16" is none of 16 inches.
    private HashSet<string> OtherNumbers(string[] words) => [.. analyzer.PairTerms(words, isNumbered: true)
        .Where(pair => index.RunsOf(pair.Term, fields).Length == 0 && index.RunsOf(WordAnalyzer.TogetherOf(pair.Term), fields).Length == 0 && index.HasNumbersBehind(WordFolding.Of(words[pair.At - 1]))).Select(pair => words[pair.At])];

    private IEnumerable<(string Term, float Share)> Shares(string text)
    {
        yield return (IdTerm.Of(text), 1);
        string[] words = [.. WordSplitter.Words(text)];
        var isSaying = words.Any(word => !analyzer.IsStopWord(word));
        var others = OtherNumbers(words);
        var pairs = analyzer.PairTerms(words).ToDictionary(pair => pair.At, pair => (pair.Term, IsOne: index.RunsOf(WordAnalyzer.TogetherOf(pair.Term), fields).Length > 0));
        foreach (var (at, word) in words.Index().Where(word => !isSaying || !analyzer.IsStopWord(word.Item)))
        {
            // "v-neck" and "power bank" are one word and two; of the two neither counts as much as a word of its own.
            var isPart = word.Contains('-') || pairs.GetValueOrDefault(at).IsOne || pairs.GetValueOrDefault(at + 1).IsOne;
            foreach (var term in word.Split('-').SelectMany(part => analyzer.TermsOf(part, isQuery: true)))
                yield return (term, others.Contains(word) ? OtherNumberShare : isPart ? PartShare : 1);
            if (word.Contains('-'))
                yield return (analyzer.TermOf(WordAnalyzer.Together(word)), 1);
        }

        foreach (var (pair, isOne) in pairs.Values)
        {
            if (isOne || char.IsAsciiDigit(pair[^1]))
                yield return (pair, isOne ? 1 : NumberShare);
        }

        foreach (var id in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(IsNoWord))
            yield return (IdTerm.Of(id), 1);
        foreach (var code in Codes(text))
            yield return (code, 1);
    }

    // "Bosch 0 986 424 797" has one in four pieces.
    private static IEnumerable<string> Codes(string text)
    {
        var pieces = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < pieces.Length; at++)
        {
            for (var end = at + 1; end <= Math.Min(pieces.Length, at + MostPieces); end++)
            {
                if (pieces[at..end].All(piece => piece.Any(char.IsAsciiDigit)) && IdTerm.OfCode(string.Join(' ', pieces[at..end])) is { } code)
                    yield return code;
            }
        }
    }

    // "100" is an id in "buy 100" and a word in "100 cotton", where titles say it.
    private bool IsNoWord(string part) => WordAnalyzer.Words(part).SelectMany(word => analyzer.TermsOf(word, isQuery: true)).All(term => index.RunsOf(term, fields).Length == 0);

    // Who has a compound of a word has the word, and so do those of a compound that it makes with the next one. A word that is only the beginning of some is found by these.
    private QueryTerm? Term(string term, float share, string? next)
    {
        if (WordAnalyzer.IsPair(term))
        {
            PostingRun[][] both = [index.RunsOf(term, fields), index.RunsOf(WordAnalyzer.TogetherOf(term), fields)];
            return TermOf(both, share);
        }

        PostingRun[][] written = [.. index.RunsWithKinds(term, fields), index.RunsOf(WordAnalyzer.PairOf(term), fields), .. Written(next is null ? [] : index.Compounds.Of(term, next))];
        if (Array.TrueForAll(written, runs => runs.Length == 0))
            written = [.. Written(index.Compounds.OfFirst(term))];
        return TermOf(written, share);
    }

    private QueryTerm? TermOf(PostingRun[][] written, float share)
    {
        PostingRun[] all = [.. written.SelectMany(runs => runs).OrderBy(run => run.Stretch)];
        return all.Length > 0 ? new QueryTerm(share * QueryTerm.Idf(written.Sum(QueryTerm.Products), index.Products), all) : null;
    }

    private IEnumerable<PostingRun[]> Written(IEnumerable<string> compounds) => compounds.Select(compound => index.RunsOf(compound, fields & Compounds.Fields));
}
