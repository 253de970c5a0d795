using Vitrine.Index;
using Vitrine.Search.Words;

namespace Vitrine.Search.Traits;

/// <summary>
/// Finds what a query asks for by name (<see cref="TraitNames"/>). Words that name a kind beside another word may name a third thing: a "laptop bag" is no laptop, though "laptop" is the name of a kind. The products
/// that are called by both words tell: where the store says of most that they are of another kind, that is meant.
/// </summary>
internal sealed class TraitReader
{
    // One product may be called so by chance.
    private const int FewestCalled = 3;

    // Titles of laptops also speak of the bag that comes with them.
    private const float LeastOfKind = 1f / 3;

    private readonly IReadOnlyList<Trait> traits;
    private readonly ITraitTitles? titles;
    private readonly TraitEvidence? evidence;
    private readonly TraitNames names;
    private readonly int kind;

    /// <param name="traits">What there is to name.</param>
    /// <param name="analyzer">Takes words to their stems.</param>
    /// <param name="meaningsOf">Groups of names that may be meant by another, the likeliest first; null: none is known.</param>
    /// <param name="titles">What the products are called; null: nothing is known of it.</param>
    /// <param name="evidence">What the store says of them; null: nothing is known of it.</param>
    public TraitReader(IReadOnlyList<Trait> traits, WordAnalyzer analyzer, Func<string, IEnumerable<Meaning>>? meaningsOf = null, ITraitTitles? titles = null, TraitEvidence? evidence = null)
    {
        (this.traits, this.titles, this.evidence) = (traits, titles, evidence);
        names = new TraitNames(traits, analyzer, meaningsOf, titles);
        kind = traits.Index().FirstOrDefault(trait => trait.Item.IsKind, (-1, null!)).Index;
    }

    /// <summary>What a query asks for by name, in the order of its words, and the share of its words that name something.</summary>
    public (IReadOnlyList<AskedTrait> Asked, float Known) Read(string text)
    {
        var words = names.WordsOf(text);
        var parts = PartsOf(words);
        var things = Array.ConvertAll(parts, part => IsKind(part) ? ThingOf(words, parts, part) : null);
        var (asked, known, unread) = (new List<AskedTrait>(), 0, new List<QueryWord>());
        foreach (var (number, part) in parts.Index())
        {
            if (Array.Exists(things, thing => thing is { IsOther: true } && thing.With == part) && part.Values is null)
                known += part.Length; // asked for with the kind beside it
            else if (part.Values is null)
                unread.AddRange(words[part.At..part.End]);
            else
                known += part.Length;

            if (things[number] is { IsOther: true } other)
            {
                // "laptop bag" where bags are a kind: these alone are asked for.
                if (!(IsKind(other.With) && things[Array.IndexOf(parts, other.With)] is not { IsOther: true }))
                    Add(asked, AskedTrait.Called(other.Words, kind, evidence!.MainValues(other.Rows, kind), other.Rows));
            }
            else if (part.Values is not null)
            {
                asked.Add(Asked(words, part, things[number]));
            }
        }

        if (asked.Count > 0 && CalledBy(unread, asked) is { } called)
        {
            asked.Add(called);
            known++;
        }

        return (asked, words.Length == 0 ? 0 : (float)known / words.Length);
    }

    private NamedPart[] PartsOf(QueryWord[] words)
    {
        var parts = new List<NamedPart>();
        for (var at = 0; at < words.Length; at = parts[^1].End)
            parts.Add(names.LongestAt(words, at));
        return [.. parts];
    }

    private AskedTrait Asked(QueryWord[] words, NamedPart part, Thing? thing)
    {
        var (name, readings) = (TextOf(words, part), Readings(part));
        if (part.Meaning is { } meant)
            return meant.IsThingOfItsOwn && titles is not null ? AskedTrait.OfItsOwn(name, readings, titles.RowsWith(name)) : new AskedTrait(name, readings, titles?.RowsWith(name));
        // Of what stands under "Cables & Adapters" the title says which of them it is.
        if (IsKind(part) && titles is not null && names.AreOneOfAList(words, part) && titles.RowsTitled(name) is { Count: >= FewestCalled } own)
            return AskedTrait.OfItsOwn(name, readings, own);
        return new AskedTrait(name, readings, thing?.Rows);
    }

    /// <summary>What a kind and a word beside it name together, where enough products are called so; null otherwise.</summary>
    private Thing? ThingOf(QueryWord[] words, NamedPart[] parts, NamedPart part)
    {
        if (titles is null || evidence is null)
            return null;
        Thing? thing = null;
        foreach (var with in Beside(words, parts, part))
        {
            var rows = titles.RowsTitled($"{TextOf(words, part)} {TextOf(words, with)}");
            // "mobile phone cover" is a phone cover.
            if (rows.Count < FewestCalled)
                rows = titles.RowsTitled(part.At < with.At ? $"{words[part.End - 1].Text} {words[with.At].Text}" : $"{words[part.At].Text} {words[with.End - 1].Text}");
            if (evidence.ShareOf(rows, Readings(part), FewestCalled) is { } share)
                thing = new Thing(part.At < with.At ? $"{TextOf(words, part)} {TextOf(words, with)}" : $"{TextOf(words, with)} {TextOf(words, part)}", with, rows, share < LeastOfKind);
        }

        return thing;
    }

    // What may say of which thing a kind is a part: the words behind it up to another kind, or before it where these come first in the language or "for" stands between.
    private IEnumerable<NamedPart> Beside(QueryWord[] words, NamedPart[] parts, NamedPart part)
    {
        var number = Array.IndexOf(parts, part);
        if (!names.IsThingFirst)
        {
            for (var next = number + 1; next < parts.Length && !words[parts[next].At].IsBehindLink; next++)
            {
                if (MayBeThing(words, parts[next]))
                    yield return parts[next];
                if (IsKind(parts[next]))
                    break;
            }
        }

        if (number == 0)
            yield break;
        var before = parts[number - 1];
        if (MayBeThing(words, before) && (names.IsThingFirst || words[part.At].IsBehindLink || IsKind(before)))
            yield return before;
    }

    private bool MayBeThing(QueryWord[] words, NamedPart part) => !words[part.At].IsNumber && (part.Values is null || IsKind(part));

    // "black headphones": of a thing that is no kind of the shop's tree, what it is called counts more than a colour. Where the one kind is named already, it is only a word more.
    private AskedTrait? CalledBy(List<QueryWord> unread, List<AskedTrait> asked)
    {
        var thing = names.IsThingFirst ? unread.Find(word => !word.IsNumber) : unread.FindLast(word => !word.IsNumber);
        if (titles is null || thing.Text is null || kind < 0 || asked.Exists(words => words.Readings.Any(reading => reading.Trait == kind && (reading.IsWanted.Count(true) == 1 || words.Others < 1))))
            return null;
        var rows = titles.RowsCalled(thing.Text);
        return rows.Count >= FewestCalled ? AskedTrait.Called(thing.Text, kind, Array.ConvertAll([.. traits[kind].Values], _ => true), rows) : null;
    }

    private bool IsKind(NamedPart part) => part.Values?.Any(value => value.Trait == kind) == true;

    private (int, bool[])[] Readings(NamedPart part) => [.. part.Values!.GroupBy(value => value.Trait).Select(same =>
    {
        var wanted = new bool[traits[same.Key].Values.Count];
        foreach (var (_, value) in same)
            wanted[value] = true;
        return (same.Key, wanted);
    })];

    private static string TextOf(QueryWord[] words, NamedPart part) => string.Join(' ', words[part.At..part.End].Select(word => word.Text));

    private static void Add(List<AskedTrait> asked, AskedTrait one)
    {
        if (!asked.Exists(other => other.Words == one.Words))
            asked.Add(one);
    }

    /// <summary>A thing that a kind and a word beside it name.</summary>
    /// <param name="Words">Of both.</param>
    /// <param name="With">The word beside.</param>
    /// <param name="Rows">Products called so.</param>
    /// <param name="IsOther">Whether most of them are not of the kind.</param>
    private sealed record Thing(string Words, NamedPart With, RowSet Rows, bool IsOther);
}
