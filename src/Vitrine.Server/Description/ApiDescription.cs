using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using Vitrine.Server.Access;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Description;

/// <summary>The API described for programs (<c>/openapi.json</c>) and for people (<c>/docs</c>).</summary>
internal static class ApiDescription
{
    private const string Bearer = "bearer", Document = "v1";

    public static void AddApiDescription(this IServiceCollection services, ServerOptions options)
    {
        services.Configure<JsonOptions>(json => json.SerializerOptions.PropertyNamingPolicy = ApiJson.Options.PropertyNamingPolicy);
        services.AddOpenApi(Document, api => api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Vitrine", Version = Document, Description = "Finds products of a shop by words, by pictures, and by pictures that words change." };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, Description = $"The token that the server was started with. {(options.IsTokenForReads ? "All of /v1 needs it." : "Changes need it.")}" },
            };
            return Task.CompletedTask;
        }));
    }

    public static void MapApiDescription(this IEndpointRouteBuilder everybody)
    {
        everybody.MapOpenApi("/openapi.json");
        everybody.MapScalarApiReference("/docs", (page, context) => page
            .WithTitle("Vitrine's API")
            .WithOpenApiRoutePattern("/openapi.json")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .WithNonce(BrowserRules.AllowNonce(context)));
    }
}
