using System.Globalization;
using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Queries;
using Vitrine.Search.Thesaurus;
using Vitrine.Search.Words;

namespace Vitrine.Search.Understanding;

/// <summary>Reads a query as a shop would: conditions become filters, what is not wanted is set apart, the shop's synonyms taken, names that no product has read by what they mean, slips of the finger mended. Everything that was read is told.</summary>
/// <param name="words">The words of the products.</param>
/// <param name="fields">What conditions are about; null: none is read.</param>
/// <param name="synonyms">The shop's own.</param>
internal sealed class QueryReader(WordIndex words, ShopFields? fields, Synonyms synonyms)
{
    private const int MostForms = 50; // words that begin alike, the most frequent first

    private static readonly string[] PriceNames = ["price", "preis", "prix", "precio", "prezzo", "prijs"];
    private const string Cost = "cost"; // where nothing else is a price: it may be what the shop pays
    private static readonly string[] RatingNames = ["rating", "stars", "review", "bewertung", "note", "avis", "valoracion", "valutazione", "beoordeling"];
    private static readonly HashSet<string> Stars = new(["stars", "star", "sterne", "sternen", "étoiles", "estrellas", "stelle", "sterren"], StringComparer.Ordinal);
    private static readonly string[][] Cheap =
        [["cheap"], ["inexpensive"], ["affordable"], ["günstig"], ["günstige"], ["günstiger"], ["günstiges"], ["billig"], ["billige"], ["billiger"], ["billiges"], ["pas", "cher"], ["pas", "chère"], ["pas", "chères"], ["pas", "chers"], ["barato"], ["barata"], ["economico"], ["goedkope"], ["goedkoop"]];

    private static readonly Dictionary<string, FieldCondition> NoConditions = new(StringComparer.Ordinal);

    private readonly Speller speller = new(words);
    private readonly NameCounts counts = new(words);
    private readonly WordAnalyzer analyzer = new(WordLanguage.Named(words.Language));

    /// <param name="text">As it was typed.</param>
    /// <param name="not">Further words that no hit may have; null for none.</param>
    /// <param name="isAsTyped">Whether every word is taken as it was typed: no condition, no negation, no slip is read from it.</param>
    /// <param name="from">The product that the words are to change; null for none.</param>
    public QueryReading Read(string text, string? not, bool isAsTyped, Product? from = null)
    {
        if (isAsTyped)
            return new QueryReading(text, not is null ? [] : [not], NoConditions, not is null ? [] : [Without(not)]);
        var (notes, conditions, left) = (new List<string>(), new Dictionary<string, FieldCondition>(StringComparer.Ordinal), new List<string>());
        var typed = text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < typed.Length;)
        {
            var taken = TakeNumber(typed, at, left, conditions, notes);
            if (taken == 0)
                taken = TakeComparison(typed, at, from, conditions, notes);
            if (taken == 0)
                taken = TakeAttribute(typed, at, conditions, notes);
            if (taken == 0)
                taken = TakePraise(typed, at, notes);
            if (taken == 0)
                left.Add(typed[at]);
            at += Math.Max(1, taken);
        }

        var (wanted, without) = NegativeWords.Split(left, words.Language, IsOneThing, IsKind);
        string[] unwanted = [.. without, .. not is null ? Array.Empty<string>() : [not]];
        notes.AddRange(unwanted.Select(Without));
        var (named, read) = synonyms.Apply(wanted, counts.ProductsWith);
        var (known, meant) = UnknownNames.Apply(named, words.Language, IsNamed, ProductsWithName, speller.IsSlipOfCommon, (name, at, length) => GoesWithThing(named, name, at, length));
        var compounds = new UnknownCompounds(words, analyzer, counts.ProductsWith);
        var (spelled, others) = Spelled(known, meant);
        // Where nothing else of the query is known it is about another trade: to whom asks for dog food a "dog" is no click.
        if (meant.Count > 0 && SayingIn(spelled.Text).Except(meant.SelectMany(name => name.Read.Split(' '))).ToArray() is { Length: > 0 } rest && Array.TrueForAll(rest, IsUnknown))
            (spelled, others) = Spelled(named, []);
        notes.AddRange(others.Select(synonym => $"'{synonym.Typed}' was searched as '{synonym.Read}'."));
        notes.AddRange(spelled.Corrections.Select(correction => $"'{correction.Written}' was read as '{correction.Read}'."));
        string[] unknown = [.. SayingIn(spelled.Text).Where(IsUnknown)];
        if (unknown.Length > 0 && !IsId(text))
            notes.Add($"No product has {string.Join(", ", unknown.Select(word => $"'{Measures.Shown(word)}'"))}.");
        var (ends, cut) = compounds.ByEnd(unknown);
        notes.AddRange(cut.Select(end => $"'{end.Typed}' was searched as '{end.Read}'."));
        return new QueryReading(cut.Count == 0 ? spelled.Text : $"{spelled.Text} {string.Join(' ', ends.Except(unknown))}", unwanted, conditions, notes) { LacksThing = cut.Count == 0 && LacksThing(spelled.Text) };

        (SpelledQuery Spelled, IReadOnlyList<(string Typed, string Read)> Others) Spelled(IReadOnlyList<string> known, IReadOnlyList<(string Typed, string Read)> meant)
        {
            (known, var apart) = compounds.ByParts(known);
            (string Typed, string Read)[] others = [.. read, .. meant, .. apart];
            // What was put in the place of a word is a word of the shop, and no slip.
            var put = others.SelectMany(synonym => synonym.Read.Split(' ')).ToHashSet(StringComparer.Ordinal);
            return (speller.Read(known.SequenceEqual(typed, StringComparer.Ordinal) && others.Length == 0 ? text : string.Join(' ', known), put), others);
        }
    }

    // In English the last word before "for", "with" or the like is the thing; what the tables of other languages have means the same everywhere.
    private bool GoesWithThing(IReadOnlyList<string> typed, string name, int at, int length)
    {
        if (words.Language != EnglishThesaurus.Language)
            return true;
        // "Settee blue" is blue, and no other thing.
        var thing = typed.Skip(at + length).TakeWhile(word => !analyzer.IsStopWord(word)).LastOrDefault(word => !char.IsAsciiDigit(word[0]) && (IsKind(word) || EnglishThesaurus.Instance.IsThing(word)));
        return thing is null || IsUnknown(thing) || counts.RowsWith($"{name} {thing}").Count > 0;
    }

    // English tells kids from a kid; elsewhere any form of a word finds it.
    private bool IsNamed(string word) => words.Language == EnglishThesaurus.Language ? ProductsWithName(word) > 0 : counts.ProductsWith(word) > 0;

    private IEnumerable<string> SayingIn(string text) => WordSplitter.Words(text).Where(word => !analyzer.IsStopWord(word)).Distinct();

    // Its last word before "for", "with" or the like says what it is, in English; elsewhere nothing tells names of things from other words. Of a "backpack office" the backpack is there.
    private bool LacksThing(string text)
    {
        string[] phrase = [.. WordSplitter.Words(text).SkipWhile(analyzer.IsStopWord).TakeWhile(word => !analyzer.IsStopWord(word)).Where(word => !char.IsAsciiDigit(word[0]))];
        if (words.Language != EnglishThesaurus.Language || phrase.Length == 0 || !IsUnknown(phrase[^1]) || !EnglishThesaurus.Instance.IsThing(phrase[^1]))
            return false;
        string[] known = [.. SayingIn(text).Where(word => !IsUnknown(word))];
        return known.Length > 0 && !known.Any(word => IsKind(word) || EnglishThesaurus.Instance.IsThing(word));
    }

    private bool IsUnknown(string word) => counts.ProductsWith(word) == 0 && !IsId(word);

    private bool IsId(string text) => words.RunsOf(IdTerm.Of(text), WordFields.All).Length > 0 || (IdTerm.OfCode(text) is { } code && words.RunsOf(code, WordFields.All).Length > 0);

    // "no show socks" are socks of a kind, and "non-stick" says what a pan has.
    private bool IsOneThing(string pair) => words.HasPair(pair) || (pair.StartsWith("non ", StringComparison.Ordinal) && counts.ProductsWith(pair.Replace(" ", "", StringComparison.Ordinal)) > 0);

    private bool IsKind(string word) => words.RunsOf(analyzer.TermOf(word), WordFields.Categories).Length > 0;

    // "kids" are no "small fry" of a frying pan: a name stands in some title as it is written.
    private long ProductsWithName(string name) => name.Split(' ') is var parts && Array.TrueForAll(parts, IsWritten) && parts.Zip(parts.Skip(1)).All(pair => words.HasPair($"{pair.First} {pair.Second}")) ? counts.ProductsWith(name) : 0;

    // "T-shirts" are written together or in parts that stand side by side, however a title has them.
    private bool IsWritten(string word) => word.Contains('-') ? IsForm(WordAnalyzer.Together(word)) || (word.Split('-') is var parts && parts.Zip(parts.Skip(1)).All(pair => AreSideBySide(pair.First, pair.Second))) : IsForm(word);

    private bool AreSideBySide(string first, string second) => IsForm(first) && IsForm(second) && (words.HasPair($"{first} {second}") || words.RunsOf(WordAnalyzer.PairOf(analyzer.TermOf(first + second)), WordFields.All).Length > 0);

    private bool IsForm(string word) => words.StartingWith(word, MostForms).Any(form => form.Word == word) || (EnglishPlural.Other(word) is { } other && words.StartingWith(other, MostForms).Any(form => form.Word == other));

    private int TakeNumber(string[] typed, int at, List<string> before, Dictionary<string, FieldCondition> conditions, List<string> notes)
    {
        if (NumberPhrase.At(typed, at) is not var (phrase, count))
            return 0;
        var next = at + count < typed.Length ? typed[at + count].TrimEnd('.', ',') : null;
        var isRating = next is not null && Stars.Contains(next);
        // "rating at least 4" and "at least 4 stars" are about no price.
        var unit = phrase.Unit ?? (next is not null && !phrase.IsPrice && NumberPhrase.IsUnitApart(next) ? next : null);
        var (named, behind) = (NumberNamed(before.LastOrDefault()), NumberNamed(next) ?? NumberMeasuredIn(unit));
        // No price is of litres: "over 40 litres" are words, where no number of the products is measured so.
        if (named is null && behind is null && unit is not null)
        {
            // An "iPhone 15 Pro Max 256gb" is called so.
            if (NumberPhrase.MayBeName(typed[at]) && counts.ProductsWith(typed[at]) > 0)
                before.Add(typed[at]);
            foreach (var number in phrase.Numbers)
                before.AddRange([number.ToString(CultureInfo.InvariantCulture), unit]);
            notes.Add($"'{phrase.Text}{(phrase.Unit is null ? $" {unit}" : "")}' was searched as words: no number of the products is in '{unit}'.");
            return count + (phrase.Unit is null ? 1 : 0);
        }

        if (named is not null)
            before.RemoveAt(before.Count - 1);
        var field = named ?? behind ?? (isRating ? Numbers.FirstOrDefault(number => RatingNames.Any(rating => number.Name.Contains(rating, StringComparison.OrdinalIgnoreCase))) : Price);
        if (field is null)
        {
            notes.Add($"'{phrase.Text}' was not looked at: the products have no {(isRating ? "rating" : "price")}.");
        }
        else
        {
            Narrow(conditions, field, phrase.Least, phrase.Most);
            notes.Add($"Only products with {field.Name} {Bounds(phrase)}.");
        }

        return count + (isRating || (phrase.Unit is null && (unit is not null || (named is null && behind is not null))) ? 1 : 0);
    }

    private static string Bounds(NumberPhrase phrase) => (double.IsFinite(phrase.Least), double.IsFinite(phrase.Most)) switch
    {
        (true, true) => $"from {Written(phrase.Least)} to {Written(phrase.Most)}",
        (true, _) => $"of at least {Written(phrase.Least)}",
        _ => $"of at most {Written(phrase.Most)}",
    };

    private static string Written(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    // What a price is called says nothing of a product.
    private int TakePraise(string[] typed, int at, List<string> notes)
    {
        var praise = Cheap.FirstOrDefault(words => at + words.Length <= typed.Length && words.Index().All(word => typed[at + word.Index] == word.Item));
        if (praise is null || counts.ProductsWith(praise[^1]) > 0)
            return 0;
        notes.Add($"'{string.Join(' ', praise)}' was not looked at: sort by the price, or say how much it may be.");
        return praise.Length;
    }

    private int TakeComparison(string[] typed, int at, Product? from, Dictionary<string, FieldCondition> conditions, List<string> notes)
    {
        if (PriceComparison.At(typed, at) is not var (isLower, count))
            return 0;
        var text = string.Join(' ', typed.Skip(at).Take(count));
        if (from is null || Price is not { } price || ProductFields.NumberOf(from, price.Name) is not { } than)
        {
            notes.Add($"'{text}' was not looked at: {(Price is null ? "the products have no price" : "it takes a product with a price to start from")}.");
            return count;
        }

        Narrow(conditions, price, isLower ? double.NegativeInfinity : Math.BitIncrement(than), isLower ? Math.BitDecrement(than) : double.PositiveInfinity);
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"Only products with {price.Name} {(isLower ? "below" : "above")} {than}."));
        return count;
    }

    // "over 20 under 50" is both.
    private static void Narrow(Dictionary<string, FieldCondition> conditions, ShopField field, double least, double most)
    {
        if (conditions.GetValueOrDefault(field.Name) is FieldCondition.Between before)
            (least, most) = (Math.Max(least, before.From ?? double.NegativeInfinity), Math.Min(most, before.To ?? double.PositiveInfinity));
        conditions[field.Name] = new FieldCondition.Between(double.IsFinite(least) ? least : null, double.IsFinite(most) ? most : null);
    }

    private int TakeAttribute(string[] typed, int at, Dictionary<string, FieldCondition> conditions, List<string> notes)
    {
        if (at + 1 >= typed.Length || TextNamed(typed[at]) is not { } field || fields!.ValuesLike(field, typed[at + 1]) is not { } values)
            return 0;
        conditions[field.Name] = new FieldCondition.OneOf(values);
        notes.Add($"Only products with {field.Name} {typed[at + 1]}.");
        return 2;
    }

    // What a bare "under 50" is about: the price, or the only number that there is; null where nobody can know.
    private ShopField? Price => NumberThat(number => PriceNames.Any(price => number.Name.Equals(price, StringComparison.OrdinalIgnoreCase)))
        ?? NumberThat(number => PriceNames.Any(price => number.Name.Contains(price, StringComparison.OrdinalIgnoreCase)))
        ?? NumberThat(number => number.Name.Contains(Cost, StringComparison.OrdinalIgnoreCase))
        ?? (Numbers is [var only] ? only : null);

    private ShopField? NumberThat(Predicate<ShopField> isIt) => Array.Find(Numbers, isIt);

    // "Pages over 500" and "over 500 pages" are about the field of that name.
    private ShopField? NumberNamed(string? word) => word is null ? null
        : NumberThat(number => number.Name.Equals(word, StringComparison.OrdinalIgnoreCase) || number.Name.Equals(EnglishPlural.Other(word), StringComparison.OrdinalIgnoreCase));

    // "Weight kg" and "length_mm" say what they are measured in; of two that do nobody knows which, and "price per kg" is a price.
    private ShopField? NumberMeasuredIn(string? unit) => unit is null || Measures.UnitNamed(unit) is not { } measured ? null
        : Numbers.Where(number => NumberPhrase.UnitOf(number.Name) == measured).ToArray() is [var only] ? only : null;

    private ShopField[] Numbers => fields?.All.Where(one => one.Kind == ShopFieldKind.Number).ToArray() ?? [];

    private ShopField? TextNamed(string word) => fields?.All.FirstOrDefault(field => field.Kind == ShopFieldKind.Text && field.Name.Equals(word, StringComparison.OrdinalIgnoreCase));

    private static string Without(string phrase) => $"Without: {phrase}.";
}
