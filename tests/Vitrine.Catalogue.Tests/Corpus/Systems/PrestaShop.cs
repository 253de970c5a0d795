namespace Vitrine.Catalogue.Tests.Corpus.Systems;

/// <summary>An export of PrestaShop: semicolons, paths and photos with commas, and columns whose names hold commas and slashes.</summary>
internal sealed class PrestaShop : ShopSystem
{
    public override string Name => "prestashop";

    public override char Delimiter => ';';

    public override string[] Header =>
        ["Product ID", "Active (0/1)", "Name *", "Categories (x,y,z...)", "Price tax included", "Manufacturer", "Description", "Colour", "Image URLs (x,y,z...)", "Delete existing images (0 = No, 1 = Yes)"];

    public override ImportOptions Options => Import("Product ID", "Name *", "Categories (x,y,z...)", "Image URLs (x,y,z...)") with
    {
        Price = ["Price tax included"],
        Brand = "Manufacturer",
        Description = ["Description"],
        Attribute = ["Colour"],
    };

    public override IEnumerable<Dictionary<string, string>> Rows(ShopProduct product, string[] photos, Func<string, string> id) =>
    [
        new()
        {
            ["Product ID"] = id(product.Id),
            ["Active (0/1)"] = "1",
            ["Name *"] = product.Title,
            ["Categories (x,y,z...)"] = string.Join(',', product.Path),
            ["Price tax included"] = product.Price.Replace('.', ','),
            ["Manufacturer"] = product.Brand,
            ["Description"] = product.Description,
            ["Colour"] = product.Colours[0],
            ["Image URLs (x,y,z...)"] = string.Join(',', photos),
        },
    ];
}
