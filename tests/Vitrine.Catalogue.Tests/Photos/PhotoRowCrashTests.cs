using Vitrine.Catalogue.Features;

namespace Vitrine.Catalogue.Tests.Photos;

/// <summary>Rows that are kept of photos survive what happens to files and processes.</summary>
public sealed class PhotoRowCrashTests : IDisposable
{
    private const int Products = 5;

    private readonly PhotoShop shop = new();

    public void Dispose() => shop.Dispose();

    private string Rows => shop.File("features", "counting", "v1.rows");

    private string Keys => shop.File("features", "counting", "v1.keys");

    private string Memo => shop.File("features", "counting", "v1.json");

    [Theory]
    [InlineData("rows")]
    [InlineData("keys")]
    [InlineData("json")]
    public void Open_FileCutAtAnyByte_KeepsWhatIsWhole(string ending)
    {
        shop.Fill(Products);
        var expected = Read(new CountingExtractor());
        var path = shop.File("features", "counting", $"v1.{ending}");
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            var extractor = new CountingExtractor();

            Assert.Equal(expected, Read(extractor));
            Assert.Equal(ending == "json" ? 0 : Products - length / (whole.Length / Products), extractor.Photos);
            Assert.Equal(whole, File.ReadAllBytes(path));
        }
    }

    [Theory]
    [InlineData("rows")]
    [InlineData("keys")]
    [InlineData("json")]
    public void Open_FileMissing_ComputesWhatItHeld(string ending)
    {
        shop.Fill(Products);
        var expected = Read(new CountingExtractor());
        File.Delete(shop.File("features", "counting", $"v1.{ending}"));
        var extractor = new CountingExtractor();

        Assert.Equal(expected, Read(extractor));
        Assert.Equal(ending == "json" ? 0 : Products, extractor.Photos);
    }

    // What a crash between the flushes can leave: rows without keys, garbage behind the keys.
    [Fact]
    public void Open_RowsAndGarbageBehindTheLastKey_AreCutOff()
    {
        shop.Fill(Products);
        var expected = Read(new CountingExtractor());
        var (rows, keys) = (File.ReadAllBytes(Rows), File.ReadAllBytes(Keys));
        File.WriteAllBytes(Rows, [.. rows, .. rows[..30]]);
        File.WriteAllBytes(Keys, [.. keys, .. new byte[100]]);
        File.Delete(Memo);
        Assert.Equal(expected, Read(new CountingExtractor()));

        shop.Put((Products, Products));
        var extractor = new CountingExtractor();
        Assert.Equal([.. expected, .. extractor.Of(Products)], Read(extractor));
        Assert.Equal(1, extractor.Photos);
    }

    [Fact]
    public void Open_KeyOfGarbage_EndsTheRowsThatCount()
    {
        shop.Fill(Products);
        var expected = Read(new CountingExtractor());
        var keys = File.ReadAllBytes(Keys);
        keys[4 * 24 + 3] ^= 1; // of the fifth
        File.WriteAllBytes(Keys, keys);
        var extractor = new CountingExtractor();

        Assert.Equal(expected, Read(extractor));
        Assert.Equal(Products - 4, extractor.Photos);
    }

    [Fact]
    public void Read_RowWithAFlippedBit_SaysWhichFileIsDamaged()
    {
        shop.Fill(Products);
        Read(new CountingExtractor());
        var rows = File.ReadAllBytes(Rows);
        rows[50] ^= 1; // of the third
        File.WriteAllBytes(Rows, rows);

        var e = Assert.Throws<CatalogueException>(() => Read(new CountingExtractor()));

        Assert.Contains("v1.rows is damaged at row 2", e.Message);
        Assert.Contains("Delete the folder", e.Hint);
    }

    [Fact]
    public void Open_Cancelled_KeepsWhatWasComputedAndGoesOn()
    {
        shop.Fill(600);
        using (var store = shop.Open())
        using (var cancellation = new CancellationTokenSource())
        {
            var cancel = new Steps(cancellation.Cancel);
            Assert.ThrowsAny<OperationCanceledException>(() => FeatureTable.Open(store, new CountingExtractor(), cancel, cancellation.Token));
        }

        var extractor = new CountingExtractor();
        Assert.Equal(extractor.Of(Enumerable.Range(0, 600)), Read(extractor));
        Assert.Equal(600 - 256, extractor.Photos);
    }

    [Fact]
    public void Open_PhotoThatCannotBeDecoded_NamesTheProductAndKeepsTheRest()
    {
        shop.Fill(300);
        shop.BreakLastPhoto(299);

        var e = Assert.Throws<BadDataException>(() => Read(new CountingExtractor()));

        Assert.Contains("'p299'", e.Message);
        shop.Put((299, 0)); // the product gets another photo
        var extractor = new CountingExtractor();
        Read(extractor);
        Assert.Equal(299 - 256, extractor.Photos);
    }

    [Fact]
    public void Open_TwoAtOnce_ComputeEveryPhotoOnce()
    {
        shop.Fill(600);
        var (one, two) = (new CountingExtractor { Before = _ => Thread.Yield() }, new CountingExtractor { Before = _ => Thread.Yield() });
        float[][] found = [[], []];

        Parallel.Invoke(() => found[0] = Read(one), () => found[1] = Read(two));

        Assert.Equal(600, one.Photos + two.Photos);
        Assert.Equal(one.Of(Enumerable.Range(0, 600)), found[0]);
        Assert.Equal(found[0], found[1]);
    }

    [Fact]
    public void Open_WhileAnotherComputes_CanBeCancelled()
    {
        shop.Fill(Products);
        Read(new CountingExtractor());
        shop.Put((Products, Products));
        using var held = new FileStream(shop.File("features", "counting", "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var store = shop.Open();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));

        Assert.ThrowsAny<OperationCanceledException>(() => FeatureTable.Open(store, new CountingExtractor(), null, cancellation.Token));
    }

    [Fact]
    public void Read_WhileRowsAreAppended_GoesOnServingItsOwn()
    {
        shop.Fill(Products);
        using var store = shop.Open();
        using var table = FeatureTable.Open(store, new CountingExtractor());
        shop.Put((0, 20), (Products, 21));
        Read(new CountingExtractor());
        Read(new CountingExtractor(version: "2")); // deletes the files

        using var features = table.Gather([.. Enumerable.Range(0, Products)]);

        Assert.Equal(new CountingExtractor().Of(Enumerable.Range(0, Products)), features.Data.ToArray());
    }

    [Fact]
    public void Open_StoreOpenedBeforeAnImport_ServesItsOwnPhotos()
    {
        shop.Fill(Products);
        using var before = shop.Open();
        shop.Put((0, 20));
        Read(new CountingExtractor()); // of the state after
        using var table = FeatureTable.Open(before, new CountingExtractor());

        using var features = table.Gather([0]);

        Assert.Equal(new CountingExtractor().Of(0), features.Data.ToArray());
    }

    [Fact]
    public void Open_PlaceThatCannotBeWritten_SaysWhere()
    {
        shop.Fill(Products);
        File.WriteAllText(shop.File("features"), "a file where the folder belongs");

        var e = Assert.Throws<CatalogueException>(() => Read(new CountingExtractor()));

        Assert.Contains(shop.File("features"), e.Message);
        Assert.NotNull(e.Hint);
    }

    private float[] Read(IFeatureExtractor extractor)
    {
        using var store = shop.Open();
        using var table = FeatureTable.Open(store, extractor);
        using var features = table.Gather([.. Enumerable.Range(0, store.Count)]);
        return features.Data.ToArray();
    }
}
