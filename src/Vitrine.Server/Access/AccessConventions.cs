using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Vitrine.Server.Access;

/// <summary>Says of an endpoint who may use it. One that says nothing is open to all.</summary>
internal static class AccessConventions
{
    /// <summary>For readers: needs the token where readers are asked for it.</summary>
    public static TBuilder ForReaders<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithCheck((access, request) => access.CheckReader(request));

    /// <summary>For writers: needs the token, and a server that is not read-only.</summary>
    public static TBuilder ForWriters<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithCheck((access, request) => access.CheckWriter(request));

    private static TBuilder WithCheck<TBuilder>(this TBuilder endpoint, Action<ClientAccess, HttpRequest> check)
        where TBuilder : IEndpointConventionBuilder => endpoint.AddEndpointFilter(async (context, next) =>
    {
        check(context.HttpContext.RequestServices.GetRequiredService<ClientAccess>(), context.HttpContext.Request);
        return await next(context);
    });
}
