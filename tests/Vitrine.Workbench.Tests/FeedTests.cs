using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search;

namespace Vitrine.Workbench.Tests;

/// <summary>A shop whose table comes every night; the whole of it, in large and with its costs, is bench/feeds/run.</summary>
public sealed class FeedTests : IDisposable
{
    private const int Products = 300, Step = Products / 100, Feeds = 5;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Search_AfterEachOfFiveFeeds_FindsExactlyWhatTheTableHas()
    {
        for (var number = 0; number < Products + Feeds * Step; number++)
            WritePhoto(number, number);
        Import(0);
        var model = Training.Run(Shop, "hichnet", new TrainingRequest("") { Epochs = 1 });
        Indexing.Run(Shop, model);
        for (var feed = 1; feed <= Feeds; feed++)
        {
            WritePhoto(Products / 2, 1000 + feed); // another photo under the same name
            var summary = Import(feed);
            Indexing.Run(Shop, model);

            Assert.Equal((Step, Step), (summary.Added, summary.Removed));
            Assert.Equal(Products - Step, summary.Updated + summary.Unchanged);
            Assert.InRange(summary.Updated, 1, Products / 10);
            using var search = ProductSearch.Open(Shop, model);
            Assert.Equal(Rows(feed).Select(row => $"{row.Id} {row.Title}").Order(StringComparer.Ordinal),
                search.ByText("boot", Products * 2).Select(hit => $"{hit.Product.Id} {hit.Product.Title}").Order(StringComparer.Ordinal));
            Assert.Equal(HandShop.PhotoOf(1000 + feed), PhotoOf($"p{Products / 2}"));
        }
    }

    public void Dispose() => folder.Dispose();

    private string Shop => folder.File("shop.vitrine");

    /// <summary>Products feed % onwards, one title in fifty with another edition.</summary>
    private static IEnumerable<(string Id, string Title, int Number)> Rows(int feed) => Enumerable.Range(feed * Step, Products)
        .Select(number => ($"p{number}", $"boot number {number}" + (Edition(number, feed) is > 0 and var edition ? $" edition {edition}" : ""), number));

    private static int Edition(int number, int feed) => feed - (number * 31 + feed) % 50;

    private ImportSummary Import(int feed)
    {
        File.WriteAllLines(folder.File("feed.csv"), Rows(feed).Select(row => $"{row.Id},{row.Title},Shoes,Kind {row.Number % 3}").Prepend("id,title,group,kind"));
        return CatalogueImporter.Import(new ImportOptions
        {
            Table = folder.File("feed.csv"),
            Images = folder.File("photos"),
            Out = Shop,
            Id = "id",
            Title = ["title"],
            Category = ["group", "kind"],
            ImagePattern = "{id}.png",
            Sync = true,
        });
    }

    /// <summary>Its time is long past, so that it is not read at every import for being new.</summary>
    private void WritePhoto(int number, int content)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder.File("photos")).FullName, $"p{number}.png");
        File.WriteAllBytes(path, HandShop.PhotoOf(content));
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddHours(content));
    }

    private byte[] PhotoOf(string id)
    {
        using var store = CatalogueStore.Open(Shop);
        return store.ReadImage(store.Find(id)!.Row);
    }
}
