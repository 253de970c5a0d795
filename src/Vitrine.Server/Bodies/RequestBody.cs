using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vitrine.Server.Problems;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Bodies;

/// <summary>Reads what a request carries.</summary>
internal static class RequestBody
{
    /// <summary>A body of JSON.</summary>
    /// <exception cref="ProblemException">It is not called JSON, is none, or is not of this form.</exception>
    public static async Task<T> ReadJsonAsync<T>(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            throw new ProblemException(ProblemKind.WrongMediaType, $"The body is called '{request.ContentType}'.", "Send JSON with 'Content-Type: application/json'.");
        return await ReadAnyJsonAsync<T>(request);
    }

    /// <summary>A body of JSON, whatever it is called.</summary>
    /// <exception cref="ProblemException">It is none, or is not of this form.</exception>
    public static Task<T> ReadAnyJsonAsync<T>(HttpRequest request) =>
        Read(async () => await JsonSerializer.DeserializeAsync<T>(request.Body, ApiJson.Options, request.HttpContext.RequestAborted));

    /// <summary>JSON that was read before.</summary>
    /// <exception cref="ProblemException">It is not of this form.</exception>
    public static T Read<T>(JsonElement json) => Read(() => Task.FromResult(json.Deserialize<T>(ApiJson.Options))).GetAwaiter().GetResult();

    private static async Task<T> Read<T>(Func<Task<T?>> read)
    {
        try
        {
            return await read() ?? throw new ProblemException(ProblemKind.BadRequest, "The body is null; an object is expected.", "Send an object.");
        }
        catch (JsonException e)
        {
            throw new ProblemException(ProblemKind.BadRequest, JsonFault.Explain<T>(e), "See the API's description at /openapi.json.");
        }
    }
}
