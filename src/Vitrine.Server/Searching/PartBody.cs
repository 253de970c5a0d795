using System.ComponentModel;
using System.Text.Json.Serialization;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search.Shop;
using Vitrine.Server.Bodies;
using Vitrine.Server.Problems;

namespace Vitrine.Server.Searching;

/// <summary>A part of a query, and how much it counts beside the others.</summary>
internal sealed record PartBody
{
    private const float MostWeight = 100;

    private const string Hint = "Give parts such as { \"like\": \"17\" } and { \"text\": \"leather\", \"weight\": -0.5 }.";

    [Description("Words; one of 'text', 'image' and 'like' is given.")]
    public string? Text { get; init; }

    [Description("A picture, as in the query's own 'image'.")]
    [JsonConverter(typeof(PictureConverter))]
    public byte[]? Image { get; init; }

    [Description("The id of a product.")]
    public string? Like { get; init; }

    [Description("How much it counts beside the others, a number other than 0 from -100 to 100; negative: less of this.")]
    public float Weight { get; init; } = 1;

    /// <exception cref="ProblemException">It is none, several, or weighs nothing.</exception>
    /// <exception cref="UsageException">There is no such product.</exception>
    /// <exception cref="Catalogue.Images.ImageException">The picture cannot be read.</exception>
    public QueryPart In(ShopSearch search)
    {
        if (Weight is not (>= -MostWeight and <= MostWeight) or 0)
            throw new ProblemException(ProblemKind.BadQuery, $"A part has the weight {Weight}.", $"Give a number other than 0 from -{MostWeight} to {MostWeight}; leave a part out that is not to count.");
        var part = this switch
        {
            { Text: { } text, Image: null, Like: null } when !string.IsNullOrWhiteSpace(text) => new TextPart(text),
            { Text: null, Image: { } picture, Like: null } => new PicturePart(Checked(picture)),
            { Text: null, Image: null, Like: { } id } => search.Like(id),
            _ => throw new ProblemException(ProblemKind.BadQuery, "A part has not exactly one of 'text' (some words), 'image' and 'like'.", Hint),
        };
        return part with { Weight = Weight };
    }

    private static byte[] Checked(byte[] picture)
    {
        PictureLimits.Check(picture);
        return picture;
    }
}
