namespace Vitrine.Catalogue.Tests.Corpus.Systems;

/// <summary>An export of Magento: paths with "/", the further photos in one cell.</summary>
internal sealed class Magento : ShopSystem
{
    public override string Name => "magento";

    public override string[] Header =>
        ["sku", "store_view_code", "attribute_set_code", "product_type", "categories", "name", "description", "price", "manufacturer", "base_image", "additional_images", "color", "configurable_variations"];

    public override ImportOptions Options => Import("sku", "name", "categories", "base_image", "additional_images") with
    {
        Price = ["price"],
        Brand = "manufacturer",
        Description = ["description"],
        Attribute = ["color"],
    };

    public override IEnumerable<Dictionary<string, string>> Rows(ShopProduct product, string[] photos, Func<string, string> id) =>
    [
        new()
        {
            ["sku"] = id(product.Id),
            ["attribute_set_code"] = "Default",
            ["product_type"] = "simple",
            ["categories"] = string.Join('/', product.Path),
            ["name"] = product.Title,
            ["description"] = product.Description,
            ["price"] = product.Price,
            ["manufacturer"] = product.Brand,
            ["base_image"] = photos[0],
            ["additional_images"] = string.Join(',', photos[1..]),
            ["color"] = product.Colours[0],
        },
    ];
}
