using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Search.Log;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Logging;

/// <summary>Writes down what is asked, where the shop wants it, behind the answers: nobody waits for the disk. Where it cannot keep up, queries are left out.</summary>
internal sealed partial class QueryNotes(ServerOptions options, ILogger<QueryNotes> log) : BackgroundService
{
    private const int MostWaiting = 4_096;

    private readonly Channel<LoggedQuery> waiting = Channel.CreateBounded<LoggedQuery>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>A query that was answered.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="hitIds">The products that are shown.</param>
    /// <param name="total">Products on all pages.</param>
    public void Note(string text, IEnumerable<string> hitIds, long total)
    {
        if (options.LogsQueries)
            waiting.Writer.TryWrite(LoggedQuery.Now(text, hitIds, total));
    }

    /// <summary>Writes down what is waiting before the server ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ends with the channel and not with the token: what was asked is kept.
        await foreach (var query in waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                QueryLog.Append(options.StorePath, query, CancellationToken.None);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                NotWritten(log, options.StorePath, e.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "A query of {Store} could not be written down: {Reason}")]
    private static partial void NotWritten(ILogger logger, string store, string reason);
}
