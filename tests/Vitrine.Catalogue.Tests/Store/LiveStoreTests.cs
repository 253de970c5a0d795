using Vitrine.Catalogue.Tests.Import;

namespace Vitrine.Catalogue.Tests.Store;

/// <summary>A store that is written while it is read, and what is left of it when its process ends at any moment.</summary>
public sealed class LiveStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public LiveStoreTests()
    {
        using var writer = StoreWriter.Open(Store);
        for (var number = 0; number < 5; number++)
            writer.Put(Product($"p{number}", $"dress {number}"), TestShop.Photo(number));
        writer.Commit();
    }

    private string Store => folder.File("shop.vitrine");

    [Fact]
    public void Snapshot_AfterCommit_ShowsWhatWasWritten_AndAnEarlierOneDoesNot()
    {
        using var live = LiveStore.Open(Store);
        using var before = live.Snapshot();
        Assert.Equal(Change.Added, live.Put(Product("new", "red boots") with { CategoryPath = ["Shoes"] }, [PreparedPhoto.Of(TestShop.Photo(9))]));
        Assert.Equal(Change.Updated, live.Put(Product("p1", "green dress"), null));
        Assert.True(live.Remove("p2"));
        live.Commit();
        using var after = live.Snapshot();

        Assert.Equal(["p0", "p1", "p2", "p3", "p4"], before.Products().Select(product => product.Id));
        Assert.Equal("dress 1", before.Find("p1")!.Title);
        Assert.Equal(["new", "p0", "p1", "p3", "p4"], after.RowsById.Select(row => after[row].Id));
        Assert.Equal(TestShop.Photo(9), after.ReadImage(after.Find("new")!.Row));
        Assert.Equal(TestShop.Photo(1), after.ReadImage(after.Find("p1")!.Row));
        Assert.Equal(["Shoes"], after.Tree.Path(after.Categories[after.Find("new")!.Row]));
        Assert.NotEqual(before.DataHash, after.DataHash);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Snapshot_AfterAnyChanges_IsWhatAWriterMakesOfThem(int seed)
    {
        var (random, other) = (new Random(seed), folder.File("other.vitrine"));
        using (var live = LiveStore.Open(Store))
        using (var writer = StoreWriter.Open(other))
        {
            for (var number = 0; number < 5; number++)
                writer.Put(Product($"p{number}", $"dress {number}"), TestShop.Photo(number));
            for (var step = 0; step < 60; step++)
            {
                var id = $"p{random.Next(12)}";
                if (random.Next(3) == 0)
                {
                    Assert.Equal(writer.Remove(id), live.Remove(id));
                }
                else
                {
                    var product = Product(id, $"dress {random.Next(4)}") with { CategoryPath = ["Women", $"Kind {random.Next(3)}"], FurtherCategories = random.Next(2) == 0 ? [] : [["Sale"]] };
                    int[] photos = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(20))];
                    Assert.Equal(writer.Put(product, [.. photos.Select(photo => TestShop.Photo(photo))]), live.Put(product, [.. photos.Select(photo => PreparedPhoto.Of(TestShop.Photo(photo)))]));
                }

                if (random.Next(4) > 0)
                    continue;
                live.Commit();
                live.Snapshot().Dispose();
            }

            live.Commit();
            writer.Commit();
            using var snapshot = live.Snapshot();
            using var expected = CatalogueStore.Open(other);
            AssertSame(expected, snapshot);
        }

        using (var left = LiveStore.Open(Store))
        {
            using var expected = CatalogueStore.Open(other);
            using var snapshot = left.Snapshot();
            AssertSame(expected, snapshot);
            using (var fold = left.BeginFold())
                fold.Run(TestContext.Current.CancellationToken);
            using var folded = CatalogueStore.Open(Store);
            AssertSame(expected, folded);
            Assert.Equal((expected.DataHash, expected.SplitHash, expected.RowsHash), (folded.DataHash, folded.SplitHash, folded.RowsHash));
        }
    }

    [Fact]
    public void Open_AfterCommitWithoutFold_HasIt_AndAnyWriterTakesItIn()
    {
        using (var live = LiveStore.Open(Store))
        {
            live.Put(Product("kept", "blue scarf"), [PreparedPhoto.Of(TestShop.Photo(7))]);
            live.Commit();
            live.Put(Product("lost", "blue scarf"), []);
        }

        using (var store = CatalogueStore.Open(Store))
            Assert.Equal(5, store.Count);
        using (var writer = StoreWriter.Open(Store))
            writer.Commit();
        using var after = CatalogueStore.Open(Store);
        Assert.Null(after.Find("lost"));
        Assert.Equal(TestShop.Photo(7), after.ReadImage(after.Find("kept")!.Row));
        Assert.Empty(Directory.EnumerateFiles(Store, "changes-*"));
    }

    [Fact]
    public void Open_JournalCutAnywhere_HasTheChangesBeforeTheCut()
    {
        using (var live = LiveStore.Open(Store))
        {
            for (var number = 0; number < 3; number++)
            {
                live.Put(Product($"n{number}", $"scarf {number}"), []);
                live.Commit();
            }
        }

        var journal = Assert.Single(Directory.GetFiles(Store, "changes-*"));
        var bytes = File.ReadAllBytes(journal);
        var known = 0;
        for (var length = 0; length <= bytes.Length; length += 7)
        {
            foreach (var file in Directory.GetFiles(Store, "changes-*"))
                File.Delete(file);
            File.WriteAllBytes(journal, bytes[..length]);
            using var live = LiveStore.Open(Store);
            Assert.InRange(live.Count - 5, known, known + 1);
            known = live.Count - 5;
            Assert.All(Enumerable.Range(0, known), number => Assert.Equal($"scarf {number}", live.Find($"n{number}")!.Title));
        }

        Assert.True(known >= 2);
    }

    [Fact]
    public void Put_WhileAFoldRuns_IsKept()
    {
        using (var live = LiveStore.Open(Store))
        {
            live.Put(Product("before", "scarf"), [PreparedPhoto.Of(TestShop.Photo(7))]);
            live.Commit();
            using (var fold = live.BeginFold())
            {
                live.Put(Product("meanwhile", "hat"), [PreparedPhoto.Of(TestShop.Photo(8))]);
                live.Commit();
                fold.Run(TestContext.Current.CancellationToken);
            }

            Assert.Equal(1, live.Unfolded);
        }

        using var again = LiveStore.Open(Store);
        using var snapshot = again.Snapshot();
        Assert.Equal(TestShop.Photo(7), snapshot.ReadImage(snapshot.Find("before")!.Row));
        Assert.Equal(TestShop.Photo(8), snapshot.ReadImage(snapshot.Find("meanwhile")!.Row));
    }

    [Fact]
    public void Open_WhileAnotherWrites_SaysSo()
    {
        using var live = LiveStore.Open(Store);
        Assert.Contains("being written", Assert.Throws<CatalogueException>(() => LiveStore.Open(Store)).Message, StringComparison.Ordinal);
        Assert.Contains("being written", Assert.Throws<CatalogueException>(() => StoreWriter.Open(Store)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_AfterPut_GivesBackAllOfIt()
    {
        using var live = LiveStore.Open(Store);
        var product = Product("p1", "Café dress") with
        {
            FurtherCategories = [["Sale", "Summer"]],
            Numbers = new Dictionary<string, double> { ["price"] = 19.9 },
            Description = "Long.",
            Variants = [new Variant("p1-s", ProductData.Single([new("size", "S")]), new Dictionary<string, double> { ["price"] = 18 })],
            Group = "g",
        };
        live.Put(product, null);
        Assert.Equivalent(product, live.Find("p1"), strict: true);
        Assert.Null(live.Find("none"));
    }

    public void Dispose() => folder.Dispose();

    private static ProductData Product(string id, string title) => new(id, title, ["Women", "Dress"]) { Attributes = ProductData.Single([new("colour", "Red")]) };

    private static void AssertSame(CatalogueStore expected, CatalogueStore actual)
    {
        Assert.Equal(expected.Products().Select(product => (product.Id, product.Title, product.Category, product.Photos)), actual.Products().Select(product => (product.Id, product.Title, product.Category, product.Photos)));
        Assert.Equal(expected.Titles(), actual.Titles());
        Assert.Equal(expected.CategoryPaths, actual.CategoryPaths);
        Assert.Equal(expected.Categories, actual.Categories);
        Assert.Equal(expected.RowsById, actual.RowsById);
        for (var row = 0; row < expected.Count; row++)
        {
            Assert.Equal(expected.DigestOf(row), actual.DigestOf(row));
            Assert.Equal(expected.PhotosOf(row).ToArray().Select(expected.ReadPhoto), actual.PhotosOf(row).ToArray().Select(actual.ReadPhoto));
        }

        var (one, other) = (expected.RowsUnder(path => path[0] == "Sale"), actual.RowsUnder(path => path[0] == "Sale"));
        Assert.All(Enumerable.Range(0, expected.Count), row => Assert.Equal(one(row), other(row)));
    }
}
