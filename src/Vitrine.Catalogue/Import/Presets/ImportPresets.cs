namespace Vitrine.Catalogue;

/// <summary>The exports whose columns are known. To add one: its names here, and its header in the tests.</summary>
public static class ImportPresets
{
    private static readonly string[] Looks = ["color", "colour", "size", "material", "pattern", "gender", "agegroup"];

    private static readonly ImportPreset[] All =
    [
        new("google-merchant")
        {
            Marks = [["id"], ["title"], ["imagelink"], ["link", "availability", "condition", "googleproductcategory", "producttype", "itemgroupid"]],
            Id = ["id"],
            Title = ["title"],
            Category = [["producttype"], ["producttypes"], ["googleproductcategory"], ["fbproductcategory"]],
            CategorySeparator = ">",
            Image = ["imagelink", "additionalimagelink#", "additionalimagelinks"],
            Price = ["saleprice", "price", "pricevalue", "priceamount"],
            VariantOf = ["itemgroupid"],
            Attribute = [.. Looks, "sizetype", "sizesystem", "gtin", "mpn", "condition", "customlabel#"],
        },
        new("shopify")
        {
            Marks = [["handle", "urlhandle"], ["title"], ["variantsku", "variantprice", "imagesrc", "option1name", "option1value", "productimageurl"]],
            Id = ["handle", "urlhandle"],
            Title = ["title"],
            Category = [["productcategory"], ["standardproducttype"], ["type"], ["customproducttype"], ["googleshoppinggoogleproductcategory"]],
            CategorySeparator = ">",
            Image = ["imagesrc", "productimageurl", "variantimage", "variantimageurl"],
            Price = ["variantprice", "price"],
            Number = ["variantinventoryqty"],
            Brand = ["vendor"],
            Description = ["bodyhtml", "body", "description"],
            VariantOf = ["handle", "urlhandle"],
            VariantId = ["variantsku", "sku"],
            Status = ["status", "published", "publishedononlinestore"],
            Attribute = ["option#value", "type", "customproducttype", "tags", "variantbarcode", "barcode", .. Looks, "googleshoppinggender", "googleshoppingagegroup", "googleshoppingmpn"],
            ShortTexts = ["*productmetafields*", "*variantmetafields*"],
        },
        new("woocommerce")
        {
            Marks = [["sku", "id"], ["name"], ["categories"], ["regularprice", "parent", "published", "visibilityincatalog", "taxstatus", "attribute1name", "images"], ["type", "parent", "published"]],
            Id = ["sku", "id"],
            OtherId = ["id", "sku"],
            Title = ["name"],
            Category = [["categories"]],
            CategorySeparator = ">,",
            Image = ["images"],
            Price = ["saleprice", "regularprice", "price"],
            Number = ["stock"],
            Brand = ["brands", "brand", "attributebrand"],
            Description = ["description", "shortdescription"],
            VariantOf = ["parent"],
            Status = ["published"],
            Attribute = ["attribute#values", "attribute#value", "tags", "gtinupceanorisbn", .. Looks],
        },
        new("magento")
        {
            Marks = [["sku"], ["name"], ["categories"], ["producttype", "attributesetcode", "storeviewcode", "baseimage", "configurablevariations"]],
            Id = ["sku"],
            Title = ["name"],
            Category = [["categories"]],
            CategorySeparator = "/,",
            Root = ["Root Catalog", "Default Category"],
            Image = ["baseimage", "image", "additionalimages"],
            Price = ["specialprice", "price"],
            Number = ["qty"],
            Brand = ["brand", "manufacturer"],
            Description = ["description", "shortdescription"],
            Variants = ["configurablevariations"],
            StoreView = ["storeviewcode"],
            Status = ["productonline", "status"],
            Attribute = ["additionalattributes", .. Looks],
        },
        new("prestashop")
        {
            Marks = [["productid", "id"], ["name"], ["categoriesxyz", "imageurlsxyz", "pricetaxincluded", "pricetaxexcluded", "pricetaxexcl", "featurenamevalueposition*"]],
            Id = ["productid", "id"],
            Title = ["name"],
            Category = [["categoriesxyz"], ["categories"], ["category"]],
            CategorySeparator = ",",
            Image = ["imageurlsxyz", "imageurls", "image"],
            Price = ["pricetaxincluded", "pricetaxincl", "pricetaxexcluded", "pricetaxexcl", "price"],
            Number = ["quantity"],
            Brand = ["manufacturer", "brand"],
            Description = ["description", "summary", "shortdescription"],
            Status = ["active01", "active", "enabled"],
            Attribute = ["featurenamevalueposition*", "featuresnamevalueposition*", "tagsxyz", "tags", "ean13", "isbn", "upc", .. Looks],
        },
        new("myntra")
        {
            Marks = [["id"], ["productdisplayname"], ["mastercategory"], ["articletype"]],
            Id = ["id"],
            Title = ["productdisplayname"],
            Category = [["mastercategory", "subcategory", "articletype"]],
            ImagePattern = "images/{id}.jpg",
            Attribute = ["gender", "basecolour", "season", "year", "usage"],
        },
    ];

    /// <summary>What --preset takes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(preset => preset.Name)];

    /// <exception cref="UsageException">No such preset.</exception>
    internal static ImportPreset Named(string name) => All.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"There is no preset '{name}' (--preset).", $"There are: {string.Join(", ", Names)}. Leave it out, and the columns are guessed.");

    /// <summary>The export that the table is one of; null if none.</summary>
    internal static ImportPreset? Of(SampledTable table) => All.FirstOrDefault(preset => preset.Fits(table));
}
