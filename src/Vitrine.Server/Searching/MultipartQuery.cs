using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vitrine.Server.Bodies;
using Vitrine.Server.Problems;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Searching;

/// <summary>A query in parts: 'query' is JSON as /v1/search takes it, each 'image' a file. What a page's form sends.</summary>
internal static class MultipartQuery
{
    public const string MediaType = "multipart/form-data";

    private const string QueryPart = "query", ImagePart = "image";

    /// <exception cref="ProblemException">The parts are others, or what is in them is no query.</exception>
    public static async Task<SearchRequest> ReadAsync(HttpRequest request)
    {
        var form = await FormOf(request);
        if ((form.Keys.FirstOrDefault(name => name != QueryPart) ?? form.Files.FirstOrDefault(file => file.Name != ImagePart)?.Name) is { } strange)
            throw new ProblemException(ProblemKind.BadRequest, $"There is a part '{Cut(strange)}'.", $"Send a part '{QueryPart}' with JSON, and parts '{ImagePart}' with files.");
        var query = form[QueryPart].ToString() is { Length: > 0 } json ? RequestBody.Read<SearchRequest>(Parse(json)) : new SearchRequest();
        return query with { Images = [.. query.Images ?? [], .. form.Files.Select(BytesOf)] };
    }

    private static async Task<IFormCollection> FormOf(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new ProblemException(ProblemKind.BadRequest, "The parts of the body cannot be told apart, are too many, or end too early.", $"Send {MediaType} as browsers do.");
        }
    }

    private static JsonElement Parse(string json)
    {
        try
        {
            return JsonElement.Parse(Encoding.UTF8.GetBytes(json), new JsonDocumentOptions { MaxDepth = ApiJson.Options.MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new ProblemException(ProblemKind.BadRequest, $"The part '{QueryPart}': {JsonFault.Explain<SearchRequest>(e)}", "See the API's description at /openapi.json.");
        }
    }

    private static byte[] BytesOf(IFormFile file)
    {
        var bytes = new byte[file.Length];
        using var stream = file.OpenReadStream();
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Cut(string name) => name.Length <= 60 ? name : name[..60] + "…";
}
