using Vitrine.Catalogue;

namespace Vitrine.Server.Products;

/// <summary>Parts of a product, as several answers show them.</summary>
internal static class ProductFields
{
    /// <summary>One value stands by itself, several as an array.</summary>
    public static IReadOnlyDictionary<string, object> AttributesOf(IReadOnlyDictionary<string, IReadOnlyList<string>> attributes) =>
        attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value is [var only] ? (object)only : attribute.Value, StringComparer.Ordinal);

    /// <summary>The path of a product's main photo; null where it has none.</summary>
    public static string? ImageOf(Product product) => product.Photos == 0 ? null : $"/v1/products/{Uri.EscapeDataString(product.Id)}/image";
}
