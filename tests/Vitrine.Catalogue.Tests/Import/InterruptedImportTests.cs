namespace Vitrine.Catalogue.Tests.Import;

public class InterruptedImportTests
{
    private const int Products = 12;
    private static readonly ImportPace Fine = new(3, TimeSpan.Zero);

    private sealed class OnReport(Action<ImportProgress, int> action) : IProgress<ImportProgress>
    {
        private int count;

        public int Count => count;

        public void Report(ImportProgress value) => action(value, count++);
    }

    private static TestShop Shop() =>
        new TestShop().WithProducts(Products).WithPhoto("p7.jpg", [1, 2]).WithTable([.. Enumerable.Range(0, Products).Select(TestShop.Row), "x,,,,"]);

    /// <summary>
    /// A killed process leaves the files as they are at that moment, open transactions and all; so do copies of the folder taken
    /// at every report of progress. From each of them the import must reach the very store of an import left in peace.
    /// </summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Import_KilledAtAnyReport_EndsLikeOneLeftInPeace(bool archive, bool again)
    {
        using var shop = Shop();
        var options = archive ? shop.Options with { Images = shop.Tar(gzip: true) } : shop.Options;
        if (again)
        {
            CatalogueImporter.Import(options);
            shop.WithPhoto("p1.jpg", TestShop.Photo(77)).WithTable([.. Enumerable.Range(1, Products).Select(TestShop.Row), "p0,New,Men,Other,"]);
        }

        var crashes = new List<string>();
        var whole = CatalogueImporter.Import(options, new OnReport((_, number) =>
        {
            var copy = shop.File($"crash{number}");
            CopyFolder(shop.Store, copy);
            crashes.Add(copy);
        }), null, Fine, default);
        var expected = StoreContent.Of(shop.Store);
        Assert.True(crashes.Count > 2 * Products);
        var untidy = shop.File("untidy");
        CopyFolder(crashes[^1], untidy);
        foreach (var crash in crashes)
        {
            var summary = CatalogueImporter.Import(options with { Out = crash });
            Assert.Equal(expected, StoreContent.Of(crash));
            Assert.Equal(Counts(whole), Counts(summary));
        }

        // Killed between publishing and tidying up: the finished store with the staging of the last moment still there.
        foreach (var staging in Directory.EnumerateFiles(untidy, "import.db*"))
            File.Copy(staging, Path.Combine(shop.Store, Path.GetFileName(staging)));
        Assert.Equal(Counts(whole), Counts(CatalogueImporter.Import(options)));
        Assert.Equal(expected, StoreContent.Of(shop.Store));
        Assert.Empty(Directory.EnumerateFiles(shop.Store, "import.db*"));

        static (long, long, long, long, long, long) Counts(ImportSummary summary) =>
            (summary.Rows, summary.Added, summary.Updated, summary.Unchanged, summary.Skipped, summary.Kept);
    }

    [Fact]
    public void Import_CancelledAndStartedAgain_DoesNotReadPhotosTwice()
    {
        using var shop = Shop();
        using var cancel = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => CatalogueImporter.Import(shop.Options, new OnReport((progress, _) =>
        {
            if (progress is { Stage: ImportStage.Photos, Done: >= 6 })
                cancel.Cancel();
        }), null, Fine, cancel.Token));
        using (var before = CatalogueStore.Open(shop.Store))
            Assert.Equal(0, before.Count);
        var first = new List<ImportProgress>();
        CatalogueImporter.Import(shop.Options, new OnReport((progress, _) => first.Add(progress)), null, Fine, default);
        Assert.Equal((ImportStage.Photos, 6L), (first[0].Stage, first[0].Done));
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal((Products, Products - 1), (store.Count, store.Products().Count(product => product.Photos == 1)));
    }

    [Fact]
    public void Import_InterruptedAndThenTheTableChanged_StartsAnew()
    {
        using var shop = Shop();
        Assert.Throws<TimeoutException>(() => CatalogueImporter.Import(shop.Options, new OnReport((progress, _) =>
        {
            if (progress is { Stage: ImportStage.Publish, Done: 5 })
                throw new TimeoutException();
        }), null, Fine, default));
        shop.WithTable(TestShop.Row(5), TestShop.Row(3));
        CatalogueImporter.Import(shop.Options);
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(["p5", "p3"], store.Products().Select(product => product.Id));
        Assert.Equal(TestShop.Photo(3), store.ReadImage(1));
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var target = File.Create(Path.Combine(to, Path.GetFileName(file)));
            source.CopyTo(target);
        }
    }
}
