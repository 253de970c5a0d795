using Vitrine.Catalogue;

namespace Vitrine.Search.Words;

/// <summary>Everything that a shop says of a product, field by field. A text that stands several times in one field counts once: three variants in red are not redder.</summary>
internal static class ProductTexts
{
    /// <param name="product">The product.</param>
    /// <param name="tree">The categories of its store.</param>
    public static IEnumerable<(WordFields Field, string Text)> Of(Product product, CategoryTree tree)
    {
        yield return (WordFields.Title, product.Title);
        foreach (var name in tree.Path(product.Category).Concat(product.FurtherCategories.SelectMany(path => path)).Distinct(StringComparer.Ordinal))
            yield return (WordFields.Categories, name);
        foreach (var (field, value) in product.Attributes.SelectMany(attribute => attribute.Value, (attribute, value) => (FieldOf(attribute.Key), value)).Distinct())
            yield return (field, value);
        foreach (var value in product.Variants.SelectMany(variant => variant.Attributes.Values).SelectMany(values => values).Distinct(StringComparer.Ordinal))
            yield return (WordFields.Variants, value);
        if (product.Description.Length > 0)
            yield return (WordFields.Description, product.Description);
        yield return (WordFields.Ids, product.Id);
        foreach (var variant in product.Variants.Where(variant => variant.Id.Length > 0))
            yield return (WordFields.Ids, variant.Id);
    }

    /// <summary>The values of attributes that are read with the attribute's name: the 39 of "size".</summary>
    public static IEnumerable<(WordFields Field, string Name, string Value)> Named(Product product) =>
        product.Attributes.SelectMany(attribute => attribute.Value, (attribute, value) => (FieldOf(attribute.Key), attribute.Key, value))
            .Concat(product.Variants.SelectMany(variant => variant.Attributes).SelectMany(attribute => attribute.Value, (attribute, value) => (WordFields.Variants, attribute.Key, value))).Distinct();

    private static WordFields FieldOf(string attribute) => attribute.Equals(ImportOptions.BrandName, StringComparison.OrdinalIgnoreCase) ? WordFields.Brand : WordFields.Attributes;
}
