using Microsoft.AspNetCore.Http;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Problems;

/// <summary>Why a request was not answered, as RFC 9457 writes it.</summary>
/// <param name="Type">A path that names the kind and stays the same: "/problems/unknown-product".</param>
/// <param name="Title">The kind in a few words, the same for all of a kind.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Detail">What was found, where, and what was expected.</param>
/// <param name="Hint">What to do about it.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Hint) : IResult
{
    /// <summary>The media type of RFC 9457.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>A kind of problem and this case of it.</summary>
    public static Problem Of(ProblemKind kind, string detail, string hint) => new($"/problems/{kind.Name}", kind.Title, kind.Status, detail, hint);

    /// <summary>Answers a request with it.</summary>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.Headers.CacheControl = "no-store";
        return httpContext.Response.WriteAsJsonAsync(this, ApiJson.Options, MediaType, httpContext.RequestAborted);
    }
}
