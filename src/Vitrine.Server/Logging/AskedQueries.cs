using Vitrine.Search.Log;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Logging;

/// <summary>What was asked in the last month, read anew once a minute at most. Safe to use from several threads.</summary>
internal sealed class AskedQueries(ServerOptions options)
{
    private const int Shown = 20;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1), Back = TimeSpan.FromDays(30);

    private readonly Lock reading = new();
    private (DateTimeOffset Time, QueryReport Report)? last;

    /// <summary>The report; null where queries are not written down.</summary>
    public QueryReport? Report()
    {
        if (!options.LogsQueries)
            return null;
        lock (reading)
        {
            var now = DateTimeOffset.UtcNow;
            if (last is null || now - last.Value.Time > Kept)
                last = (now, QueryReport.Of(options.StorePath, now - Back, Shown));
            return last.Value.Report;
        }
    }
}
