namespace Vitrine.Catalogue.Tests.Corpus;

/// <summary>A product of the shops of the corpus.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Id">The shop's id.</param>
/// <param name="Title">With the letters, quotes and separators that exports stumble over.</param>
/// <param name="Path">Its category.</param>
/// <param name="Colours">One for each variant; a single one where it has none.</param>
/// <param name="Description">Plain text.</param>
internal sealed record ShopProduct(int Number, string Id, string Title, string[] Path, string[] Colours, string Description)
{
    /// <summary>The product that defects of one row befall: one row without any quotes.</summary>
    public const int Victim = 5;

    private static readonly (string Title, string[] Path, string[] Colours, string Description)[] Shelf =
    [
        ("Hemd \"Größe M\", blau", ["Clothing", "Tops", "Shirts"], ["blue"], "Baumwolle"),
        ("Café-Tasse; weiß", ["Home & Garden", "Kitchen"], ["white"], "Porzellan, 0,3 l"),
        ("Jeans Müller\u2013Schmidt", ["Clothing", "Trousers", "Jeans"], ["black", "blue", "grey"], "Denim"),
        ("Jacke 100 % Wolle", ["Clothing", "Outerwear", "Jackets"], ["red"], "First line,\nsecond line"),
        ("Pumps 5\" heel | élégant", ["Shoes", "Pumps"], ["red", "black"], "Leder"),
        ("Lampe Nord", ["Home & Garden", "Lamps"], ["white"], "Stahl"),
        ("Lampe \u201eSüd\u201c", ["Home & Garden", "Lamps"], ["white"], "Sie sagte \"schön\""),
        ("Kissen 40 x 40", ["Home & Garden", "Textiles", "Cushions"], ["green"], "Leinen"),
    ];

    /// <summary>All of them, with ids of this form.</summary>
    public static ShopProduct[] All(string idFormat) =>
        [.. Shelf.Select((product, i) => new ShopProduct(i, string.Format(null, idFormat, i), product.Title, product.Path, product.Colours, product.Description))];

    public string Price => $"{Number + 10}.90";

    public string Brand => Number % 2 == 0 ? "Åkerblom" : "Nordic";

    /// <summary>The id of one of its variants.</summary>
    public string VariantId(int variant) => $"{Id}-{variant + 1}";
}
