namespace Vitrine.Search.Words;

/// <summary>
/// Words that are one word made of two, in languages that write them so: a German "Ecksofa" is a sofa, and a "Sofakissen" is none, for the last part says what a thing is. Read from the words of
/// a shop's own titles, categories and attributes, all as terms. Safe to use from several threads.
/// </summary>
/// <remarks>
/// The shorter the last part, the more has to be known of the first: that it is a word of the shop too, but for the letters that join them, or stands before two words at least, as "Schlaf" does in
/// "Schlafsofa" and "Schlafsessel". That keeps "Preis" from being rice.
/// </remarks>
internal sealed class Compounds
{
    /// <summary>Where what a product is called says what it is; a description also speaks of other things.</summary>
    public const WordFields Fields = WordFields.Title | WordFields.Categories | WordFields.Attributes;

    private const int ShortestPart = 3;

    // "Tee" ends "Kaffee": what stands before so short a word has to be one.
    private const int Short = 4;
    private const int WordsOfAPart = 2;

    // Each costs a look at its postings.
    private const int MostOfAWord = 64;

    private static readonly HashSet<string> Languages = ["danish", "dutch", "finnish", "german", "hungarian", "norwegian", "swedish"];
    private static readonly string[] Links = ["", "s", "es", "n", "en", "er", "e"];
    private static readonly Compounds None = new([], []);

    private readonly HashSet<string> words;
    private readonly HashSet<string> parts; // that are no words of their own
    private readonly Dictionary<string, string[]> byHead;

    private Compounds(HashSet<string> words, HashSet<string> parts)
    {
        (this.words, this.parts) = (words, parts);
        byHead = words.SelectMany(word => HeadsOf(word).Select(head => (head, word))).GroupBy(pair => pair.head, pair => pair.word, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Those of a shop.</summary>
    /// <param name="terms">The terms of its titles, categories and attributes.</param>
    /// <param name="language">As <see cref="WordIndex.Language"/> names it; one that writes no words together has none.</param>
    public static Compounds Of(IEnumerable<string> terms, string language)
    {
        if (!Languages.Contains(language))
            return None;
        HashSet<string> words = [.. terms.Where(term => term.Length >= ShortestPart && term.All(char.IsLetter))];
        var heads = new Dictionary<string, int>(StringComparer.Ordinal); // words behind a part, a compound of each is one
        foreach (var word in words)
        {
            for (var at = ShortestPart; at <= word.Length - Short; at++)
            {
                if (words.Contains(word[at..]))
                    heads[word[..at]] = heads.GetValueOrDefault(word[..at]) + 1;
            }
        }

        return new Compounds(words, [.. heads.Where(part => part.Value >= WordsOfAPart).Select(part => part.Key)]);
    }

    /// <summary>The compounds that are a kind of a word, at most 64.</summary>
    /// <param name="term">A word of the shop, or one that it only has in compounds: "Lampe", where there are a "Stehlampe" and a "Tischlampe".</param>
    public IEnumerable<string> OfHead(string term)
    {
        if (byHead.TryGetValue(term, out var compounds))
            return compounds.Take(MostOfAWord);
        return words.Contains(term) ? [] : words.Where(word => Is(word, term)).Order(StringComparer.Ordinal).Take(MostOfAWord);
    }

    /// <summary>The compounds that begin with a word which the shop has only in them: "Massivholztisch"; at most 64.</summary>
    public IEnumerable<string> OfFirst(string term) => term.Length < Short || words.Contains(term)
        ? []
        : words.Where(word => word.Length >= term.Length + Short && word.StartsWith(term, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(MostOfAWord);

    /// <summary>What a compound is a kind of, the most special first: of a "Badezimmerschrank" the "Zimmerschrank", if there is such a word, and the "Schrank".</summary>
    /// <param name="term">Of the shop or not.</param>
    public IEnumerable<string> HeadsOf(string term)
    {
        for (var at = ShortestPart; at <= term.Length - ShortestPart; at++)
        {
            if (words.Contains(term[at..]) && Is(term, term[at..]))
                yield return term[at..];
        }
    }

    /// <summary>The longest word of the shop that another one ends with, whatever stands before it: what a compound of which the shop knows no more may be a kind of. Null for none.</summary>
    public string? EndOf(string term) => Enumerable.Range(ShortestPart, Math.Max(0, term.Length - ShortestPart - Short + 1)).Select(at => term[at..]).FirstOrDefault(words.Contains);

    /// <summary>The compounds that two words make which stand side by side: "leder sofa".</summary>
    public IEnumerable<string> Of(string first, string head) => OfHead(head).Where(compound => WithoutLink(compound[..^head.Length]).Contains(first));

    /// <summary>Whether a term is a kind of another: made of two, of which that is the last.</summary>
    public bool Is(string compound, string head)
    {
        var at = compound.Length - head.Length;
        if (words.Count == 0 || at < ShortestPart || head.Length < ShortestPart || !compound.EndsWith(head, StringComparison.Ordinal))
            return false;
        return head.Length > Short || IsWord(compound[..at]) || (head.Length == Short && (at >= Short || parts.Contains(compound[..at])));
    }

    /// <summary>A first part without the letters that may join it to the next, the whole of it first: "kleider" and "kleid".</summary>
    public static IEnumerable<string> WithoutLink(string part) =>
        Links.Where(link => part.Length - link.Length >= ShortestPart && part.EndsWith(link, StringComparison.Ordinal)).Select(link => part[..^link.Length]);

    private bool IsWord(string part) => WithoutLink(part).Any(words.Contains);
}
