using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vitrine.Models.Contract;
using Vitrine.Server.Bodies;
using Vitrine.Server.Problems;
using Vitrine.Server.Searching;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Embedding;

/// <summary>What the shop's model makes of words or a picture, for other software.</summary>
internal static class EmbedEndpoint
{
    private const int MostLetters = 1_000;

    public static void MapEmbed(this IEndpointRouteBuilder readers) =>
        readers.MapPost("/embed", Embed).WithName("embed").WithSummary("The vector and code that the shop's model for pictures makes of words or a picture")
            .Accepts<EmbedRequest>("application/json").Produces<EmbedBody>().WithMetadata(new RequestSizeLimitAttribute(PictureLimits.MostBodyBytes));

    private static async Task<IResult> Embed(HttpContext context, CurrentShop shops)
    {
        var request = await RequestBody.ReadJsonAsync<EmbedRequest>(context.Request);
        var part = PartOf(request);
        using var shop = shops.Use();
        var encoded = shop.Search.Encode(part);
        return Results.Json(new EmbedBody(shop.Search.PictureModelName!, encoded.Vector, encoded.Code is null ? null : Convert.ToBase64String(MemoryMarshal.AsBytes(encoded.Code.AsSpan())), encoded.UnknownWords), ApiJson.Options);
    }

    private static QueryPart PartOf(EmbedRequest request)
    {
        if (request is { Text.Length: > 0 and <= MostLetters, Image: null })
            return new TextPart(request.Text);
        if (request is not { Text: null, Image: { } picture })
            throw new ProblemException(ProblemKind.BadQuery, $"One of 'text', of 1 to {MostLetters:N0} letters, and 'image' is expected.", "Send {\"text\": \"red dress\"} or {\"image\": \"BASE64\"}.");
        PictureLimits.Check(picture);
        return new PicturePart(picture);
    }
}

/// <summary>What is to be encoded.</summary>
internal sealed record EmbedRequest
{
    [Description("Words.")]
    public string? Text { get; init; }

    [Description("A picture, as in /v1/search.")]
    [JsonConverter(typeof(PictureConverter))]
    public byte[]? Image { get; init; }
}

/// <summary>What a model made of it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Vector">To be compared by inner product with those that <c>vitrine export</c> writes; null where the model gives none.</param>
/// <param name="Code">Its bits in words of 64, little-endian, in base64; null where the model gives none.</param>
/// <param name="UnknownWords">Words that the model has never seen.</param>
internal sealed record EmbedBody(string Model, IReadOnlyList<float>? Vector, string? Code, IReadOnlyList<string> UnknownWords);
