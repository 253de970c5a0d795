using Vitrine.Catalogue;
using Vitrine.Search.Live;
using Vitrine.Search.Shop;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Shops;

/// <summary>
/// A shop whose products this server may write. From the first write on it is the store's only writer, and puts each state before the requests as it makes it; until then others may write the store,
/// whose files are looked at. Safe to use from several threads.
/// </summary>
internal sealed class LiveShop : IAsyncDisposable
{
    private readonly Lock opening = new(), showing = new();
    private readonly ServerOptions options;
    private CurrentShop? shops;
    private Task<ShopWriter>? writer;
    private bool isClosed;

    private LiveShop(ServerOptions options)
    {
        this.options = options;
        // What a server that was killed had acknowledged is searched from the first request on.
        if (options is { Token: not null, IsReadOnly: false } && ShopWriter.HasLeft(options.StorePath))
            WriterAsync().GetAwaiter().GetResult();
        else
            shops = CurrentShop.Open(options);
    }

    /// <summary>What requests are answered from.</summary>
    public CurrentShop Shops => shops!;

    /// <summary>Writes products. Who asks first opens the store for it, on a thread of its own: hundreds who ask meanwhile must not take all threads from those who search.</summary>
    /// <exception cref="CatalogueException">Another process is writing the store.</exception>
    public Task<ShopWriter> WriterAsync()
    {
        lock (opening)
        {
            if (writer is null or { IsFaulted: true })
                writer = Task.Factory.StartNew(OpenWriter, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return writer;
        }
    }

    /// <summary>Opens a store and tries it.</summary>
    /// <exception cref="UsageException">No store, not indexed, or no such model.</exception>
    /// <exception cref="CatalogueException">A server that was killed left changes, and another process is writing the store.</exception>
    public static LiveShop Open(ServerOptions options) => new(options);

    /// <summary>Leaves the store as one that nobody is writing.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (showing)
        {
            isClosed = true;
            Shops.Dispose();
        }

        if (writer is null)
            return;
        await Task.WhenAny(writer); // one that could not be opened has told who asked
        if (writer.IsCompletedSuccessfully)
            await (await writer).DisposeAsync();
    }

    private ShopWriter OpenWriter() =>
        ShopWriter.Open(options.StorePath, ShopCard.ModelOf(options.StorePath, options.Model), options.Model ?? ShopCard.Read(options.StorePath)?.ModelForPictures, Show);

    private void Show(ShopSearch state)
    {
        lock (showing)
        {
            if (isClosed)
                state.Dispose();
            else if (shops is null)
                shops = CurrentShop.Of(OpenShop.Tried(state));
            else
                shops.Replace(state);
        }
    }
}
