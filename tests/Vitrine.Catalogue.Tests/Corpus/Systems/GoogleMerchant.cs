namespace Vitrine.Catalogue.Tests.Corpus.Systems;

/// <summary>A feed for Google Merchant: tabs, a row per variant, paths with ">", further photos in a column of their own.</summary>
internal sealed class GoogleMerchant : ShopSystem
{
    public override string Name => "google-merchant";

    public override string FileName => "feed.tsv";

    public override char Delimiter => '\t';

    public override string[] Header =>
        ["id", "title", "description", "link", "image_link", "additional_image_link", "price", "brand", "product_type", "item_group_id", "color", "custom_label_0"];

    public override ImportOptions Options => Import("id", "title", "product_type", "image_link", "additional_image_link") with
    {
        VariantOf = "item_group_id",
        Price = ["price"],
        Brand = "brand",
        Description = ["description"],
        Attribute = ["color"],
    };

    public override IEnumerable<Dictionary<string, string>> Rows(ShopProduct product, string[] photos, Func<string, string> id)
    {
        var isGroup = product.Colours.Length > 1;
        return product.Colours.Select((colour, variant) => new Dictionary<string, string>
        {
            ["id"] = id(isGroup ? product.VariantId(variant) : product.Id),
            ["item_group_id"] = isGroup ? id(product.Id) : "",
            ["title"] = product.Title,
            ["description"] = product.Description,
            ["link"] = $"https://shop.example/{product.Number}",
            ["image_link"] = photos[0],
            ["additional_image_link"] = string.Join(',', photos[1..]),
            ["price"] = $"{product.Price} EUR",
            ["brand"] = product.Brand,
            ["product_type"] = string.Join(" > ", product.Path),
            ["color"] = colour,
        });
    }
}
