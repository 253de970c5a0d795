using System.Text.RegularExpressions;
using Vitrine.Search.Queries;
using Vitrine.Search.Words;

namespace Vitrine.Search.Traits;

/// <summary>
/// The names of all values of all traits, to be looked up by words of a query. Names are compared by their terms, written together: "t-shirts" is "Tshirts". All names of a category's path count, so that "shoes"
/// is the branch; a name that lists things, "Perfume and Body Mist", is a name of each; and what a category's name is a kind of is a name of it too: "Gaming Monitors" are monitors.
/// </summary>
internal sealed partial class TraitNames
{
    // A name of more words is read by the words that it begins with.
    private const int LongestName = 4;

    // Languages that say first what a thing is, and then how it is.
    private static readonly HashSet<string> FirstIsThing = ["catalan", "french", "irish", "italian", "portuguese", "romanian", "spanish"];

    // What is kept with things and is none of them, in the languages of most shops.
    private static readonly HashSet<string> Accessories = new(
        ["accessories", "parts", "spares", "zubehör", "ersatzteile", "accessoires", "pièces", "accesorios", "recambios", "repuestos", "accessori", "ricambi", "acessórios", "peças", "toebehoren", "onderdelen", "tillbehör", "reservdelar", "tilbehør", "reservedele", "akcesoria", "części"], StringComparer.Ordinal);

    private readonly IReadOnlyList<Trait> traits;
    private readonly WordAnalyzer analyzer;
    private readonly Func<string, IEnumerable<Meaning>>? meaningsOf;
    private readonly ITraitTitles? titles;
    private readonly Func<string, IEnumerable<string>>? synonymsOf;
    private readonly Dictionary<string, List<(int Trait, int Value)>> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Trait, int Value)>> heads = new(StringComparer.Ordinal); // what the names of kinds are a kind of
    private readonly Dictionary<string, List<(int Trait, int Value)>> forThem = new(StringComparer.Ordinal); // what is kept with a branch and is only for it
    private readonly Dictionary<string, List<(int Trait, int Value)>> branches = new(StringComparer.Ordinal); // things that the name of a branch lists
    private readonly Dictionary<string, List<(int Trait, int Value)>> finest = new(StringComparer.Ordinal); // as the finest categories are called, word for word
    private readonly HashSet<string> wholeNames = new(StringComparer.Ordinal); // that are not only one of the things that a name lists
    private readonly Dictionary<string, List<(int Trait, int Value)>> partsOfNames = new(StringComparer.Ordinal);

    /// <param name="traits">What there is to name.</param>
    /// <param name="analyzer">Takes words to their stems.</param>
    /// <param name="meaningsOf">Groups of names that may be meant by another, the likeliest first; null: none is known.</param>
    /// <param name="titles">What the products are called; null: nothing is known of it.</param>
    /// <param name="synonymsOf">Other names for what a name means; null: none is known.</param>
    public TraitNames(IReadOnlyList<Trait> traits, WordAnalyzer analyzer, Func<string, IEnumerable<Meaning>>? meaningsOf, ITraitTitles? titles, Func<string, IEnumerable<string>>? synonymsOf)
    {
        (this.traits, this.analyzer, this.meaningsOf, this.titles, this.synonymsOf) = (traits, analyzer, meaningsOf, titles, synonymsOf);
        foreach (var (trait, known) in traits.Index().Where(trait => !trait.Item.IsOfAnother))
        {
            var paths = known.Values.Select(text => known.IsKind ? text.Split(Trait.Between) : [text]).ToArray();
            var ofTheirName = BranchesOfTheirName(paths);
            foreach (var (value, path) in paths.Index())
            {
                foreach (var (depth, name) in path.Index())
                {
                    if (depth < path.Length - 1 && (IsOnlyFor(path[^1], name) || (!AreAccessories(name) && ofTheirName.Contains(PathTo(path, depth)) && path[(depth + 1)..].Any(AreAccessories))))
                        Add(forThem, KeyOf(Saying(name)), (trait, value));
                    else
                        AddName(name, (trait, value), isFinest: depth == path.Length - 1);
                }
            }
        }
    }

    /// <summary>Whether the language says first what a thing is: "housse ordinateur".</summary>
    public bool IsThingFirst => FirstIsThing.Contains(analyzer.Language.Name);

    /// <summary>The words of a query that say something; all of them, if none does. Not those that say what is not wanted, such as "fragrance free", where no value is called so.</summary>
    public QueryWord[] WordsOf(string text)
    {
        var words = WordSplitter.Words(text).ToList();
        foreach (var (at, count, _) in NegativeWords.LackingIn(words, analyzer.Language.Name).Reverse().Where(lacking => !names.ContainsKey(KeyOf([.. words.Skip(lacking.At).Take(lacking.Count)]))))
            words.RemoveRange(at, count);
        return Saying(words);
    }

    private QueryWord[] Saying(List<string> words)
    {
        var isSaying = words.Exists(word => !analyzer.IsStopWord(word));
        return [.. words.Select((word, at) => new QueryWord(word, at > 0 && analyzer.IsStopWord(words[at - 1]), char.IsAsciiDigit(word[0]) || (at > 0 && char.IsAsciiDigit(words[at - 1][0]) && Measures.IsUnit(word)))).Where(word => !isSaying || !analyzer.IsStopWord(word.Text))];
    }

    /// <summary>
    /// The longest name that begins at a word. A name goes before one of the things that a branch's name lists, for "TV &amp; Audio" are not all TVs, and this before a part of a name: "blue" is Blue, and only where there is no Blue every value with that word. What names no value itself may mean one: "crimson"
    /// Red, and in languages that write words together "Ecksofa" a sofa.
    /// </summary>
    public NamedPart LongestAt(QueryWord[] words, int at)
    {
        for (var length = Math.Min(LongestName, words.Length - at); length > 0; length--)
        {
            if (KeyOf(words, at, length) is var key && NamedBy(key) is { Count: > 0 } values)
                return new NamedPart(at, length, values);
        }

        return partsOfNames.GetValueOrDefault(KeyOf(words, at, 1)) is { } part ? new NamedPart(at, 1, part, IsPartOfName: true) : LongestMeantAt(words, at);
    }

    /// <summary>Whether words are a name only as one of the things that a name lists: of "Cables &amp; Adapters" the cables.</summary>
    public bool AreOneOfAList(QueryWord[] words, NamedPart part) => part.Meaning is null && KeyOf(words, part.At, part.Length) is var key && (names.ContainsKey(key) || branches.ContainsKey(key)) && !wholeNames.Contains(key) && !heads.ContainsKey(key);

    /// <summary>Whether words are all that the name of a value says.</summary>
    public bool AreWhole(QueryWord[] words, NamedPart part, (int Trait, int Value) value) => KeyOf(Saying(traits[value.Trait].Values[value.Value])) == KeyOf(words, part.At, part.Length);

    /// <summary>Whether words say what the finest kinds that they name are, and no branch above these: a "double socket" is a socket, of women's heels "women" says not what they are.</summary>
    public bool AreOfFinest(QueryWord[] words, NamedPart part) => part is { Meaning: null, IsPartOfName: false, Values.Count: > 1 } && KeyOf(words, part.At, part.Length) is var key
        && part.Values.All(value => !traits[value.Trait].IsKind || (traits[value.Trait].Values[value.Value].Split(Trait.Between)[^1] is var finest && (KeyOf(Saying(finest)) == key || ThingsOf(value).Any(thing => KeyOf([thing]) == key))));

    /// <summary>The words that say what products of a kind are, as its own name has them: of "Cases &amp; Covers" both.</summary>
    public IEnumerable<string> ThingsOf((int Trait, int Value) kind)
    {
        var name = traits[kind.Trait].Values[kind.Value].Split(Trait.Between)[^1];
        return (Listed(name) is { Length: > 0 } listed ? listed : [name]).Select(ThingOf).OfType<string>();
    }

    /// <summary>The kinds whose names are a kind of what words name: of "monitors" the Gaming Monitors.</summary>
    public IEnumerable<(int Trait, int Value)> KindsOf(QueryWord[] words, NamedPart part) => heads.GetValueOrDefault(KeyOf(words, part.At, part.Length)) ?? [];

    /// <summary>The kinds that are kept with what words name and are only for it: with headphones the Headphone Accessories.</summary>
    public IEnumerable<(int Trait, int Value)> ThingsFor(QueryWord[] words, NamedPart part) => forThem.GetValueOrDefault(KeyOf(words, part.At, part.Length)) ?? [];

    /// <summary>The kinds that other names for the same name, word for word: a "cycle" is no "Cycling".</summary>
    public IEnumerable<(int Trait, int Value)> SynonymsOf(QueryWord[] words, NamedPart part) => (synonymsOf?.Invoke(TextOf(words, part.At, part.Length)) ?? [])
        .SelectMany(name => (string?[])[name, EnglishPlural.Other(name)]).OfType<string>().SelectMany(name => finest.GetValueOrDefault(name) ?? []);

    private static string TextOf(QueryWord[] words, int at, int length) => string.Join(' ', words.Skip(at).Take(length).Select(word => word.Text));

    private NamedPart LongestMeantAt(QueryWord[] words, int at)
    {
        for (var length = meaningsOf is null ? 0 : Math.Min(LongestName, words.Length - at); length > 0; length--)
        {
            foreach (var meaning in meaningsOf!(TextOf(words, at, length)))
            {
                List<(int, int)> values = [.. meaning.Names.SelectMany(name => NamedBy(KeyOf(Saying(name)))).Distinct()];
                if (values.Count > 0)
                    return new NamedPart(at, length, values, meaning);
            }
        }

        // An "Ecksofa" is a sofa, though not every sofa is one.
        foreach (var head in HeadsOf(words[at].Text))
        {
            if (NamedBy(head) is { Count: > 0 } values || partsOfNames.TryGetValue(head, out values))
                return new NamedPart(at, 1, values, new Meaning([head], IsThingOfItsOwn: true));
        }

        // Where there are floor lamps and table lamps, each in one word, "Lampe" is all of them.
        var key = KeyOf(words, at, 1);
        List<(int, int)> kinds = titles is null ? [] : [.. names.Concat(branches).Where(name => titles.IsKindOf(name.Key, key)).SelectMany(name => name.Value).Distinct()];
        return new NamedPart(at, 1, kinds.Count > 0 ? kinds : null);
    }

    // The tag "bike" of some products hides no Mountain Bikes.
    private List<(int Trait, int Value)> NamedBy(string key)
    {
        var (own, kinds) = (names.GetValueOrDefault(key), heads.GetValueOrDefault(key));
        return own is null ? kinds ?? branches.GetValueOrDefault(key) ?? [] : kinds is null || own.Exists(value => traits[value.Trait].IsKind) ? own : [.. own, .. kinds];
    }

    private IEnumerable<string> HeadsOf(string word) => titles?.HeadsOf(word) ?? [];

    // "Perfume and Body Mist" is asked for by its whole name, and by each of the things that it lists.
    private void AddName(string name, (int Trait, int Value) value, bool isFinest)
    {
        var words = Saying(name);
        if (words.Length == 0)
            return;
        var things = Listed(name);
        foreach (var thing in things.Select(Saying).Where(thing => thing.Length > 0))
            Add(isFinest ? names : branches, KeyOf(thing), value);
        AddWhole(words, value);
        if (isFinest && traits[value.Trait].IsKind)
            Add(finest, string.Join(' ', words), value);
        if (traits[value.Trait].IsKind && things.Length == 0 && words.Length > 1 && ThingOf(name) is { } kindOf)
            Add(heads, KeyOf([kindOf]), value);
        foreach (var head in words.SelectMany(HeadsOf))
            Add(partsOfNames, head, value);
        if (words.Length == 1)
            return;
        foreach (var word in words)
            Add(partsOfNames, KeyOf([word]), value);
    }

    private void AddWhole(string[] words, (int Trait, int Value) value)
    {
        wholeNames.Add(KeyOf(words));
        Add(names, KeyOf(words), value);
    }

    // Under "Watches" there are kinds of watches, and may be accessories. Under "Women" no kind is a woman: accessories there are for sale like the others.
    private HashSet<string> BranchesOfTheirName(string[][] paths)
    {
        var branches = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var (finest, thing) = (KeyOf(Saying(path[^1])), ThingOf(path[^1]));
            for (var depth = 0; depth < path.Length - 1; depth++)
            {
                if (KeyOf(Saying(path[depth])) is var branch && ((thing is not null && KeyOf([thing]) == branch) || titles?.IsKindOf(finest, branch) == true))
                    branches.Add(PathTo(path, depth));
            }
        }

        return branches;
    }

    private static string PathTo(string[] path, int depth) => string.Join(Trait.Between, path[..(depth + 1)]);

    private static bool AreAccessories(string name) => WordSplitter.Words(name).Any(word => Accessories.Contains(word) || word.EndsWith("zubehör", StringComparison.Ordinal));

    // "Headphone Accessories" under Headphones.
    private bool IsOnlyFor(string finest, string branch)
    {
        string[] words = Saying(finest), of = Saying(branch);
        return of.Length == 1 && words.Length > 1 && Listed(finest).Length == 0 && ThingOf(finest) is { } thing && KeyOf(of) is var key && KeyOf([thing]) != key && Array.Exists(words, word => KeyOf([word]) == key);
    }

    // Of "Gaming Monitors" and of "Covers for Sofas" the word that says what they are.
    private string? ThingOf(string name)
    {
        string[] words = [.. WordSplitter.Words(name).SkipWhile(analyzer.IsStopWord).TakeWhile(word => !analyzer.IsStopWord(word)).SelectMany(word => word.Split('-'))];
        var thing = words.Length == 0 ? null : IsThingFirst ? words[0] : words[^1];
        return thing is null || !thing.All(char.IsLetter) ? null : thing;
    }

    // Of a "Fragrance free lotion" the lotion, but "Gluten free" is a name.
    private string[] Saying(string name)
    {
        var words = WordSplitter.Words(name).ToList();
        foreach (var (at, count, _) in NegativeWords.LackingIn(words, analyzer.Language.Name).Reverse().Where(lacking => lacking.Count < words.Count))
            words.RemoveRange(at, count);
        return Array.ConvertAll(Saying(words), word => word.Text);
    }

    private static string[] Listed(string name)
    {
        var parts = Between().Split(name);
        return parts.Length > 1 ? parts : [];
    }

    [GeneratedRegex(@"\s+(?:and|und|et|y|e|en|och|og)\s+|\s*[&+/,;]\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    private string KeyOf(QueryWord[] words, int at, int length) => KeyOf([.. words.Skip(at).Take(length).Select(word => word.Text)]);

    private string KeyOf(string[] words)
    {
        var key = "";
        foreach (var word in words.Take(LongestName))
        {
            foreach (var part in word.Split('-'))
                key += string.Concat(analyzer.TermsOf(part, isQuery: true));
        }

        return key;
    }

    private static void Add(Dictionary<string, List<(int Trait, int Value)>> names, string key, (int Trait, int Value) value)
    {
        if (!names.TryGetValue(key, out var values))
            names.Add(key, values = []);
        if (!values.Contains(value))
            values.Add(value);
    }
}
