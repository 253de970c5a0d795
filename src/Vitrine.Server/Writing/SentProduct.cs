using System.ComponentModel;
using System.Text.Json.Serialization;
using Vitrine.Server.Bodies;

namespace Vitrine.Server.Writing;

/// <summary>A product as a client sends it, or what is to change of one.</summary>
internal record SentProduct
{
    [Description("The product's name, 1 to 1,000 letters.")]
    public string? Title { get; init; }

    [Description("Plain text of at most 100,000 letters.")]
    public string? Description { get; init; }

    [Description("The category from coarse to fine: [\"Apparel\", \"Topwear\"], or one text with '/' in between.")]
    public SentTexts? Category { get; init; }

    [Description("Further categories under which the product is shown: a list of lists of names from coarse to fine.")]
    public IReadOnlyList<IReadOnlyList<string>>? FurtherCategories { get; init; }

    [Description("Names with a text or a list of texts: {\"colour\": \"red\", \"size\": [\"S\", \"M\"]}. In a PATCH null takes a name away, and names that are not given stay.")]
    public IReadOnlyDictionary<string, SentTexts?>? Attributes { get; init; }

    [Description("Names with a number: {\"price\": 19.9}. In a PATCH null takes a name away, and names that are not given stay.")]
    public IReadOnlyDictionary<string, double?>? Numbers { get; init; }

    [Description("The forms in which it is sold: [{\"id\": \"17-S\", \"attributes\": {\"size\": \"S\"}, \"numbers\": {\"price\": 18}}].")]
    public IReadOnlyList<SentVariant>? Variants { get; init; }

    [Description("Pictures as base64 or data URIs, the main one first; [] for none. Left out: those that the product has.")]
    [JsonConverter(typeof(PicturesConverter))]
    public IReadOnlyList<byte[]>? Images { get; init; }

    [Description("Products of one group stand on one side of a split for training; \"\" for none.")]
    public string? Group { get; init; }
}

/// <summary>A form of a product as a client sends it.</summary>
internal sealed record SentVariant
{
    [Description("The shop's own id of the variant, or \"\".")]
    public string Id { get; init; } = "";

    [Description("What tells it from the others: names with a text or a list of texts.")]
    public IReadOnlyDictionary<string, SentTexts?>? Attributes { get; init; }

    [Description("Its own numbers, such as another price.")]
    public IReadOnlyDictionary<string, double?>? Numbers { get; init; }
}

/// <summary>A line of a stream of products.</summary>
internal sealed record SentRow : SentProduct
{
    [Description("The shop's own id of the product, 1 to 500 letters.")]
    public string? Id { get; init; }

    [Description("\"put\", \"patch\" or \"delete\"; left out: \"put\".")]
    public string? Do { get; init; }
}
