using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Vitrine.Server.Site;

/// <summary>The page for people.</summary>
internal static class SiteEndpoints
{
    private const string Start = "index.html";

    public static void MapSite(this IEndpointRouteBuilder everybody)
    {
        var files = new PageFiles();
        everybody.MapGet("/", context => Send(context, files.Find(Start))).ExcludeFromDescription();
        everybody.MapGet("/page/{**path}", (HttpContext context, string? path) => Send(context, files.Find(path ?? ""))).ExcludeFromDescription();
    }

    private static Task Send(HttpContext context, PageFile? file)
    {
        if (file is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.Headers.CacheControl = "no-cache"; // asked for again each time, and by its tag not sent again
        return Results.Bytes(file.Bytes, file.MediaType, entityTag: EntityTagHeaderValue.Parse(file.Tag)).ExecuteAsync(context);
    }
}
