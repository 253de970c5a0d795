namespace Vitrine.Catalogue.Tests.Corpus.Systems;

/// <summary>An export of Shopify: the rows of a product share its handle, only the first has the title; each further variant and photo is a row.</summary>
internal sealed class Shopify : ShopSystem
{
    public override string Name => "shopify";

    public override string[] Header =>
    [
        "Handle", "Title", "Body (HTML)", "Vendor", "Product Category", "Type", "Tags", "Published", "Option1 Name", "Option1 Value", "Variant SKU", "Variant Price",
        "Image Src", "Image Position", "Google Shopping / Age Group", "Status",
    ];

    public override ImportOptions Options => Import("Handle", "Title", "Product Category", "Image Src") with
    {
        VariantOf = "Handle",
        VariantId = "Variant SKU",
        Price = ["Variant Price"],
        Brand = "Vendor",
        Description = ["Body (HTML)"],
        Attribute = ["Option1 Value"],
    };

    public override IEnumerable<Dictionary<string, string>> Rows(ShopProduct product, string[] photos, Func<string, string> id)
    {
        for (var row = 0; row < Math.Max(photos.Length, product.Colours.Length); row++)
        {
            var cells = new Dictionary<string, string> { ["Handle"] = id(product.Id) };
            if (row == 0)
            {
                (cells["Title"], cells["Body (HTML)"], cells["Vendor"], cells["Published"]) = (product.Title, product.Description, product.Brand, "TRUE");
                (cells["Product Category"], cells["Option1 Name"]) = (string.Join(" > ", product.Path), "Colour");
            }

            if (row < product.Colours.Length)
                (cells["Option1 Value"], cells["Variant SKU"], cells["Variant Price"]) = (product.Colours[row], id(product.VariantId(row)), product.Price);
            if (row < photos.Length)
                (cells["Image Src"], cells["Image Position"]) = (photos[row], $"{row + 1}");
            yield return cells;
        }
    }
}
