using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Tests.Photos;
using Vitrine.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Catalogue.Tests.Features;

public sealed class FeatureTableTests : IDisposable
{
    private readonly PhotoShop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Open_FirstTime_GivesTheFeaturesOfEveryPhotoInRowOrder()
    {
        shop.Fill(40);
        var extractor = new HandMadeFeatures();

        var features = Read(extractor);

        var expected = new float[extractor.Dimensions];
        for (var row = 0; row < 40; row++)
        {
            extractor.Extract(PhotoShop.Photo(row), expected);
            Assert.Equal(expected, features[(row * expected.Length)..((row + 1) * expected.Length)]);
        }
    }

    [Fact]
    public void Open_SecondTime_ComputesNothing()
    {
        shop.Fill(10);
        var first = Read(new CountingExtractor());
        var second = new CountingExtractor();

        Assert.Equal(first, Read(second));
        Assert.Equal(0, second.Photos);
    }

    [Fact]
    public void Open_ProductsThatShareAPhoto_ComputesItOnce()
    {
        shop.Put(Enumerable.Range(0, 300).Select(i => (i, i % 7)));
        var extractor = new CountingExtractor();

        Assert.Equal(extractor.Of(Enumerable.Range(0, 300).Select(i => i % 7)), Read(extractor));
        Assert.Equal(7, extractor.Photos);
    }

    [Fact]
    public void Open_AfterProductsWereAddedAndChanged_ComputesTheNewPhotosOnly()
    {
        shop.Fill(50);
        Read(new CountingExtractor());
        shop.Put((3, 60), (50, 61), (51, 4)); // a new photo, a new product, a new product with a known photo
        var extractor = new CountingExtractor();

        Assert.Equal(extractor.Of([0, 1, 2, 60, .. Enumerable.Range(4, 46), 61, 4]), Read(extractor));
        Assert.Equal(2, extractor.Photos);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Open_StoreChangedInSteps_ServesWhatAFreshComputationDoes(ulong seed)
    {
        var random = new RandomSource(seed);
        var photos = new List<int>();
        var computed = new HashSet<int>();
        for (var step = 0; step < 8; step++)
        {
            var changes = new Dictionary<int, int>();
            for (var i = random.NextInt(6); i >= 0; i--)
                changes[random.NextInt(photos.Count + 1)] = random.NextInt(30);
            foreach (var (product, photo) in changes.OrderBy(change => change.Key))
            {
                if (product == photos.Count)
                    photos.Add(photo);
                else if (product < photos.Count)
                    photos[product] = photo;
            }

            shop.Put(photos.Select((photo, product) => (product, photo)));
            var extractor = new CountingExtractor();

            Assert.Equal(extractor.Of(photos), Read(extractor));
            var before = computed.Count;
            computed.UnionWith(photos);
            Assert.Equal(computed.Count - before, extractor.Photos);
        }
    }

    [Fact]
    public void Open_NewVersion_ComputesAgainAndDropsTheOld()
    {
        shop.Fill(5);
        Read(new CountingExtractor());
        var second = new CountingExtractor(version: "2");

        Read(second);

        Assert.Equal(5, second.Photos);
        Assert.Equal(["lock", "v2.json", "v2.keys", "v2.rows"], Directory.GetFiles(shop.File("features", "counting")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Open_OtherDimensionsUnderTheSameName_ComputesAgain()
    {
        shop.Fill(5);
        Read(new CountingExtractor(6));
        var wider = new CountingExtractor(12); // rows of twice the length: every second would lie where one of them is looked for

        Assert.Equal(wider.Of(Enumerable.Range(0, 5)), Read(wider));
        Assert.Equal(5, wider.Photos);
    }

    [Fact]
    public void Open_FeaturesOfAnotherStore_ComputesAgain()
    {
        shop.Fill(5);
        Read(new CountingExtractor());
        using var other = new PhotoShop();
        other.Put((0, 0), (1, 1), (2, 12), (3, 3), (4, 4)); // the same numbers, but the third photo is another
        Directory.Move(shop.File("features"), other.File("features"));
        var extractor = new CountingExtractor();

        Assert.Equal(extractor.Of(0, 1, 12, 3, 4), Read(extractor, other));
    }

    [Fact]
    public void Open_OneThreadOrTwo_GivesTheSameBytes()
    {
        shop.Fill(300);
        var threads = WorkerPool.ThreadCount;
        try
        {
            WorkerPool.ThreadCount = 2;
            Read(new HandMadeFeatures());
            var two = File.ReadAllBytes(shop.File("features", "hand-made", "v1.rows"));
            Directory.Delete(shop.File("features"), recursive: true);
            WorkerPool.ThreadCount = 1;
            Read(new HandMadeFeatures());
            Assert.Equal(two, File.ReadAllBytes(shop.File("features", "hand-made", "v1.rows")));
        }
        finally
        {
            WorkerPool.ThreadCount = threads;
        }
    }

    [Fact]
    public void Open_Progress_CountsProductsUpToAll()
    {
        shop.Fill(300);
        var progress = new Steps();
        Read(new CountingExtractor(), progress: progress);
        Assert.Equal([256, 300], progress.Seen);

        shop.Put((300, 301), (301, 302), (302, 5));
        progress.Seen.Clear();
        Read(new CountingExtractor(), progress: progress);
        Assert.Equal([303], progress.Seen);
    }

    [Fact]
    public void Open_EmptyStore_SaysSo()
    {
        shop.Put();

        Assert.Throws<UsageException>(() => Read(new CountingExtractor()));
    }

    [Fact]
    public void Read_RowsInAnyOrder_GivesThem()
    {
        shop.Fill(30);
        using var store = shop.Open();
        using var table = FeatureTable.Open(store, new CountingExtractor());
        int[] rows = [3, 4, 5, 29, 0, 0, 28, 29];

        using var gathered = table.Gather(rows);

        Assert.Equal(new Shape(8, 5), gathered.Shape);
        Assert.Equal(new CountingExtractor().Of(rows), gathered.Data.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Gather([30]).Dispose());
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Gather([-1]).Dispose());
    }

    private float[] Read(IFeatureExtractor extractor, PhotoShop? of = null, IProgress<int>? progress = null)
    {
        using var store = (of ?? shop).Open();
        using var table = FeatureTable.Open(store, extractor, progress);
        using var features = table.Gather([.. Enumerable.Range(0, store.Count)]);
        return features.Data.ToArray();
    }
}
