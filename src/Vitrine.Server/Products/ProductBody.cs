using Vitrine.Catalogue;

namespace Vitrine.Server.Products;

/// <summary>All that the shop says of a product.</summary>
/// <param name="Id">The shop's own id.</param>
/// <param name="Title">The title.</param>
/// <param name="Category">Names from coarse to fine.</param>
/// <param name="FurtherCategories">Other branches under which the shop shows it.</param>
/// <param name="Attributes">Attribute name to its value, or to an array where it has several.</param>
/// <param name="Numbers">Name to number.</param>
/// <param name="Description">Plain text; empty where there is none.</param>
/// <param name="Variants">The forms in which it is sold.</param>
/// <param name="Photos">How many it has.</param>
/// <param name="Image">The path of the main one; null where it has none.</param>
internal sealed record ProductBody(
    string Id,
    string Title,
    IReadOnlyList<string> Category,
    IReadOnlyList<IReadOnlyList<string>> FurtherCategories,
    IReadOnlyDictionary<string, object> Attributes,
    IReadOnlyDictionary<string, double> Numbers,
    string Description,
    IReadOnlyList<VariantBody> Variants,
    int Photos,
    string? Image)
{
    public static ProductBody Of(Product product, CategoryTree tree) => new(
        product.Id, product.Title, tree.Path(product.Category), product.FurtherCategories, ProductFields.AttributesOf(product.Attributes), product.Numbers, product.Description,
        [.. product.Variants.Select(variant => new VariantBody(variant.Id, ProductFields.AttributesOf(variant.Attributes), variant.Numbers))], product.Photos, ProductFields.ImageOf(product));
}

/// <summary>One form of a product.</summary>
/// <param name="Id">Its own id; empty where it has none.</param>
/// <param name="Attributes">What tells it from the others.</param>
/// <param name="Numbers">Its own numbers.</param>
internal sealed record VariantBody(string Id, IReadOnlyDictionary<string, object> Attributes, IReadOnlyDictionary<string, double> Numbers);
