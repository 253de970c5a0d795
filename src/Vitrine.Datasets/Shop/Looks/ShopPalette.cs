namespace Vitrine.Datasets.Shop;

/// <summary>The colours and patterns of the shop: what they are called and how they are painted.</summary>
internal static class ShopPalette
{
    public static readonly ShopAttribute Colours = new(ShopAttribute.Colour,
        Colour("black"), Colour("white"), Colour("grey", "gray"), Colour("red", "bright red"), Colour("burgundy", "wine red"),
        Colour("pink"), Colour("orange"), Colour("yellow"), Colour("green"), Colour("olive"), Colour("turquoise", "teal"),
        Colour("light blue", "sky blue"), Colour("navy blue", "navy"), Colour("purple", "violet"), Colour("brown"), Colour("beige", "sand"));

    public static readonly ShopAttribute Patterns = new(ShopAttribute.Pattern,
        new ShopValue("plain", ["plain", "solid"], []),
        new ShopValue("striped", ["striped"], ["with stripes"]),
        new ShopValue("checked", ["checked", "plaid"], ["with checks"]),
        new ShopValue("dotted", ["dotted", "polka-dot"], ["with polka dots", "with dots"]),
        new ShopValue("floral", ["floral", "flowered"], ["with a floral print", "with flowers"]));

    public static string Hex(string colour) => colour switch
    {
        "black" => "#1c1c20",
        "white" => "#f7f6f2",
        "grey" => "#8d9096",
        "red" => "#d3202a",
        "burgundy" => "#6f1530",
        "pink" => "#f08fb4",
        "orange" => "#f08121",
        "yellow" => "#f5d02e",
        "green" => "#2c9a4b",
        "olive" => "#7c8036",
        "turquoise" => "#23b5b0",
        "light blue" => "#8cc4ee",
        "navy blue" => "#1d2a5c",
        "purple" => "#7a3fa3",
        "brown" => "#74482a",
        "beige" => "#dcc6a0",
        _ => throw new ArgumentOutOfRangeException(nameof(colour), colour, "Not a colour of the shop."),
    };

    /// <summary>The second colour of a pattern: light on dark and saturated cloth, dark on light cloth.</summary>
    public static string Contrast(string colour) => colour switch
    {
        "white" or "yellow" or "light blue" => "#2a3f7a",
        "beige" or "pink" or "grey" => "#5a2f3a",
        _ => "#f6f1e4",
    };

    /// <summary>Seams and outlines: darker than the cloth, but lighter on black.</summary>
    public static string Seam(string colour) => colour is "black" or "navy blue" ? "#6b6f7d" : Mix(Hex(colour), "#000000", 0.45);

    /// <summary>A blend of two colours; 0 is the first, 1 the second.</summary>
    public static string Mix(string first, string second, double share)
    {
        var (a, b) = (Convert.ToInt32(first[1..], 16), Convert.ToInt32(second[1..], 16));
        int Channel(int shift) => (int)Math.Round((a >> shift & 255) * (1 - share) + (b >> shift & 255) * share);
        return $"#{Channel(16):x2}{Channel(8):x2}{Channel(0):x2}";
    }

    private static ShopValue Colour(string name, params string[] synonyms) => new(name, [name, .. synonyms], [$"in {name}", .. synonyms.Select(s => $"in {s}")]);
}
