namespace Vitrine.Catalogue;

/// <summary>One form in which a product is sold: a size, a colour. It shares the product's title, category and photos.</summary>
/// <param name="Id">The shop's own id of the variant; empty where it has none.</param>
/// <param name="Attributes">What tells it from the others: attribute name to values.</param>
/// <param name="Numbers">Its own numbers, such as another price.</param>
public sealed record Variant(string Id, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, IReadOnlyDictionary<string, double> Numbers);
