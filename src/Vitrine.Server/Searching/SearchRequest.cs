using System.ComponentModel;
using System.Text.Json.Serialization;
using Vitrine.Server.Bodies;

namespace Vitrine.Server.Searching;

/// <summary>What a client asks for: words, pictures or products to start from, or these and words that change them. Without any of it all products that pass the filters are shown.</summary>
internal sealed record SearchRequest
{
    /// <summary>Hits that a client gets unless it says otherwise.</summary>
    public const int DefaultCount = 24;

    [Description("Words as a customer types them, such as \"red dress under 50\"; with a picture or product to start from: what to change.")]
    public string? Text { get; init; }

    [Description("Words that no hit may have.")]
    public string? Not { get; init; }

    [Description("true or false: take every word as it is typed, mend no slip and read no condition.")]
    public bool AsTyped { get; init; }

    [Description("true or false: leave the shop's rules out, which pin, boost, bury and redirect.")]
    public bool IgnoreRules { get; init; }

    [Description("A picture to start from: the bytes of a JPEG, PNG, WebP, GIF, TIFF or AVIF file in base64, or a data URI of these. No address is fetched.")]
    [JsonConverter(typeof(PictureConverter))]
    public byte[]? Image { get; init; }

    [Description("Several pictures to start from, each as in 'image': what they have in common counts.")]
    [JsonConverter(typeof(PicturesConverter))]
    public IReadOnlyList<byte[]>? Images { get; init; }

    [Description("Ids of products to start from, an array or one.")]
    [JsonConverter(typeof(TextsConverter))]
    public IReadOnlyList<string>? Like { get; init; }

    [Description("Words, pictures and products to start from, each with a weight; a negative one: less of this.")]
    public IReadOnlyList<PartBody>? Parts { get; init; }

    [Description("A vector that the shop's model for pictures made (see /v1/embed), compared with photos as it is; alone, with filters, facets and an order.")]
    public float[]? Vector { get; init; }

    [Description("The same of a model that gives codes: words of 64 bits, little-endian, in base64.")]
    [JsonConverter(typeof(CodeConverter))]
    public ulong[]? Code { get; init; }

    [Description("How much pictures and products count beside 'text', a number from 0 to 1; without it as the model sees fit.")]
    public float? ImageWeight { get; init; }

    [Description("A branch of the category tree, \"Apparel/Topwear\" or [\"Apparel\", \"Topwear\"].")]
    [JsonConverter(typeof(TextsConverter))]
    public IReadOnlyList<string>? Category { get; init; }

    [Description("Field name to what is asked of it: { \"colour\": [\"red\", \"blue\"], \"price\": { \"from\": 10, \"to\": 50 } }.")]
    public IReadOnlyDictionary<string, FilterBody>? Filters { get; init; }

    [Description("Names of fields whose values are counted over all that is found; [\"*\"] for all that are worth it.")]
    public IReadOnlyList<string>? Facets { get; init; }

    [Description("A field of numbers to order by, \"price\" or \"-price\" for the largest first.")]
    public string? Sort { get; init; }

    [Description("What a hit has to reach: a probability from 0 to 1 of words, an inner product of pictures, or of codes the bits that may differ at most.")]
    public double? CutOff { get; init; }

    [Description("A field of texts of whose values only the best hit is shown, such as \"brand\".")]
    public string? GroupBy { get; init; }

    [Description("Hits to pass over, a whole number from 0 to 10,000.")]
    public int Offset { get; init; }

    [Description("Hits wanted, a whole number from 1 to 200.")]
    public int Count { get; init; } = DefaultCount;

    [Description("true or false: say what each signal adds to a hit.")]
    public bool Explain { get; init; }

    [Description("true or false: say how long each stage took.")]
    public bool Timings { get; init; }
}
