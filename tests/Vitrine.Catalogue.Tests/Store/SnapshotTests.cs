using Microsoft.Data.Sqlite;
using Vitrine.Catalogue.Tests.Import;

namespace Vitrine.Catalogue.Tests.Store;

/// <summary>What a store shows while and after somebody else writes it.</summary>
public class SnapshotTests
{
    private const int Products = 40;

    /// <summary>Everything a store can be asked, as text.</summary>
    private static List<string> Everything(CatalogueStore store) =>
    [
        $"{store.Count} {store.DataHash} {store.SplitHash} {store.LastImport!.Rows} {store.Tree.Count} {store.Tree.Depth}",
        .. Enumerable.Range(0, store.Count).Select(row => Text(store, store[row])),
        .. store.Products().Select(product => Text(store, product)),
        .. store.Titles(),
        .. store.TitlesOf([3, 1, 2]),
        .. Enumerable.Range(0, store.Count).Select(row => $"{store.Categories[row]} {store.Parts[row]} {store.PhotoOf(row)} {Convert.ToHexString(store.ReadImage(row))}"),
        .. store.FindByTitle("shirt red hat", 100).Select(hit => $"{hit.Row} {hit.Score:R}"),
        store.Find("p5")!.Title,
        .. store.Report().Select(bad => bad.ToString()),
    ];

    private static string Text(CatalogueStore store, Product product) =>
        $"{product.Row} {product.Id} {product.Title} {product.Part} {string.Join('/', store.Tree.Path(product.Category))} {string.Join(';', product.Attributes.Select(a => $"{a.Key}={string.Join('+', a.Value)}"))}";

    private static TestShop Shop()
    {
        var shop = new TestShop().WithProducts(Products).WithTable([.. Enumerable.Range(0, Products).Select(TestShop.Row), "bad,,,,"]);
        CatalogueImporter.Import(shop.Options);
        return shop;
    }

    /// <summary>Every product renamed, moved to new categories and given a new photo; some new ones; another report.</summary>
    private static void ChangeEverything(TestShop shop, int round = 0)
    {
        for (var i = 0; i < Products + 10; i++)
            shop.WithPhoto($"p{i}.jpg", TestShop.Photo(100 + i + 50 * round, 6, 6));
        shop.WithTable([.. Enumerable.Range(0, Products + 10).Select(i => $"p{i},Hat {round} no {i},Women {round},Other {i}/{round},Green"), "worse,,,,", "worst,,,,"]);
        CatalogueImporter.Import(shop.Options);
    }

    [Fact]
    public void OpenStore_AfterAReimport_ShowsTheStateOfItsOpening()
    {
        using var shop = Shop();
        using var untouched = CatalogueStore.Open(shop.Store);
        using var store = CatalogueStore.Open(shop.Store);
        var before = Everything(store);
        ChangeEverything(shop);
        Assert.Equal(before, Everything(store));
        // One that was asked nothing before the import, too: nothing may be read late from the new state.
        Assert.Equal(before, Everything(untouched));
        using var after = CatalogueStore.Open(shop.Store);
        Assert.Equal(Products + 10, after.Count);
        Assert.Equal("Hat 0 no 5", after.Find("p5")!.Title);
        Assert.Equal(2, after.Report().Count());
    }

    [Fact]
    public async Task OpenStore_ReadByManyThreadsWhileImportsArePublished_IsOfOneState()
    {
        using var shop = Shop();
        using var store = CatalogueStore.Open(shop.Store);
        var before = Everything(store);
        var published = false;
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var rounds = 0;
            do
            {
                Assert.Equal(before, Everything(store));
                // Whatever is opened meanwhile is of one state as well: its rows are what its own counts say.
                using var fresh = CatalogueStore.Open(shop.Store);
                Assert.Equal(fresh.Count, fresh.Products().Count());
                Assert.All(fresh.Products(), product => Assert.InRange(product.Category, 0, fresh.Tree.Count - 1));
                rounds++;
            }
            while (!Volatile.Read(ref published));
            return rounds;
        }, TestContext.Current.CancellationToken)).ToArray();
        for (var round = 1; round <= 3; round++)
            ChangeEverything(shop, round);
        Volatile.Write(ref published, true);
        Assert.All(await Task.WhenAll(readers), rounds => Assert.True(rounds > 0));
    }

    [Fact]
    public void Enumeration_BegunBeforeAReimport_EndsInItsState()
    {
        using var shop = Shop();
        using var store = CatalogueStore.Open(shop.Store);
        using var products = store.Products().GetEnumerator();
        Assert.True(products.MoveNext());
        ChangeEverything(shop);
        var titles = new List<string> { products.Current.Title };
        while (products.MoveNext())
            titles.Add(products.Current.Title);
        Assert.Equal(Products, titles.Count);
        Assert.All(titles, title => Assert.StartsWith("Shirt number", title));
    }

    [Fact]
    public void OpenStore_WhoseFolderIsDeleted_GoesOn()
    {
        using var shop = Shop();
        using var store = CatalogueStore.Open(shop.Store);
        var before = Everything(store);
        Directory.Delete(shop.Store, recursive: true);
        Assert.Equal(before, Everything(store));
    }

    [Fact]
    public void Store_BesideAWriterAtWork_OpensAndCanBeCopied()
    {
        using var shop = Shop();
        using var writer = StoreWriter.Open(shop.Store);
        writer.Put(new ProductData("p0", "Changed", ["New"]), TestShop.Photo(77));
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal("Shirt number 0 red", store[0].Title);
        var copy = Directory.CreateDirectory(shop.File("copy")).FullName;
        foreach (var name in (string[])["catalogue.db", "photos.pack"])
            File.Copy(Path.Combine(shop.Store, name), Path.Combine(copy, name));
        Assert.Equal(StoreContent.Of(shop.Store), StoreContent.Of(copy));
    }

    [Fact]
    public void Store_LockedByAnotherProgram_IsReadAllTheSame()
    {
        using var shop = Shop();
        var expected = StoreContent.Of(shop.Store);
        using var other = Connect(shop);
        Execute(other, "BEGIN EXCLUSIVE");
        Assert.Equal(expected, StoreContent.Of(shop.Store));
    }

    [Fact]
    public void Store_BeingChangedByAnotherProgram_IsRefusedWithAReason()
    {
        using var shop = Shop();
        using (var other = Connect(shop))
        {
            Execute(other, "BEGIN EXCLUSIVE; UPDATE product SET title = 'x'");
            var refused = Assert.Throws<CatalogueException>(() => CatalogueStore.Open(shop.Store));
            Assert.Contains("catalogue.db-journal' shows that another program is changing", refused.Message);
            Assert.Throws<CatalogueException>(() => CatalogueImporter.Import(shop.Options));
        }

        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal("Shirt number 0 red", store[0].Title);
    }

    [Fact]
    public void Store_DamagedInTheMiddle_SaysSoAndNothingElse()
    {
        using var shop = Shop();
        var path = Path.Combine(shop.Store, "catalogue.db");
        var whole = File.ReadAllBytes(path);
        var failures = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var damaged = whole.ToArray();
            new Random(seed).NextBytes(damaged.AsSpan(seed * (whole.Length - 3000) / 61, 3000));
            File.WriteAllBytes(path, damaged);
            try
            {
                using var store = CatalogueStore.Open(shop.Store);
                _ = (store.Products().Count(), store.Titles().Count(), store.FindByTitle("red shirt", 9), store.Report().Count(), store.Parts, store[7]);
            }
            catch (CatalogueException e)
            {
                Assert.NotNull(e.Hint);
                failures++;
            }
        }

        Assert.InRange(failures, 20, 60);
    }

    [Fact]
    public void ReadImage_PackGone_SaysWhatIsMissing()
    {
        using var shop = Shop();
        File.Delete(Path.Combine(shop.Store, "photos.pack"));
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(Products, store.Products().Count());
        Assert.Contains("has no photos.pack", Assert.Throws<CatalogueException>(() => store.ReadImage(0)).Message);
    }

    [Fact]
    public void Dispose_ThenRead_SaysItIsClosed()
    {
        using var shop = Shop();
        var store = CatalogueStore.Open(shop.Store);
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store[0]);
    }

    private static SqliteConnection Connect(TestShop shop)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(shop.Store, "catalogue.db"), Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
