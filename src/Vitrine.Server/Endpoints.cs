using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Vitrine.Server.Access;
using Vitrine.Server.Description;
using Vitrine.Server.Hosting;
using Vitrine.Server.Mcp;
using Vitrine.Server.Metrics;
using Vitrine.Server.Operation;
using Vitrine.Server.Problems;
using Vitrine.Server.Searching;
using Vitrine.Server.Settings;
using Vitrine.Server.Shops;
using Vitrine.Server.Site;
using Vitrine.Server.Telemetry;

namespace Vitrine.Server;

/// <summary>Everything that the server answers, and what stands before it.</summary>
internal static class Endpoints
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);

    /// <summary>The server, not started.</summary>
    public static WebApplication Build(ServerOptions options, IEnumerable<ListenAddress> addresses, LiveShop shop)
    {
        // Nothing but these options counts: no file or variable of whoever starts it can open another door.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => KestrelRules.Apply(kestrel, addresses));
        AddLogging(builder.Logging);
        builder.Services.AddTelemetryIfAsked(builder.Configuration);
        builder.Services.AddRoutingCore().AddShop(options, shop).AddSingleton<PrometheusText>();
        builder.Services.AddRequestRates(options);
        builder.Services.AddWorkLimit();
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = LongestRequest, TimeoutStatusCode = StatusCodes.Status408RequestTimeout });
        builder.Services.Configure<FormOptions>(form => (form.MultipartBodyLengthLimit, form.ValueCountLimit, form.ValueLengthLimit, form.MemoryBufferThreshold) = (PictureLimits.MostBodyBytes, 16, (int)PictureLimits.MostBodyBytes, int.MaxValue));
        builder.Services.AddApiDescription(options);
        if (options.HasMcp)
            builder.Services.AddShopTools();
        var app = builder.Build();
        app.Services.GetRequiredService<PrometheusText>(); // counts from the first request on
        app.UseBrowserRules();
        app.UseProblems(options);
        app.UseHostCheck(options);
        app.UseRouting();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        Map(app, options);
        return app;
    }

    private static void Map(WebApplication app, ServerOptions options)
    {
        app.MapSite();
        app.MapApiDescription();
        app.MapMetrics().ForReaders();
        ShopEndpoints.Map(app, options);
    }

    // Results go to stdout, logs do not. A service's log is read by programs, a terminal by people.
    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Warning).AddFilter(nameof(Vitrine), LogLevel.Information);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (Console.IsErrorRedirected)
            logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, "O"));
        else
            logging.AddSimpleConsole(simple => simple.SingleLine = true);
    }
}
