using Vitrine.Index;
using Vitrine.Search.Words;

namespace Vitrine.Search.Traits;

/// <summary>
/// Finds what a query asks for by name (<see cref="TraitNames"/>). Words that name a kind beside another word may name a third thing: a "laptop bag" is no laptop, though "laptop" is the name of a kind. The products
/// that are called by both words tell: what the store says that they are, is meant.
/// </summary>
internal sealed class TraitReader
{
    // One product may be called so by chance.
    private const int FewestCalled = 3;

    // What stands in the branch above a kind may be of it.
    private const float FitsAbove = 1f / 4;

    // Of a name that means another one so many products are of its kinds, or it means something else here: bicycle pumps are no shoes.
    private const float LeastMeant = 1f / 4;

    // Of what is called by another name of a kind so many are of that kind.
    private const float OtherNamed = 7f / 8;

    // "Bikes" are bicycles, unless the shop means something else by them; and who asks for monitors where there are such first wants these, and then Gaming Monitors.
    private const float FitsSynonym = 1f / 2, FitsKindOf = 1f / 2;

    // Of what is only for a thing so many say what they are themselves; and whoever asks for a phone by its name may look at cases for it, behind the phones.
    private const float LeastCalled = 1f / 2, FitsThingFor = 1f / 4;

    // Where no product is called by both, the one that may only say of which thing the other is a part.
    private const float FitsPart = 1f / 4;

    private readonly IReadOnlyList<Trait> traits;
    private readonly ITraitTitles? titles;
    private readonly TraitEvidence? evidence;
    // Of one name that are looked at.
    private const int MostKinds = 16;

    private readonly Func<string, bool>? isWordOfLanguage;
    private readonly TraitNames names;
    private readonly int kind;

    /// <param name="traits">What there is to name.</param>
    /// <param name="analyzer">Takes words to their stems.</param>
    /// <param name="meaningsOf">Groups of names that may be meant by another, the likeliest first; null: none is known.</param>
    /// <param name="titles">What the products are called; null: nothing is known of it.</param>
    /// <param name="evidence">What the store says of them; null: nothing is known of it.</param>
    /// <param name="synonymsOf">Other names for what a name means; null: none is known.</param>
    /// <param name="isWordOfLanguage">Whether a word is one of the language, and so no name of a product alone; null: not known.</param>
    public TraitReader(IReadOnlyList<Trait> traits, WordAnalyzer analyzer, Func<string, IEnumerable<Meaning>>? meaningsOf = null, ITraitTitles? titles = null, TraitEvidence? evidence = null, Func<string, IEnumerable<string>>? synonymsOf = null, Func<string, bool>? isWordOfLanguage = null)
    {
        (this.traits, this.titles, this.evidence, this.isWordOfLanguage) = (traits, titles, evidence, isWordOfLanguage);
        names = new TraitNames(traits, analyzer, meaningsOf, titles, synonymsOf);
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
            var ofThing = Array.Find(things, thing => thing?.Head == part);
            if (part.Values is not null || ofThing is not null)
                known += part.Length;
            else
                unread.AddRange(words[part.At..part.End]);
            // Of "phone case cover" only the last two are a thing.
            if (things[number] is not null)
                continue;
            if (ofThing is not null)
                asked.Add(Asked(ofThing));
            else if (part.Values is not null)
                asked.Add(Asked(words, part));
        }

        if (Array.TrueForAll(things, thing => thing is null) && !Array.Exists(parts, part => IsKind(part) && names.AreOfFinest(words, part)) && CalledBy(unread, asked) is { } called)
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
            parts.Add(Understood(words, names.LongestAt(words, at)));
        return [.. parts];
    }

    private AskedTrait Asked(QueryWord[] words, NamedPart part)
    {
        var (name, readings) = (TextOf(words, part), Readings(part));
        if (part.Meaning is { } meant)
            return meant.IsThingOfItsOwn && titles is not null ? AskedTrait.OfItsOwn(name, readings, titles.RowsWith(name)) : new AskedTrait(name, readings, titles?.RowsWith(name));
        if (!IsKind(part))
            return new AskedTrait(name, readings);
        if (part.IsPartOfName)
            return new AskedTrait(name, readings, IsHint: true);
        var titled = titles?.RowsTitled(name);
        // Of what stands under "Cables & Adapters" the title says which of them it is.
        if (titled is { Count: >= FewestCalled } && names.AreOneOfAList(words, part))
            return AskedTrait.Titled(name, readings, titled);
        // What stands under "Speakers" itself may be a Bluetooth Speaker too, and is where it is called so.
        var above = Above(part);
        var own = titled is not null && above is { } branch ? evidence?.Of(titled, branch) : null;
        return new AskedTrait(name, [.. readings, .. Of(above), .. Of(ReadingOf(names.SynonymsOf(words, part), FitsSynonym)), .. Of(ReadingOf(names.KindsOf(words, part).Except(part.Values!), FitsKindOf)), .. Of(ReadingOf(names.ThingsFor(words, part), FitsPart))], own, titled);
    }

    // A "laptop bag" is what is called so; another bag, or another thing of the kinds that these are of, comes behind.
    private AskedTrait Asked(Thing thing)
    {
        var readings = IsKind(thing.Head) ? Array.FindAll(Readings(thing.Head), reading => reading.Trait == kind) : [];
        // Of a "trail bike" the trail is only a word in the name of running shoes.
        if (thing.Rows.Count < FewestCalled)
            return new AskedTrait(thing.Words, thing.Part.IsPartOfName ? readings : [.. readings, .. Readings(thing.Part).Select(reading => reading with { Fits = FitsPart })]);
        return AskedTrait.Titled(thing.Words, [.. readings, new TraitReading(kind, evidence!.MainValues(thing.Rows, kind))], thing.Rows);
    }

    // The branches in which the kinds of a part are, where these are no kinds of it themselves.
    private TraitReading? Above(NamedPart part)
    {
        var values = traits[kind].Values;
        var above = new bool[values.Count];
        foreach (var (_, value) in part.Values!.Where(value => value.Trait == kind))
        {
            for (var other = 0; other < above.Length; other++)
                above[other] |= values[value].StartsWith(values[other] + Trait.Between, StringComparison.Ordinal) && !part.Values!.Contains((kind, other));
        }

        return above.Contains(true) ? new TraitReading(kind, above, FitsAbove) : null;
    }

    private TraitReading? ReadingOf(IEnumerable<(int Trait, int Value)> values, float fits)
    {
        var wanted = new bool[traits[kind].Values.Count];
        foreach (var (trait, value) in values)
            wanted[value] |= trait == kind;
        return wanted.Contains(true) ? new TraitReading(kind, wanted, fits) : null;
    }

    private static TraitReading[] Of(TraitReading? reading) => reading is { } one ? [one] : [];

    // A name of which the shop means something else than its kinds means nothing here, and what an unknown thing is for is not asked for: a "silla de coche" is no car.
    private NamedPart Understood(QueryWord[] words, NamedPart part)
    {
        if (part is { Values: not null, Meaning: null })
            part = part with { Values = part.Values.GroupBy(value => value.Trait).SelectMany(values => Meant(words, part, values.Key, [.. values])).ToArray() is { Length: > 0 } meant ? meant : null };
        if (IsKind(part) && part.At > 0 && words[part.At].IsBehindLink && part.Values!.Count == 1 && words[part.At - 1] is { IsNumber: false } thing && names.LongestAt(words, part.At - 1).Values is null && titles?.RowsWith(thing.Text).Count == 0 && titles.RowsTitled($"{thing.Text} {TextOf(words, part)}").Count == 0)
            return part with { Values = null, Meaning = null };
        if (part.Meaning is not { IsThingOfItsOwn: true } || titles is null || evidence is null || !IsKind(part))
            return part;
        return AreOthers(titles.RowsTitled(TextOf(words, part)), part) ? part with { Values = null, Meaning = null } : part;
    }

    // "Oak" is no half of the brand "Oak & Ash" where oak stands in titles of all brands.
    private (int Trait, int Value)[] Meant(QueryWord[] words, NamedPart part, int trait, (int Trait, int Value)[] values)
    {
        if (traits[trait].IsKind || titles is null || evidence is null)
            return values;
        var whole = Array.FindAll(values, value => names.AreWhole(words, part, value));
        if (whole.Length == values.Length || titles.RowsTitled(TextOf(words, part)) is not { Count: >= FewestCalled } titled)
            return values;
        var said = evidence.SaysOf(titled, trait);
        var wanted = new bool[traits[trait].Values.Count];
        foreach (var (_, value) in values)
            wanted[value] = true;
        return said < FewestCalled || evidence.Of(titled, new TraitReading(trait, wanted)).Count * 2 >= said ? values : whole;
    }

    /// <summary>What a kind and a word beside it name together, where the products that are called so, or the order of the words, tell it; null otherwise.</summary>
    private Thing? ThingOf(QueryWord[] words, NamedPart[] parts, NamedPart part)
    {
        if (titles is null || evidence is null)
            return null;
        Thing? thing = null;
        foreach (var with in Beside(words, parts, part))
        {
            var text = part.At < with.At ? $"{TextOf(words, part)} {TextOf(words, with)}" : $"{TextOf(words, with)} {TextOf(words, part)}";
            var rows = titles.RowsTitled(text);
            // "mobile phone cover" is a phone cover.
            if (rows.Count < FewestCalled)
                rows = titles.RowsTitled(part.At < with.At ? $"{words[part.End - 1].Text} {words[with.At].Text}" : $"{words[part.At].Text} {words[with.End - 1].Text}");
            if (evidence.SaysOf(rows, kind) >= FewestCalled || (IsKind(with) && !evidence.AnyIsBoth(Readings(part), Readings(with))))
                thing = new Thing(text, part, with, rows);
            else if (!IsKind(with) && titles.RowsTitled(TextOf(words, with)) is var ofHead && AreOthers(ofHead, part))
                thing = new Thing(text, part, with, ofHead);
        }

        return thing;
    }

    // "Bicycle pump" where all pumps are called "bike pump": these are no bicycles.
    private bool AreOthers(RowSet called, NamedPart part) => evidence!.SaysOf(called, kind) is >= FewestCalled and var all
        && evidence.Of(called, Readings(part).First(reading => reading.Trait == kind)).Count < LeastMeant * all;

    // What may say of which thing a kind is only a part: the words behind it up to another kind, or the one before it, where these come first in the language or "for" stands between.
    private IEnumerable<NamedPart> Beside(QueryWord[] words, NamedPart[] parts, NamedPart part)
    {
        var number = Array.IndexOf(parts, part);
        for (var next = number + 1; !names.IsThingFirst && next < parts.Length && !words[parts[next].At].IsBehindLink; next++)
        {
            if (MayBeThing(words, parts[next]))
                yield return parts[next];
            if (IsKind(parts[next]))
                break;
        }

        if (number > 0 && parts[number - 1] is var before && MayBeThing(words, before) && (names.IsThingFirst || words[part.At].IsBehindLink))
            yield return before;
    }

    private bool MayBeThing(QueryWord[] words, NamedPart part) => !words[part.At].IsNumber && part.Meaning is null && (part.Values is null || IsKind(part));

    // "black headphones": of a thing that is no kind of the shop's tree, what it is called counts more than a colour. Where the one kind is named already, it is only a word more.
    private AskedTrait? CalledBy(List<QueryWord> unread, List<AskedTrait> asked)
    {
        var thing = names.IsThingFirst ? unread.Find(word => !word.IsNumber) : unread.FindLast(word => !word.IsNumber);
        if (titles is null || thing.Text is null || kind < 0 || asked.Exists(words => words.Readings.Any(reading => reading.Trait == kind && reading.IsWanted.Count(true) == 1)))
            return null;
        var rows = titles.RowsCalled(thing.Text);
        if (rows.Count < FewestCalled)
            return null;
        var any = new TraitReading(kind, Array.ConvertAll([.. traits[kind].Values], _ => true));
        if (KindNamedBy(unread) is { } own)
            return new AskedTrait(TextOf(unread), [own, any with { Fits = FitsThingFor }]);
        return asked.Count == 0 ? null : AskedTrait.Called(thing.Text, any, rows, OtherNamedBy(rows));
    }

    // An "iPhone" is a phone where cases are "for iPhone" and say that they are cases: what bears a name without saying what it is, is what has it.
    private TraitReading? KindNamedBy(List<QueryWord> unread)
    {
        QueryWord[] name = [.. unread.Where(word => !word.IsNumber)];
        // "Women" and "dogs" are names of nothing that a shop sells, though much is for them.
        if (evidence is null || (name.Length == unread.Count && (isWordOfLanguage is null || Array.TrueForAll(name, word => isWordOfLanguage(word.Text)))) || titles!.TitledFor(name.Select(word => word.Text)) < FewestCalled)
            return null;
        // Where there is no iPhone 16, other iPhones are nearer than cases.
        if (titles.RowsTitled(TextOf(unread)) is not { Count: > 0 } titled)
            titled = titles.RowsTitled(TextOf(unread = [.. name]));
        bool[] kinds = evidence.Values(titled, kind), own = new bool[kinds.Length];
        foreach (var value in Enumerable.Range(0, kinds.Length).Where(value => kinds[value]).Take(MostKinds))
        {
            var reading = new TraitReading(kind, [.. kinds.Select((_, other) => other == value)]);
            var rows = evidence.Of(titled, reading);
            var called = new RowSet(rows.RowCount);
            foreach (var noun in names.ThingsOf((kind, value)))
                called.Or(evidence.Of(titles.RowsTitled($"{TextOf(unread)} {noun}"), reading));
            own[value] = called.Count < LeastCalled * rows.Count;
        }

        return own.Contains(true) && own.Count(true) < kinds.Count(true) ? new TraitReading(kind, own) : null;
    }

    // "Tees" are T-shirts where all of them are, and more of these are called T-shirts: of a kind that nothing is called by, such as Clothing, jeans are only some.
    private TraitReading? OtherNamedBy(RowSet called)
    {
        if (evidence is null)
            return null;
        var reading = new TraitReading(kind, evidence.MainValues(called, kind));
        if (evidence.Of(called, reading).Count < OtherNamed * evidence.SaysOf(called, kind))
            return null;
        return reading.IsWanted.Index().Where(value => value.Item).All(value => IsCalledByItsName(value.Index, called)) ? reading : null;
    }

    private bool IsCalledByItsName(int value, RowSet called)
    {
        var values = traits[kind].Values;
        var reading = new TraitReading(kind, [.. values.Select((_, other) => other == value)]);
        return evidence!.Of(titles!.RowsTitled(values[value].Split(Trait.Between)[^1]), reading).Count > evidence.Of(called, reading).Count;
    }

    private bool IsKind(NamedPart part) => part.Values?.Any(value => value.Trait == kind) == true;

    private TraitReading[] Readings(NamedPart part) => [.. part.Values!.GroupBy(value => value.Trait).Select(same =>
    {
        var wanted = new bool[traits[same.Key].Values.Count];
        foreach (var (_, value) in same)
            wanted[value] = true;
        return new TraitReading(same.Key, wanted);
    })];

    private static string TextOf(IEnumerable<QueryWord> words) => string.Join(' ', words.Select(word => word.Text));

    private static string TextOf(QueryWord[] words, NamedPart part) => string.Join(' ', words[part.At..part.End].Select(word => word.Text));

    /// <summary>A thing that a kind and a word beside it name.</summary>
    /// <param name="Words">Of both.</param>
    /// <param name="Part">The kind.</param>
    /// <param name="Head">The word beside, which says what the thing is.</param>
    /// <param name="Rows">Products called so.</param>
    private sealed record Thing(string Words, NamedPart Part, NamedPart Head, RowSet Rows);
}
