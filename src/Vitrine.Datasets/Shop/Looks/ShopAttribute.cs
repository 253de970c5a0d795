namespace Vitrine.Datasets.Shop;

/// <summary>One value of an attribute and how a shop's copywriter says it.</summary>
/// <param name="Name">As in the table: "long".</param>
/// <param name="Adjectives">Before the noun: "long-sleeved". May be empty.</param>
/// <param name="Phrases">After the noun: "with long sleeves". May be empty, then an adjective serves.</param>
internal sealed record ShopValue(string Name, string[] Adjectives, string[] Phrases);

/// <summary>Something that can be seen on a product and varies within its category.</summary>
internal sealed record ShopAttribute(string Name, params ShopValue[] Values)
{
    public const string Colour = "colour", Pattern = "pattern";

    public ShopValue this[string value] => Values.First(v => v.Name == value);

    public static ShopAttribute Sleeves(params string[] lengths) => new("sleeves", [.. lengths.Select(l => l == "none"
        ? new ShopValue("none", ["sleeveless"], ["without sleeves"])
        : new ShopValue(l, [$"{l}-sleeved", $"{l}-sleeve"], [$"with {l} sleeves"]))]);

    public static ShopAttribute Neckline(params string[] necks) => new("neckline", [.. necks.Select(n => n switch
    {
        "V" => new ShopValue("V", ["V-neck"], ["with a V neckline", "with a V neck"]),
        "turtle" => new ShopValue("turtle", ["turtleneck"], ["with a turtleneck"]),
        _ => new ShopValue("round", ["crew-neck", "round-neck"], ["with a round neckline", "with a round neck"]),
    })]);

    /// <summary>An attribute that is said as "with …".</summary>
    public static ShopAttribute With(string name, params (string Value, string Phrase)[] values) =>
        new(name, [.. values.Select(v => new ShopValue(v.Value, [], [v.Phrase]))]);

    /// <summary>An attribute that is said before the noun.</summary>
    public static ShopAttribute Being(string name, params string[] values) =>
        new(name, [.. values.Select(v => new ShopValue(v, [v], []))]);
}
