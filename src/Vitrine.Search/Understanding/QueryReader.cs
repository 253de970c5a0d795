using System.Globalization;
using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Words;

namespace Vitrine.Search.Understanding;

/// <summary>Reads a query as a shop would: conditions become filters, what is not wanted is set apart, the shop's synonyms taken, names that no product has read by what they mean, slips of the finger mended. Everything that was read is told.</summary>
/// <param name="words">The words of the products.</param>
/// <param name="fields">What conditions are about; null: none is read.</param>
/// <param name="synonyms">The shop's own.</param>
internal sealed class QueryReader(WordIndex words, ShopFields? fields, Synonyms synonyms)
{
    private static readonly string[] PriceNames = ["price", "preis", "prix", "precio", "prezzo", "prijs", "cost"];
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
            var taken = TakeNumber(typed, at, conditions, notes);
            if (taken == 0)
                taken = TakeComparison(typed, at, from, conditions, notes);
            if (taken == 0)
                taken = TakeAttribute(typed, at, conditions, notes);
            if (taken == 0)
                left.Add(typed[at]);
            at += Math.Max(1, taken);
        }

        var (wanted, without) = NegativeWords.Split(left, words.Language, words.HasPair);
        string[] unwanted = [.. without, .. not is null ? Array.Empty<string>() : [not]];
        notes.AddRange(unwanted.Select(Without));
        var (named, read) = synonyms.Apply(wanted, counts.ProductsWith);
        var (known, meant) = UnknownNames.Apply(named, words.Language, counts.ProductsWith);
        var compounds = new UnknownCompounds(words, analyzer, counts.ProductsWith);
        (known, var apart) = compounds.ByParts(known);
        (string Typed, string Read)[] others = [.. read, .. meant, .. apart];
        notes.AddRange(others.Select(synonym => $"'{synonym.Typed}' was searched as '{synonym.Read}'."));
        // What was put in the place of a word is a word of the shop, and no slip.
        var put = others.SelectMany(synonym => synonym.Read.Split(' ')).ToHashSet(StringComparer.Ordinal);
        var spelled = speller.Read(known.Count == typed.Length && others.Length == 0 ? text : string.Join(' ', known), put);
        notes.AddRange(spelled.Corrections.Select(correction => $"'{correction.Written}' was read as '{correction.Read}'."));
        string[] unknown = [.. WordSplitter.Words(spelled.Text).Where(word => !analyzer.IsStopWord(word) && counts.ProductsWith(word) == 0 && !IsId(word)).Distinct()];
        if (unknown.Length > 0 && !IsId(text))
            notes.Add($"No product has {string.Join(", ", unknown.Select(word => $"'{word}'"))}.");
        var (ends, cut) = compounds.ByEnd(unknown);
        notes.AddRange(cut.Select(end => $"'{end.Typed}' was searched as '{end.Read}'."));
        return new QueryReading(cut.Count == 0 ? spelled.Text : $"{spelled.Text} {string.Join(' ', ends.Except(unknown))}", unwanted, conditions, notes);
    }

    private bool IsId(string text) => words.RunsOf(IdTerm.Of(text), WordFields.All).Length > 0;

    private int TakeNumber(string[] typed, int at, Dictionary<string, FieldCondition> conditions, List<string> notes)
    {
        if (NumberPhrase.At(typed, at) is not var (phrase, count))
            return 0;
        if (Price is not { } price)
        {
            notes.Add($"'{phrase.Text}' was not looked at: the products have no price.");
            return count;
        }

        Narrow(conditions, price, phrase.Least, phrase.Most);
        notes.Add($"Only products with {price.Name} {phrase.Text}.");
        return count;
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
    private ShopField? Price => fields?.All.Where(one => one.Kind == ShopFieldKind.Number).ToArray() is { Length: > 0 } numbers
        ? Array.Find(numbers, number => PriceNames.Any(price => number.Name.Contains(price, StringComparison.OrdinalIgnoreCase))) ?? (numbers is [var only] ? only : null)
        : null;

    private ShopField? TextNamed(string word) => fields?.All.FirstOrDefault(field => field.Kind == ShopFieldKind.Text && field.Name.Equals(word, StringComparison.OrdinalIgnoreCase));

    private static string Without(string phrase) => $"Without: {phrase}.";
}
