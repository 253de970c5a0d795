using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>
/// Whether one variant of a product is what the words ask for, and meets the conditions beside them: of "bed 180x200 under 250" the one of that size has to cost so little. Conditions alone are a matter of the fields
/// (<see cref="ShopFields.Passing"/>), and so are products whose variants differ in nothing that the words name.
/// </summary>
/// <param name="conditions">What is asked of fields.</param>
/// <param name="text">The words that are searched for; may be empty.</param>
/// <param name="analyzer">Of the shop's language.</param>
/// <param name="fields">Of the shop; must outlive this.</param>
internal sealed class VariantChoice(IReadOnlyList<KeyValuePair<ShopField, FieldCondition>> conditions, string text, WordAnalyzer analyzer, ShopFields fields)
{
    private readonly HashSet<string> asked = conditions.Count == 0 ? [] : [.. TermsOf(text, analyzer)];

    /// <summary>The same without what is asked of one field.</summary>
    public VariantChoice Without(string field) => new([.. conditions.Where(condition => condition.Key.Name != field)], text, analyzer, fields);

    /// <summary>Whether a product has to be looked at: its variants differ, and both words and conditions are given.</summary>
    public bool IsNeededFor(int row) => asked.Count > 0 && fields.Varied.Contains(row);

    /// <summary>Whether one of its variants is all of it.</summary>
    public bool Passes(Product product)
    {
        // What the title says is true of all variants: "red" of "Red Wing boots" chooses none. Of what a condition is about, the condition chooses.
        HashSet<string> choosing = [.. asked.Except(TermsOf(product.Title, analyzer))];
        HashSet<string> conditioned = [.. conditions.Select(condition => condition.Key.Name)];
        Variant[] named = [.. product.Variants];
        foreach (var attribute in product.Variants.SelectMany(variant => variant.Attributes.Keys).Distinct(StringComparer.Ordinal).Where(attribute => !conditioned.Contains(attribute)))
        {
            Variant[] having = [.. named.Where(variant => variant.Attributes.GetValueOrDefault(attribute, []).Any(IsAsked))];
            named = having.Length > 0 ? having : named;
        }

        return named.Length == product.Variants.Count || Array.Exists(named, variant => conditions.All(condition => condition.Value.IsMetBy(ProductFields.ValueOf(product, variant, condition.Key))));

        bool IsAsked(string value) => TermsOf(value, analyzer) is { Count: > 0 } terms && terms.TrueForAll(asked.Contains) && terms.Exists(choosing.Contains);
    }

    // "180x200 cm" is asked for by "180x200".
    private static List<string> TermsOf(string text, WordAnalyzer analyzer) => [.. WordSplitter.Words(text).Where(word => !analyzer.IsStopWord(word) && !Measures.IsUnit(word)).Select(analyzer.TermOf)];
}
