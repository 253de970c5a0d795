namespace Vitrine.Catalogue.Tests.Corpus.Systems;

/// <summary>An export of WooCommerce: variations below their parent, several category paths and photos in a cell.</summary>
internal sealed class WooCommerce : ShopSystem
{
    public override string Name => "woocommerce";

    public override string[] Header =>
        ["ID", "Type", "SKU", "Name", "Published", "Description", "Regular price", "Categories", "Images", "Parent", "Attribute 1 name", "Attribute 1 value(s)", "Brands", "Meta: _note"];

    public override ImportOptions Options => Import("SKU", "Name", "Categories", "Images") with
    {
        VariantOf = "Parent",
        Price = ["Regular price"],
        Brand = "Brands",
        Description = ["Description"],
        Attribute = ["Attribute 1 value(s)"],
    };

    public override string[][] FurtherCategories(ShopProduct product) => product.Number % 3 == 1 ? [["Sale", "Summer"]] : [];

    public override IEnumerable<Dictionary<string, string>> Rows(ShopProduct product, string[] photos, Func<string, string> id)
    {
        var isVariable = product.Colours.Length > 1;
        yield return new Dictionary<string, string>
        {
            ["ID"] = $"{product.Number + 1}",
            ["Type"] = isVariable ? "variable" : "simple",
            ["SKU"] = id(product.Id),
            ["Name"] = product.Title,
            ["Published"] = "1",
            ["Description"] = product.Description,
            ["Regular price"] = product.Price,
            ["Categories"] = Categories(product),
            ["Images"] = string.Join(", ", photos),
            ["Attribute 1 name"] = "Colour",
            ["Attribute 1 value(s)"] = string.Join(", ", product.Colours),
            ["Brands"] = product.Brand,
        };
        for (var variant = 0; isVariable && variant < product.Colours.Length; variant++)
        {
            yield return new Dictionary<string, string>
            {
                ["ID"] = $"{100 * (product.Number + 1) + variant}",
                ["Type"] = "variation",
                ["SKU"] = id(product.VariantId(variant)),
                ["Name"] = $"{product.Title} - {product.Colours[variant]}",
                ["Parent"] = id(product.Id),
                ["Regular price"] = product.Price,
                ["Attribute 1 name"] = "Colour",
                ["Attribute 1 value(s)"] = product.Colours[variant],
            };
        }
    }

    /// <summary>Where a product stands in several places its department stands before its path, as the shop's own export has it.</summary>
    private string Categories(ShopProduct product)
    {
        var further = FurtherCategories(product);
        IEnumerable<string[]> paths = further.Length > 0 ? [product.Path[..1], product.Path, .. further] : [product.Path];
        return string.Join(", ", paths.Select(path => string.Join(" > ", path)));
    }
}
