using Vitrine.Catalogue.Images;
using Vitrine.Tensors.Threading;

namespace Vitrine.Catalogue.Tests.Images.Pixels;

public sealed class PixelCacheTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string StorePath => folder.File("shop.vitrine");

    private string Pixels => Path.Combine(StorePath, "pixels");

    private string Data => Path.Combine(Pixels, "6x8.bin");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_FirstTime_GivesEveryPhotoStretchedInRowOrder()
    {
        var photos = Fill(300);
        using var store = CatalogueStore.Open(StorePath);

        using var cache = PixelCache.Load(store, 6, 8);

        Assert.Equal((6, 8, 300), (cache.Width, cache.Height, cache.Count));
        for (var row = 0; row < photos.Length; row++)
            Assert.Equal(ImageDecoder.Decode(photos[row]).Resize(6, 8, Resampling.Bilinear).Pixels, cache.Photo(row));
    }

    [Fact]
    public void Load_SecondTime_DecodesNothing()
    {
        Fill(10);
        var first = Load();
        var progress = new Steps();

        var second = Load(progress);

        Assert.Equal(first, second);
        Assert.Empty(progress.Seen);
    }

    [Fact]
    public void Load_AnotherSize_KeepsBoth()
    {
        Fill(5);
        var small = Load();
        using (var store = CatalogueStore.Open(StorePath))
        using (var large = PixelCache.Load(store, 12, 16))
            Assert.Equal(12 * 16 * 3, large.Photo(0).Length);

        var progress = new Steps();
        Assert.Equal(small, Load(progress));
        Assert.Empty(progress.Seen);
    }

    [Fact]
    public void Load_AfterAPhotoChanged_DecodesAgain()
    {
        Fill(10);
        var first = Load();
        Fill(10, firstSize: 30);

        Assert.NotEqual(first, Load());
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("longer")]
    [InlineData("header")]
    [InlineData("empty")]
    [InlineData("missing")]
    public void Load_DamagedFile_DecodesAgain(string damage)
    {
        Fill(5);
        var first = Load();
        var bytes = File.ReadAllBytes(Data);
        if (damage == "cut") File.WriteAllBytes(Data, bytes[..^1]);
        if (damage == "longer") File.WriteAllBytes(Data, [.. bytes, 0]);
        if (damage == "header") File.WriteAllBytes(Data, [(byte)'v', .. bytes[1..]]);
        if (damage == "empty") File.WriteAllBytes(Data, []);
        if (damage == "missing") File.Delete(Data);
        var progress = new Steps();

        Assert.Equal(first, Load(progress));
        Assert.Equal([5], progress.Seen);
        Assert.Equal(bytes, File.ReadAllBytes(Data));
    }

    [Fact]
    public void Load_OneThreadOrTwo_GivesTheSameBytes()
    {
        Fill(300);
        var threads = WorkerPool.ThreadCount;
        try
        {
            WorkerPool.ThreadCount = 2;
            var two = Load();
            File.Delete(Data);
            WorkerPool.ThreadCount = 1;
            Assert.Equal(two, Load());
        }
        finally
        {
            WorkerPool.ThreadCount = threads;
        }
    }

    [Fact]
    public void Load_Cancelled_LeavesNothingAndAnOlderFileStays()
    {
        Fill(600);
        using (var store = CatalogueStore.Open(StorePath))
        using (var cancellation = new CancellationTokenSource())
        {
            var cancel = new Steps(cancellation.Cancel);
            Assert.ThrowsAny<OperationCanceledException>(() => PixelCache.Load(store, 6, 8, cancel, cancellation.Token));
            Assert.Empty(Directory.EnumerateFiles(Pixels));
        }

        Load();
        var old = File.ReadAllBytes(Data);
        Fill(600, firstSize: 21);
        using (var store = CatalogueStore.Open(StorePath))
            Assert.ThrowsAny<OperationCanceledException>(() => PixelCache.Load(store, 6, 8, null, new CancellationToken(canceled: true)));
        Assert.Equal(old, File.ReadAllBytes(Data));
        Assert.Equal(Data, Assert.Single(Directory.EnumerateFiles(Pixels)));
    }

    [Fact]
    public void Load_PhotoThatCannotBeDecoded_NamesTheProductAndLeavesNothing()
    {
        var photos = Fill(5);
        using (var pack = File.OpenWrite(Path.Combine(StorePath, "photos.pack")))
        {
            pack.Seek(-photos[4].Length, SeekOrigin.End);
            pack.Write(new byte[photos[4].Length]);
        }

        var e = Assert.Throws<BadDataException>(() => Load());

        Assert.Contains("'p4'", e.Message);
        Assert.Empty(Directory.EnumerateFiles(Pixels));
    }

    [Fact]
    public void Load_MoreThanTheLimit_SaysSoBeforeDecoding()
    {
        Fill(3);
        using var store = CatalogueStore.Open(StorePath);

        var e = Assert.Throws<UsageException>(() => PixelCache.Load(store, 40_000, 40_000));

        Assert.Contains("3 photos", e.Message);
        Assert.Contains("8 GiB", e.Message);
        Assert.False(Directory.Exists(Pixels));
    }

    [Fact]
    public void Load_PlaceThatCannotBeWritten_SaysWhere()
    {
        Fill(3);
        File.WriteAllText(Pixels, "a file where the folder belongs");

        var e = Assert.Throws<CatalogueException>(() => Load());

        Assert.Contains("6x8.bin", e.Message);
        Assert.NotNull(e.Hint);
    }

    [Fact]
    public void Photo_OutsideOrDisposed_Throws()
    {
        Fill(3);
        using var store = CatalogueStore.Open(StorePath);
        var cache = PixelCache.Load(store, 6, 8);

        Assert.Throws<ArgumentOutOfRangeException>(() => cache.Photo(3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.Photo(-1).Length);
        cache.Dispose();
        cache.Dispose();
        Assert.Throws<ObjectDisposedException>(() => cache.Photo(0).Length);
    }

    /// <summary>Writes products 0 … count − 1, each with a photo of another size; returns the photos by row.</summary>
    private byte[][] Fill(int count, int firstSize = 20)
    {
        var photos = Enumerable.Range(0, count).Select(i => ImageEncoder.Png(TestImages.Gradient(firstSize + i % 50, 40 + i / 50))).ToArray();
        using var writer = StoreWriter.Open(StorePath);
        for (var i = 0; i < count; i++)
            writer.Put(new ProductData($"p{i}", $"product number {i}", ["things"], new Dictionary<string, string>()), photos[i].AsSpan());
        writer.Commit();
        return photos;
    }

    private byte[][] Load(IProgress<int>? progress = null)
    {
        using var store = CatalogueStore.Open(StorePath);
        using var cache = PixelCache.Load(store, 6, 8, progress);
        return [.. Enumerable.Range(0, cache.Count).Select(row => cache.Photo(row).ToArray())];
    }

    private sealed class Steps(Action? then = null) : IProgress<int>
    {
        public List<int> Seen { get; } = [];

        public void Report(int value)
        {
            Seen.Add(value);
            then?.Invoke();
        }
    }
}
