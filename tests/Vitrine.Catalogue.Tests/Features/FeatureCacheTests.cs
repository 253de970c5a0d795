using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Tests.Images;
using Vitrine.Tensors.Threading;

namespace Vitrine.Catalogue.Tests.Features;

public sealed class FeatureCacheTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-features-");

    private string StorePath => Path.Combine(folder.FullName, "shop.vitrine");

    private string Description => Path.Combine(StorePath, "features", "hand-made.json");

    private string Data => Path.Combine(StorePath, "features", "hand-made.safetensors");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Load_FirstTime_GivesTheFeaturesOfEveryPhotoInRowOrder()
    {
        var photos = Fill(40);

        var features = Load();

        var expected = new float[new HandMadeFeatures().Dimensions];
        for (var row = 0; row < photos.Length; row++)
        {
            new HandMadeFeatures().Extract(photos[row], expected);
            Assert.Equal(expected, features[(row * expected.Length)..((row + 1) * expected.Length)]);
        }
    }

    [Fact]
    public void Load_SecondTime_ComputesNothing()
    {
        Fill(10);
        var first = Load();
        var counter = new Counter();

        var second = Load(counter);

        Assert.Equal(first, second);
        Assert.Equal(0, counter.Photos);
    }

    [Fact]
    public void Load_AfterAPhotoChanged_ComputesAgain()
    {
        Fill(10);
        var first = Load();
        Fill(11, firstSize: 30);

        var second = Load();

        Assert.Equal(11 * new HandMadeFeatures().Dimensions, second.Length);
        Assert.NotEqual(first, second[..first.Length]);
    }

    [Fact]
    public void Load_NewVersion_ComputesAgain()
    {
        Fill(5);
        Load();
        var counter = new Counter { Version = "2" };

        Load(counter);

        Assert.Equal(5, counter.Photos);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("description")]
    [InlineData("missing")]
    public void Load_DamagedCache_ComputesAgain(string damage)
    {
        Fill(5);
        var first = Load();
        if (damage == "cut") File.WriteAllBytes(Data, File.ReadAllBytes(Data)[..1000]);
        if (damage == "description") File.WriteAllText(Description, "{");
        if (damage == "missing") File.Delete(Data);

        Assert.Equal(first, Load());
    }

    [Fact]
    public void Load_OneThreadOrTwo_GivesTheSameBytes()
    {
        Fill(300);
        var threads = WorkerPool.ThreadCount;
        try
        {
            WorkerPool.ThreadCount = 2;
            Load();
            var two = File.ReadAllBytes(Data);
            File.Delete(Data);
            WorkerPool.ThreadCount = 1;
            Load();
            Assert.Equal(two, File.ReadAllBytes(Data));
        }
        finally
        {
            WorkerPool.ThreadCount = threads;
        }
    }

    [Fact]
    public void Load_Cancelled_LeavesNoCache()
    {
        Fill(600);
        using var cancellation = new CancellationTokenSource();
        using var store = CatalogueStore.Open(StorePath);
        var progress = new CancelAtFirstReport(cancellation);

        Assert.ThrowsAny<OperationCanceledException>(() => FeatureCache.Load(store, new HandMadeFeatures(), progress, cancellation.Token));

        Assert.False(File.Exists(Data));
        Assert.False(File.Exists(Description));
    }

    [Fact]
    public void Load_PhotoThatCannotBeDecoded_NamesTheProduct()
    {
        var photos = Fill(5);
        using (var pack = File.OpenWrite(Path.Combine(StorePath, "photos.pack")))
        {
            pack.Seek(-photos[4].Length, SeekOrigin.End);
            pack.Write(new byte[photos[4].Length]);
        }

        var e = Assert.Throws<BadDataException>(() => Load());

        Assert.Contains("'p4'", e.Message);
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

    private float[] Load(IFeatureExtractor? extractor = null)
    {
        using var store = CatalogueStore.Open(StorePath);
        using var features = FeatureCache.Load(store, extractor ?? new HandMadeFeatures());
        return features.Data.ToArray();
    }

    private sealed class Counter : IFeatureExtractor
    {
        private readonly HandMadeFeatures inner = new();
        private int photos;

        public int Photos => photos;

        public string Name => inner.Name;

        public string Version { get; init; } = new HandMadeFeatures().Version;

        public int Dimensions => inner.Dimensions;

        public void Extract(ReadOnlySpan<byte> file, Span<float> features)
        {
            Interlocked.Increment(ref photos);
            inner.Extract(file, features);
        }
    }

    private sealed class CancelAtFirstReport(CancellationTokenSource cancellation) : IProgress<int>
    {
        public void Report(int value) => cancellation.Cancel();
    }
}
