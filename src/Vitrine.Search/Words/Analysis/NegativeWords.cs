namespace Vitrine.Search.Words;

/// <summary>Takes out of a query what is not wanted: "dress without sleeves" is "dress", and no "sleeves". Each language says so in its own words.</summary>
internal static class NegativeWords
{
    // After these stands what is not wanted.
    private static readonly Dictionary<string, string[]> Before = new(StringComparer.Ordinal)
    {
        ["catalan"] = ["sense"],
        ["danish"] = ["uden"],
        ["dutch"] = ["zonder", "geen"],
        ["english"] = ["without", "no", "not", "non", "except", "nor"],
        ["finnish"] = ["ilman"],
        ["french"] = ["sans", "pas", "non", "sauf"],
        ["german"] = ["ohne", "kein", "keine", "keinen", "nicht"],
        ["irish"] = ["gan"],
        ["italian"] = ["senza"],
        ["norwegian"] = ["uten"],
        ["portuguese"] = ["sem"],
        ["romanian"] = ["fără"],
        ["russian"] = ["без"],
        ["spanish"] = ["sin"],
        ["swedish"] = ["utan"],
    };

    // Behind what is not there: "fragrance free", "parfümfrei".
    private static readonly Dictionary<string, string> Behind = new(StringComparer.Ordinal)
    {
        ["danish"] = "fri",
        ["dutch"] = "vrij",
        ["english"] = "free",
        ["german"] = "frei",
        ["norwegian"] = "fri",
        ["swedish"] = "fri",
    };

    // Before what is not there, in any language: "0 % alcohol".
    private const string Zero = "0";

    // "No show socks" are a kind of socks; what stands after these is never there.
    private static readonly HashSet<string> OfAKind = new(["no", "not", "non", "pas", "kein", "keine", "keinen", "nicht", "geen"], StringComparer.Ordinal);

    // They begin something else: "without hood in red" is red.
    private static readonly HashSet<string> Ends = new(["in", "with", "for", "and", "but", "from", "by", "under", "below", "over", "above", "mit", "für", "und", "aber", "avec", "pour", "et", "con", "para", "per", "y", "e"], StringComparer.Ordinal);

    // They lead to what is not wanted: "pas de cuir", "not made of leather".
    private static readonly HashSet<string> Leads = new(["a", "the", "made", "of", "in", "de", "du", "des", "en", "un", "une", "le", "la", "les", "aus", "von", "di", "da", "van", "av"], StringComparer.Ordinal);

    // Between two things that are not wanted: "without leather or velvet".
    private static readonly HashSet<string> Or = new(["or", "oder", "ou", "eller", "tai", "или"], StringComparer.Ordinal);

    // Glued to what is not wanted.
    private static readonly string[] Starts = ["-", "non-"];

    // "Hoodie with hood", in the languages of most shops.
    private static readonly HashSet<string> With = new(["with", "mit", "avec", "con", "com", "met", "med", "cu", "amb"], StringComparer.Ordinal);

    // "Not velvet armchair" is an armchair; "without palm oil" asks for what has none.
    private static readonly HashSet<string> Not = new(["not", "non", "nicht", "kein", "keine", "keinen", "pas", "niet", "geen"], StringComparer.Ordinal);

    // "Cable not included", "pilas no incluidas".
    private static readonly HashSet<string> NotBefore = new(["not", "no", "non", "nicht", "niet", "não", "pas", "inte", "ikke"], StringComparer.Ordinal);
    private static readonly HashSet<string> Included = new(
    [
        "included", "supplied", "enthalten", "inbegriffen", "inklusive", "inbegrepen", "meegeleverd", "incluido", "incluida", "incluidos", "incluidas", "inclus", "incluse", "incluses", "compris", "comprise", "comprises",
        "fourni", "fournie", "fournis", "fournies", "incluso", "inclusa", "inclusi", "incluído", "incluída", "incluídos", "incluídas", "inkluderat", "inkluderet", "inkludert",
    ], StringComparer.Ordinal);

    // "Sold separately".
    private static readonly HashSet<string> Separately = new(["separately", "séparément", "separat"], StringComparer.Ordinal);

    private static readonly HashSet<string> And = new(["and", "und", "et", "y", "e", "en", "och", "og"], StringComparer.Ordinal);

    private const int MostWords = 3; // of one thing
    private const int ShortestThing = 3;
    private const string Non = "non";

    /// <summary>Whether a word says that what stands behind it is there: "with".</summary>
    public static bool SayIncluded(string word) => With.Contains(word);

    /// <summary>The words that deny what stands right behind them in a title: "non-dimmable".</summary>
    public static IReadOnlyCollection<string> Denying { get; } = ["non", "not", "nicht"];

    /// <summary>Whether the word at a place of a title is denied by the one before it; the seeds of a forget-me-not are seeds.</summary>
    public static bool IsDenied(IReadOnlyList<string> title, int at) => at > 0 && Denying.Contains(title[at - 1]) && (at == 1 || title[at - 2] != "me");

    /// <summary>Whether behind a word another thing is spoken of than before it: "for", "included".</summary>
    public static bool BeginAnew(string word) => Included.Contains(word) || (Ends.Contains(word) && !And.Contains(word));

    /// <summary>Whether two words say that what stands before them is not there: "not included", "sold separately".</summary>
    public static bool SayNotIncluded(string word, string next) => (NotBefore.Contains(word) && Included.Contains(next)) || Separately.Contains(next);

    /// <summary>The words with which a product says that something is not included.</summary>
    public static IReadOnlyCollection<string> SaidWithIncluded { get; } = [.. NotBefore, .. Separately];

    /// <summary>The words of a language after which stands what is not there.</summary>
    public static IReadOnlyList<string> In(string language) => Before.GetValueOrDefault(language, []);

    /// <summary>The words after which a product says that it lacks something: also "0 % alcohol".</summary>
    public static IReadOnlyList<string> SaidBefore(string language) => [.. In(language), Zero];

    /// <summary>The word behind what a product says that it lacks, "free", and the end of one that says it in one word, "alkoholfrei"; null where the language has none.</summary>
    public static string? SaidBehind(string language) => Behind.GetValueOrDefault(language);

    /// <summary>The places of words that say in the second place what is not there, "fragrance free", and the thing itself; a word that says both, "fragrance-free", stands for both.</summary>
    /// <param name="words">As <see cref="WordSplitter"/> cuts them.</param>
    /// <param name="language">That of the shop.</param>
    public static IEnumerable<(int At, int Count, string Thing)> LackingIn(IReadOnlyList<string> words, string language)
    {
        if (SaidBehind(language) is not { } free)
            yield break;
        for (var at = 0; at < words.Count; at++)
        {
            if (at + 1 < words.Count && words[at + 1] == free)
                yield return (at, 2, words[at]);
            else if (words[at].Length >= free.Length + ShortestThing && words[at].EndsWith(free, StringComparison.Ordinal))
                yield return (at, 1, words[at][..^free.Length].TrimEnd('-'));
        }
    }

    /// <summary>What is wanted, and what is not, thing by thing: "without leather or velvet" are two.</summary>
    /// <param name="words">As they were typed, in lower case, cut at white space.</param>
    /// <param name="language">That of the shop.</param>
    /// <param name="isKnown">Whether some product has such words, taken together: "no show socks" is a kind of socks.</param>
    /// <param name="isKind">Whether a word names what products are: "not velvet armchair" asks for armchairs.</param>
    public static (IReadOnlyList<string> Wanted, IReadOnlyList<string> Without) Split(IReadOnlyList<string> words, string language, Func<string, bool> isKnown, Func<string, bool> isKind)
    {
        var (wanted, without) = (new List<string>(), new List<string>());
        string[] before = [.. In(language)];
        for (var at = 0; at < words.Count;)
        {
            if (before.Length > 0 && Glued(words[at], isKnown) is { } glued)
            {
                without.Add(glued);
                at++;
                continue;
            }

            var (things, taken) = before.Contains(words[at], StringComparer.Ordinal) ? ThingsAfter(words, at, before, isKnown) : ([], 0);
            without.AddRange(things);
            if (things.Count == 0)
                wanted.Add(words[at]);
            at += 1 + (things.Count == 0 ? 0 : taken);
        }

        if (wanted.Count == 0 && without is [var only] && Not.Contains(words[0]) && only.Split(' ') is var phrase && KindAtEnd(phrase, isKind) is { } kind)
            return (phrase[kind..], [string.Join(' ', phrase[..kind])]);
        return wanted.Count > 0 ? (wanted, without) : (words, without); // "without sugar" alone: what says so
    }

    // Where the kind begins that ends a phrase of more words; null where none does.
    private static int? KindAtEnd(string[] phrase, Func<string, bool> isKind)
    {
        var at = phrase.Length;
        while (at > 1 && isKind(phrase[at - 1]))
            at--;
        return at < phrase.Length ? at : null;
    }

    private static string? Glued(string word, Func<string, bool> isKnown) =>
        Starts.Where(start => word.StartsWith(start, StringComparison.Ordinal) && word.Length > start.Length + 2 && word.Skip(start.Length).All(char.IsLetter) && !isKnown($"{start.TrimEnd('-')} {word[start.Length..]}".Trim()))
            .Select(start => word[start.Length..]).FirstOrDefault();

    // Up to the next word that begins something else, or a comma.
    private static (List<string> Things, int Words) ThingsAfter(IReadOnlyList<string> words, int at, string[] before, Func<string, bool> isKnown)
    {
        var (things, thing, next) = (new List<string>(), new List<string>(), at + 1);
        var most = words[at] == Non ? 1 : MostWords; // "non leather gloves" are gloves
        if (next >= words.Count || (OfAKind.Contains(words[at]) && isKnown($"{words[at]} {words[next]}")))
            return (things, 0);
        while (next + 1 < words.Count && Leads.Contains(words[next]))
            next++;
        for (; next < words.Count && !Ends.Contains(words[next]) && !before.Contains(words[next], StringComparer.Ordinal); next++)
        {
            if (Or.Contains(words[next]) && thing.Count > 0)
            {
                Finish();
                continue;
            }

            if (thing.Count == most)
                break;
            var bare = words[next].TrimEnd(',', ';', '.');
            if (bare.Length > 0)
                thing.Add(bare);
            if (bare.Length == words[next].Length)
                continue;
            // "without red, blue or green dress" cannot be told from "without red, blue dress": a comma ends it unless "or" follows the next word.
            Finish();
            if (next + 2 >= words.Count || !Or.Contains(words[next + 2]))
            {
                next++;
                break;
            }
        }

        Finish();
        return (things, next - at - 1);

        void Finish()
        {
            if (thing.Count > 0)
                things.Add(string.Join(' ', thing));
            thing.Clear();
        }
    }
}
