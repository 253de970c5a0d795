using Vitrine.Catalogue;
using Vitrine.Index;

namespace Vitrine.Search.Fields;

/// <summary>What the products of a shop say in which field: categories, attributes and numbers, those of their variants with them.</summary>
internal static class ProductFields
{
    /// <summary>Fields of a shop at most, those of most products; a table of free texts has no more use of others.</summary>
    public const int Most = 200;

    private const int MostNameCharacters = 90;
    private const int MostValueCharacters = 200;
    private const int MostValues = 1000;

    /// <summary>The fields of a shop.</summary>
    /// <param name="products">All of them.</param>
    public static IReadOnlyList<ShopField> Of(IEnumerable<Product> products)
    {
        var (numbers, texts) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var product in products)
        {
            foreach (var name in product.Numbers.Keys.Concat(product.Variants.SelectMany(variant => variant.Numbers.Keys)).Distinct(StringComparer.Ordinal))
                numbers[name] = numbers.GetValueOrDefault(name) + 1;
            foreach (var name in product.Attributes.Keys.Concat(product.Variants.SelectMany(variant => variant.Attributes.Keys)).Distinct(StringComparer.Ordinal))
                texts[name] = texts.GetValueOrDefault(name) + 1;
        }

        var fields = numbers.Select(number => (Field: new ShopField(number.Key, ShopFieldKind.Number), Products: number.Value))
            .Concat(texts.Select(text => (Field: new ShopField(TextName(text.Key, numbers), ShopFieldKind.Text), Products: text.Value)))
            .Where(field => field.Field.Name.Length is > 0 and <= MostNameCharacters && field.Field.Name != ShopField.Category)
            .DistinctBy(field => field.Field.Name)
            .OrderByDescending(field => field.Products).ThenBy(field => field.Field.Name, StringComparer.Ordinal).Take(Most - 1)
            .Select(field => field.Field).OrderBy(field => field.Name, StringComparer.Ordinal);
        return [new ShopField(ShopField.Category, ShopFieldKind.Branch), .. fields];
    }

    /// <summary>A product as an item of an index of fields.</summary>
    /// <param name="product">The product.</param>
    /// <param name="tree">The categories.</param>
    /// <param name="fields">Those of the shop.</param>
    public static IndexItem ItemOf(Product product, CategoryTree tree, IReadOnlyList<ShopField> fields)
    {
        var item = new IndexItem(product.Id) { Row = product.Row };
        foreach (var field in fields)
        {
            if (ValueOf(product, tree, field) is { } value)
                item.Fields[field.Name] = value;
        }

        return item;
    }

    /// <summary>A number of a product; null where it has none. A product that is sold at several prices stands at the lowest, as on the shelf.</summary>
    public static double? NumberOf(Product product, string name)
    {
        var number = product.Numbers.TryGetValue(name, out var own) ? own
            : product.Variants.Select(variant => variant.Numbers.TryGetValue(name, out var ofVariant) ? ofVariant : double.NaN).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();
        return double.IsFinite(number) ? number : null;
    }

    /// <summary>
    /// What a variant says in a field of texts or numbers; null where it says nothing, and of branches. What no variant says is said by the product for all of them, such as its material.
    /// What only others say is not said of this one.
    /// </summary>
    public static FieldValue? ValueOf(Product product, Variant variant, ShopField field) => field.Kind switch
    {
        ShopFieldKind.Branch => null,
        ShopFieldKind.Number => NumberOf(product, variant, field.Name) is { } number ? (FieldValue)number : null,
        _ => Texts([.. TextsIn(variant.Attributes, field.Name), .. TextsIn(product.Attributes, field.Name).Except(product.Variants.SelectMany(other => TextsIn(other.Attributes, field.Name)))]),
    };

    private static double? NumberOf(Product product, Variant variant, string name)
    {
        if (variant.Numbers.TryGetValue(name, out var own) && double.IsFinite(own))
            return own;
        return product.Numbers.TryGetValue(name, out var common) && double.IsFinite(common) && !product.Variants.Any(other => other.Numbers.TryGetValue(name, out var its) && its == common) ? common : null;
    }

    private static FieldValue? ValueOf(Product product, CategoryTree tree, ShopField field) => field.Kind switch
    {
        ShopFieldKind.Branch => Texts(product.FurtherCategories.Append(tree.Path(product.Category)).SelectMany(BranchTerm.OnTheWay)),
        ShopFieldKind.Number => NumberOf(product, field.Name) is { } number ? (FieldValue)number : null,
        _ => Texts(TextsOf(product, field.Name)),
    };

    /// <summary>What a product and its variants say in a field of texts.</summary>
    public static IEnumerable<string> TextsOf(Product product, string field) => product.Variants.Select(variant => variant.Attributes).Prepend(product.Attributes).SelectMany(attributes => TextsIn(attributes, field));

    private static IEnumerable<string> TextsIn(IReadOnlyDictionary<string, IReadOnlyList<string>> attributes, string field) =>
        attributes.Where(attribute => attribute.Key == field || ShopField.TextName(attribute.Key) == field).SelectMany(attribute => attribute.Value);

    // What no filter box could show is found by its words.
    private static FieldValue? Texts(IEnumerable<string> texts)
    {
        string[] kept = [.. texts.Where(text => text.Length is > 0 and <= MostValueCharacters && IsWhole(text)).Distinct(StringComparer.Ordinal).Take(MostValues)];
        return kept.Length == 0 ? null : (FieldValue)kept;
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    private static string TextName(string attribute, Dictionary<string, int> numbers) => numbers.ContainsKey(attribute) || attribute == ShopField.Category ? ShopField.TextName(attribute) : attribute;
}
