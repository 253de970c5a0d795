using System.Text.RegularExpressions;
using Vitrine.Index;
using Vitrine.Search.Words;

namespace Vitrine.Search.Traits;

/// <summary>Words of a query that name what a product can be: "navy" the colour Navy Blue, "shoes" every kind of shoes.</summary>
/// <param name="Words">As they stand in the query.</param>
/// <param name="Readings">The traits in which these words name values, and for each value of such a trait whether they do. A product that fits one of them fits.</param>
/// <param name="Own">Products that fit besides, because they have the very words, which only mean a value; null for none.</param>
/// <param name="Others">How well the products fit that have such a value and not the very words: 1 as well as these.</param>
internal sealed record AskedTrait(string Words, IReadOnlyList<(int Trait, bool[] IsWanted)> Readings, RowSet? Own = null, float Others = 1);

/// <summary>
/// Finds the names of values in a query. The longest name wins ("navy blue" before "blue"), a whole name before a part of one ("blue" is Blue, and only where there is no Blue every
/// value with that word); a name that lists things, "Perfume and Body Mist", is a whole name of each; all names of a category's path count, so that "shoes" is the branch. Names are compared by their terms, written together: "t-shirts" is "Tshirts". What names no value
/// itself may mean one: "crimson" Red, and in languages that write words together "Ecksofa" a sofa. Two kinds that titles write side by side are a third thing: a "sofa bed" is no sofa and no bed.
/// </summary>
internal sealed partial class TraitReader
{
    // Who asks for a frock would sooner have another dress than a shoe, but a frock before that.
    private const float OtherThanOwn = 1f / 8;

    // Less than a colour that is held for impossible.
    private const float OtherThanCalled = 1f / 512;
    private const int FewestCalled = 3;

    // Languages that say first what a thing is, and then how it is.
    private static readonly HashSet<string> FirstIsThing = ["catalan", "french", "irish", "italian", "portuguese", "romanian", "spanish"];

    // A name of more words is read by the words that it begins with.
    private const int LongestName = 4;

    private readonly IReadOnlyList<Trait> traits;
    private readonly WordAnalyzer analyzer;
    private readonly Func<string, IEnumerable<Meaning>>? meaningsOf;
    private readonly ITraitTitles? titles;
    private readonly Dictionary<string, List<(int Trait, int Value)>> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Trait, int Value)>> partsOfNames = new(StringComparer.Ordinal);

    /// <param name="traits">What there is to name.</param>
    /// <param name="analyzer">Takes words to their stems.</param>
    /// <param name="meaningsOf">Groups of names that may be meant by another, the likeliest first; null: none is known.</param>
    /// <param name="titles">What the products are called; null: nothing is known of it.</param>
    public TraitReader(IReadOnlyList<Trait> traits, WordAnalyzer analyzer, Func<string, IEnumerable<Meaning>>? meaningsOf = null, ITraitTitles? titles = null)
    {
        (this.traits, this.analyzer, this.meaningsOf, this.titles) = (traits, analyzer, meaningsOf, titles);
        foreach (var (trait, known) in traits.Index())
        {
            foreach (var (value, text) in known.Values.Index())
            {
                foreach (var name in known.IsKind ? text.Split(Trait.Between) : [text])
                    AddName(name, (trait, value));
            }
        }
    }

    /// <summary>What a query asks for by name, in the order of its words, and the share of its words that name something.</summary>
    public (IReadOnlyList<AskedTrait> Asked, float Known) Read(string text)
    {
        var (asked, known, unread) = (new List<AskedTrait>(), 0, new List<string>());
        var words = Asked(text);
        for (var at = 0; at < words.Length;)
        {
            var (length, values, meaning) = LongestAt(words, at);
            if (values is not null && WordsOfAnotherThing(words, at, length, values) is > 0 and var both)
            {
                at += both;
                continue;
            }

            if (values is not null)
            {
                var name = string.Join(' ', words[at..(at + length)]);
                asked.Add(meaning is { } meant ? new AskedTrait(name, Readings(values), titles?.RowsWith(name), meant.IsThingOfItsOwn ? OtherThanOwn : 1) : new AskedTrait(name, Readings(values)));
                known += length;
            }
            else
            {
                unread.AddRange(words[at..(at + length)]);
            }

            at += length;
        }

        if (asked.Count > 0 && CalledBy(unread, asked) is { } called)
        {
            asked.Add(called);
            known++;
        }

        return (asked, words.Length == 0 ? 0 : (float)known / words.Length);
    }

    /// <summary>The words of a kind and of another one behind it, where titles write both side by side; 0 for none.</summary>
    private int WordsOfAnotherThing(string[] words, int at, int length, List<(int Trait, int Value)> values)
    {
        if (titles is null || at + length >= words.Length || !values.Exists(IsKind))
            return 0;
        var (next, others, _) = LongestAt(words, at + length);
        return others is not null && others.Exists(IsKind) && !others.Exists(values.Contains) && titles.HavePair(words[at + length - 1], words[at + length]) ? length + next : 0;
    }

    // "black headphones": of a thing that is no kind of the shop's tree, what it is called counts more than a colour. Where the one kind is named already, it is only a word more.
    private AskedTrait? CalledBy(List<string> unread, List<AskedTrait> asked)
    {
        var kind = traits.Index().FirstOrDefault(trait => trait.Item.IsKind).Index;
        if (titles is null || unread.Count == 0 || !traits[kind].IsKind || asked.Exists(words => words.Readings.Any(reading => reading.Trait == kind && reading.IsWanted.Count(true) == 1)))
            return null;
        var thing = FirstIsThing.Contains(analyzer.Language.Name) ? unread[0] : unread[^1];
        var rows = titles.RowsCalled(thing);
        return rows.Count >= FewestCalled ? new AskedTrait(thing, [(kind, Array.ConvertAll([.. traits[kind].Values], _ => true))], rows, OtherThanCalled) : null;
    }

    private bool IsKind((int Trait, int Value) value) => traits[value.Trait].IsKind;

    private (int Length, List<(int Trait, int Value)>? Values, Meaning? Meaning) LongestAt(string[] words, int at)
    {
        for (var length = Math.Min(LongestName, words.Length - at); length > 0; length--)
        {
            if (names.TryGetValue(KeyOf(words.AsSpan(at, length)), out var values))
                return (length, values, null);
        }

        return partsOfNames.GetValueOrDefault(KeyOf(words.AsSpan(at, 1))) is { } part ? (1, part, null) : LongestMeantAt(words, at);
    }

    private (int Length, List<(int Trait, int Value)>? Values, Meaning? Meaning) LongestMeantAt(string[] words, int at)
    {
        for (var length = meaningsOf is null ? 0 : Math.Min(LongestName, words.Length - at); length > 0; length--)
        {
            foreach (var meaning in meaningsOf!(string.Join(' ', words, at, length)))
            {
                List<(int, int)> values = [.. meaning.Names.SelectMany(name => names.GetValueOrDefault(KeyOf(Asked(name))) ?? []).Distinct()];
                if (values.Count > 0)
                    return (length, values, meaning);
            }
        }

        // An "Ecksofa" is a sofa, though not every sofa is one.
        foreach (var head in HeadsOf(words[at]))
        {
            if (names.TryGetValue(head, out var values) || partsOfNames.TryGetValue(head, out values))
                return (1, values, new Meaning([head], IsThingOfItsOwn: true));
        }

        // Where there are floor lamps and table lamps, each in one word, "Lampe" is all of them.
        var key = KeyOf([words[at]]);
        List<(int, int)> kinds = titles is null ? [] : [.. names.Where(name => titles.IsKindOf(name.Key, key)).SelectMany(name => name.Value).Distinct()];
        return (1, kinds.Count > 0 ? kinds : null, null);
    }

    private IEnumerable<string> HeadsOf(string word) => titles?.HeadsOf(word) ?? [];

    private (int, bool[])[] Readings(List<(int Trait, int Value)> values) => [.. values.GroupBy(value => value.Trait).Select(same =>
    {
        var wanted = new bool[traits[same.Key].Values.Count];
        foreach (var (_, value) in same)
            wanted[value] = true;
        return (same.Key, wanted);
    })];

    // "Perfume and Body Mist" is asked for by its whole name, and by each of the things that it lists.
    private void AddName(string name, (int Trait, int Value) value)
    {
        var words = Asked(name);
        if (words.Length == 0)
            return;
        foreach (var whole in Listed(name).Select(Asked).Append(words).Where(whole => whole.Length > 0))
            Add(names, KeyOf(whole.AsSpan(0, Math.Min(LongestName, whole.Length))), value);
        foreach (var head in words.SelectMany(HeadsOf))
            Add(partsOfNames, head, value);
        if (words.Length == 1)
            return;
        foreach (var word in words)
            Add(partsOfNames, KeyOf([word]), value);
    }

    // The words of a query, or of a name as a query would ask for it: without "and" and "for", if anything is left.
    private string[] Asked(string text)
    {
        string[] words = [.. WordSplitter.Words(text)];
        return Array.Exists(words, word => !analyzer.IsStopWord(word)) ? Array.FindAll(words, word => !analyzer.IsStopWord(word)) : words;
    }

    private static string[] Listed(string name)
    {
        var parts = Between().Split(name);
        return parts.Length > 1 ? parts : [];
    }

    [GeneratedRegex(@"\s+(?:and|und|et|y|e|en|och|og)\s+|\s*[&+/,;]\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    private string KeyOf(ReadOnlySpan<string> words)
    {
        var key = "";
        foreach (var word in words)
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
