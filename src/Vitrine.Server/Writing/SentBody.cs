using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Vitrine.Catalogue;
using Vitrine.Server.Bodies;
using Vitrine.Server.Problems;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Writing;

/// <summary>A product with its pictures, of a body of JSON or of multipart/form-data: a part "product" of JSON, and parts "image" of files.</summary>
/// <param name="Product">What is said of it.</param>
/// <param name="Photos">Its pictures; null: none were spoken of.</param>
internal sealed record SentBody(SentProduct Product, IReadOnlyList<PreparedPhoto>? Photos)
{
    private const string ProductPart = "product", ImagePart = "image";

    /// <exception cref="ProblemException">The body is of another kind, or cannot be read.</exception>
    public static async Task<SentBody> ReadAsync(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = SentLimits.BodyBytes;
        var cancellation = request.HttpContext.RequestAborted;
        if (!request.HasFormContentType)
        {
            var sent = await RequestBody.ReadJsonAsync<SentProduct>(request);
            return new SentBody(sent, await SentPhotos.PrepareAsync(sent.Images, cancellation));
        }

        var form = await FormOf(request);
        var product = Parse(form[ProductPart].ToString() is { Length: > 0 } json ? json : "{}");
        if (form.Files.FirstOrDefault(file => file.Name != ImagePart) is { } strange)
            throw SentLimits.Wrong($"The body has a file called '{strange.Name}'.", $"Call each picture '{ImagePart}', and the JSON '{ProductPart}'.");
        if (form.Files.Count > 0 && product.Images is not null)
            throw SentLimits.Wrong("There are pictures as files and in the JSON.", "Send all of them one way.");
        return new SentBody(product, await SentPhotos.PrepareAsync(form.Files.Count == 0 ? product.Images : [.. form.Files.Select(BytesOf)], cancellation));
    }

    private static async Task<IFormCollection> FormOf(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = SentLimits.BodyBytes, ValueCountLimit = SentLimits.Photos + 2, ValueLengthLimit = SentLimits.BodyBytes }, request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException e)
        {
            throw SentLimits.Wrong($"The form cannot be read: {e.Message}", $"Send parts called '{ProductPart}' and '{ImagePart}'.");
        }
    }

    private static SentProduct Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SentProduct>(json, ApiJson.Options) ?? throw SentLimits.Wrong($"The part '{ProductPart}' is null.", "Send an object.");
        }
        catch (JsonException e)
        {
            throw SentLimits.Wrong($"Part '{ProductPart}': {JsonFault.Explain<SentProduct>(e)}", "See the API's description at /openapi.json.");
        }
    }

    private static byte[] BytesOf(IFormFile file)
    {
        using var stream = file.OpenReadStream();
        var bytes = new byte[file.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
