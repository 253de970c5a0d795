using System.Security.Cryptography;
using System.Text;
using Vitrine.Catalogue;
using Vitrine.Index;

namespace Vitrine.Search.Fields;

/// <summary>
/// The variants of products as items of an index of their own: one of them has to be all that is asked for, where a product says only what its variants are together. A product whose variants would pass the same conditions as
/// it does itself has none there.
/// </summary>
internal static class VariantItems
{
    internal const string IndexName = "variants";

    // Of what is stored of a variant: an index of another form is made anew.
    private const string Form = "2";

    private const int MostIdCharacters = 980;

    /// <summary>What their index says that it is of.</summary>
    /// <param name="fieldsHash">What the index of the fields says.</param>
    public static string HashOf(string? fieldsHash) => $"{Form}/{fieldsHash}";

    /// <summary>The form of their index.</summary>
    /// <param name="fields">Those of the shop.</param>
    public static IndexSchema Schema(IReadOnlyList<ShopField> fields) => new([]) { Fields = [.. fields.Select(field => field.Form)], HasGroups = true };

    /// <summary>The variants of a product.</summary>
    /// <param name="product">The product.</param>
    /// <param name="fields">Those of the shop.</param>
    public static IEnumerable<IndexItem> Of(Product product, IReadOnlyList<ShopField> fields)
    {
        if (!AreTold(product))
            yield break;
        foreach (var (number, variant) in product.Variants.Index())
        {
            var item = new IndexItem(IdOf(product.Id, number)) { Row = product.Row, Group = OwnerOf(product.Id) };
            foreach (var field in fields)
            {
                if (ProductFields.ValueOf(product, variant, field) is { } value)
                    item.Fields[field.Name] = value;
            }

            yield return item;
        }
    }

    /// <summary>Takes the variants of a product out of their index.</summary>
    public static void Delete(string productId, IIndexWriter writer)
    {
        for (var number = 0; writer.Delete(IdOf(productId, number)); number++)
        {
        }
    }

    // Sizes of one price are told by the product, which has them all. The lowest price of several is not all of them.
    private static bool AreTold(Product product)
    {
        if (product.Variants.Count < 2)
            return false;
        var numbers = product.Variants.SelectMany(variant => variant.Numbers.Keys).Distinct(StringComparer.Ordinal).Count();
        return numbers > 0 || product.Variants.SelectMany(variant => variant.Attributes.Keys).Distinct(StringComparer.Ordinal).Count() > 1;
    }

    // Ids of an index end somewhere.
    private static string IdOf(string productId, int number) => $"{OwnerOf(productId)}\n{number}";

    private static string OwnerOf(string productId) => productId.Length <= MostIdCharacters ? productId : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(productId)));
}
