using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vitrine.Server.Metrics;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Shops;

/// <summary>
/// Puts a newer state of the store before the requests once it is on the disk: products, words, encodings, another model. It is opened and tried beside the present one, which answers meanwhile and
/// goes when its last request has ended; so no request is lost. A state that cannot be opened yet, such as products that are not indexed, is tried again when its files change.
/// </summary>
internal sealed partial class ShopRefresh(CurrentShop shops, ServerOptions options, ServerMetrics metrics, ILogger<ShopRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Lock oneAtATime = new();
    private StoreStamp seen = shops.Stamp;

    /// <summary>Why the newest state on the disk is not the one that answers, in a sentence; null where it is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Looks at once, and changes over before it returns. Safe to call from several threads.</summary>
    public void Now()
    {
        lock (oneAtATime)
        {
            var stamp = StoreStamp.Of(options.StorePath);
            if (stamp == seen)
                return;
            seen = stamp;
            Change(stamp);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TellPictureProblem();
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Now();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A file went while it was looked at; the next look sees what has become of it.
            }
        }
    }

    private void Change(StoreStamp stamp)
    {
        try
        {
            shops.Replace(OpenShop.Open(options.StorePath, options.Model), stamp);
            Problem = null;
            metrics.Refreshed(isTaken: true);
            Changed(log, options.StorePath);
            TellPictureProblem();
        }
#pragma warning disable CA1031 // Whatever is wrong with a newer state, the one before answers on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Problem = "There is a newer state of the store that cannot be searched yet; the server's log says why.";
            metrics.Refreshed(isTaken: false);
            NotChanged(log, options.StorePath, e.Message);
        }
    }

    private void TellPictureProblem()
    {
        using var shop = shops.Use();
        if (shop.PictureProblem is { } problem)
            NoPictures(log, options.StorePath, problem);
    }

    [LoggerMessage(LogLevel.Warning, "{Store} cannot be searched by pictures: {Reason}")]
    private static partial void NoPictures(ILogger logger, string store, string reason);

    [LoggerMessage(LogLevel.Information, "{Store} has changed and is served as it is now")]
    private static partial void Changed(ILogger logger, string store);

    [LoggerMessage(LogLevel.Warning, "{Store} has changed and is served as it was before: {Reason}")]
    private static partial void NotChanged(ILogger logger, string store, string reason);
}
