using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>
/// Whether one variant of a product is all that is asked for: of "bed 180x200 under 250" the one of that size has to cost so little. What a product says itself, and a product whose variants differ in nothing that is asked
/// for, was looked at by its fields.
/// </summary>
internal sealed class VariantChoice
{
    private readonly KeyValuePair<string, FieldCondition.Between>[] numbers;
    private readonly KeyValuePair<string, FieldCondition.OneOf>[] texts;
    private readonly HashSet<string> asked;
    private readonly WordAnalyzer analyzer;

    /// <param name="where">What is asked of fields, by their names.</param>
    /// <param name="text">The words that are searched for; may be empty.</param>
    /// <param name="analyzer">Of the shop's language.</param>
    public VariantChoice(IEnumerable<KeyValuePair<string, FieldCondition>> where, string text, WordAnalyzer analyzer)
    {
        this.analyzer = analyzer;
        KeyValuePair<string, FieldCondition>[] conditions = [.. where];
        numbers = [.. from condition in conditions where condition.Value is FieldCondition.Between select KeyValuePair.Create(condition.Key, (FieldCondition.Between)condition.Value)];
        texts = [.. from condition in conditions where condition.Value is FieldCondition.OneOf select KeyValuePair.Create(condition.Key, (FieldCondition.OneOf)condition.Value)];
        asked = [.. TermsOf(text)];
    }

    /// <summary>Whether variants can differ in what is asked for: a number, and a value beside it.</summary>
    public bool IsNeeded => numbers.Length > 0 && (texts.Length > 0 || asked.Count > 0);

    /// <summary>Whether the product, or one of its variants, is all of it.</summary>
    public bool Passes(Product product)
    {
        Variant[] named = [.. product.Variants];
        foreach (var attribute in product.Variants.SelectMany(variant => variant.Attributes.Keys).Distinct(StringComparer.Ordinal))
        {
            Variant[] having = [.. named.Where(variant => variant.Attributes.GetValueOrDefault(attribute, []).Any(value => IsAsked(attribute, value)))];
            named = having.Length > 0 ? having : named;
        }

        return named.Length == 0 || named.Length == product.Variants.Count || named.Any(variant => numbers.All(number => IsIn(variant, number.Key, number.Value)));
    }

    private bool IsAsked(string attribute, string value)
    {
        var condition = Array.Find(texts, text => text.Key.Equals(attribute, StringComparison.OrdinalIgnoreCase)).Value;
        return condition is not null ? condition.Values.Contains(value, StringComparer.OrdinalIgnoreCase) : TermsOf(value) is { Count: > 0 } terms && terms.TrueForAll(asked.Contains);
    }

    // "180x200 cm" is asked for by "180x200".
    private List<string> TermsOf(string text) => [.. WordSplitter.Words(text).Where(word => !analyzer.IsStopWord(word) && !Measures.IsUnit(word)).Select(analyzer.TermOf)];

    private static bool IsIn(Variant variant, string name, FieldCondition.Between bounds) =>
        !variant.Numbers.TryGetValue(name, out var number) || ((bounds.From is not { } from || number >= from) && (bounds.To is not { } to || number <= to));
}
