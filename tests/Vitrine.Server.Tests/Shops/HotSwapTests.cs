using System.Net.Http.Json;
using Vitrine.Catalogue;

namespace Vitrine.Server.Tests.Shops;

/// <summary>A store that changes under a server.</summary>
public sealed class HotSwapTests(ServedShop shop) : IClassFixture<ServedShop>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Store_ThatChangesUnderSearches_IsServedAnewAndNoRequestIsLost()
    {
        using var done = new CancellationTokenSource();
        var searching = Enumerable.Range(0, 3).Select(_ => SearchUntil(done.Token)).ToArray();
        foreach (var round in Enumerable.Range(1, 3))
        {
            Put($"N{round}", $"velvet waistcoat number {round}");
            await Until(async () => (await shop.GetAsync("/health")).Body["note"] is not null); // products are new, their words are not indexed
            Assert.Equal(404, (await shop.GetAsync($"/v1/products/N{round}")).Status);
            SquareShop.Index(shop.Store);
            await Until(async () => (await shop.GetAsync($"/v1/products/N{round}")).Status == 200);
            var (_, found) = await shop.PostAsync("/v1/search", new { text = $"waistcoat number {round}", count = 1 });
            Assert.Equal($"N{round}", (string?)found["hits"]![0]!["id"]);
        }

        await done.CancelAsync();
        foreach (var statuses in await Task.WhenAll(searching))
        {
            Assert.NotEmpty(statuses);
            Assert.All(statuses, status => Assert.Equal(200, status));
        }
    }

    private async Task<List<int>> SearchUntil(CancellationToken done)
    {
        var statuses = new List<int>();
        while (!done.IsCancellationRequested)
        {
            using var response = await shop.Client.PostAsJsonAsync("/v1/search", new { text = "red dress" }, CancellationToken.None);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }

    private void Put(string id, string title)
    {
        using var writer = StoreWriter.Open(shop.Store);
        writer.Put(new ProductData(id, title, ["Clothes", "Waistcoat"]), []);
        writer.Commit();
    }

    private static async Task Until(Func<Task<bool>> isSo)
    {
        var end = DateTime.UtcNow + Patience;
        while (!await isSo())
        {
            Assert.True(DateTime.UtcNow < end, $"It is not so after {Patience.TotalSeconds} seconds.");
            await Task.Delay(50);
        }
    }
}
