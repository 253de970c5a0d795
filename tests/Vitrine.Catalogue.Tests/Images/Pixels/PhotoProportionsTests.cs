using System.Formats.Tar;
using System.IO.Compression;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Images.Pixels;

public sealed class PhotoProportionsTests : IDisposable
{
    private const int Area = 4800;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0.75, 60, 80)]
    [InlineData(1, 68, 68)]
    [InlineData(1.5, 84, 56)]
    [InlineData(0.01, 40, 120)]
    [InlineData(100, 120, 40)]
    public void SizeOf_Aspect_KeepsProportionsAtTheArea(double aspect, int width, int height) =>
        Assert.Equal((width, height), PhotoProportions.SizeOf(aspect, Area));

    [Fact]
    public void SizeOf_AnyAspectAndArea_StaysNearBoth()
    {
        for (var area = 1000; area <= 60_000; area += 1771)
        {
            for (var aspect = 0.34; aspect < 3; aspect += 0.07)
            {
                var (width, height) = PhotoProportions.SizeOf(aspect, area);
                Assert.Equal((0, 0), (width % 4, height % 4));
                // A side is off by 2 pixels at most.
                Assert.InRange(width, Math.Sqrt(area * aspect) - 2.001, Math.Sqrt(area * aspect) + 2.001);
                Assert.InRange(height, Math.Sqrt(area / aspect) - 2.001, Math.Sqrt(area / aspect) + 2.001);
            }
        }
    }

    [Fact]
    public void SizeOf_StoreWithSomeOddPhotos_TakesTheMedian()
    {
        using var store = Store([.. Enumerable.Repeat((30, 40), 60), .. Enumerable.Repeat((100, 10), 50)]);

        Assert.Equal((60, 80), PhotoProportions.SizeOf(store, Area));
    }

    [Fact]
    public void SizeOf_PhotoOnItsSide_CountsAsItIsSeen()
    {
        var jpeg = TestImages.WithOrientation(TestImages.Save(TestImages.RedBlue(40, 30), ".jpg"), 6);
        using var store = Store([jpeg]);

        Assert.Equal((60, 80), PhotoProportions.SizeOf(store, Area));
    }

    [Fact]
    public void SizeOf_RealCatalogue_IsTheSizeOfItsPhotos()
    {
        using var file = File.OpenRead(SharedFolder.Require("data/myntra/images.tar.gz"));
        using var content = new GZipStream(file, CompressionMode.Decompress);
        using var archive = new TarReader(content);
        var photos = new List<byte[]>();
        while (photos.Count < 200 && archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is not { Length: > 0 } data)
                continue;
            var photo = new byte[data.Length];
            data.ReadExactly(photo);
            photos.Add(photo);
        }

        using var store = Store([.. photos]);

        Assert.Equal((60, 80), PhotoProportions.SizeOf(store, Area));
    }

    [Fact]
    public void SizeOf_EmptyStore_SaysSo()
    {
        using var store = Store(Array.Empty<byte[]>());

        Assert.Throws<UsageException>(() => PhotoProportions.SizeOf(store, Area));
    }

    private CatalogueStore Store(IEnumerable<(int Width, int Height)> sizes) =>
        Store([.. sizes.Select((size, i) => ImageEncoder.Png(new RgbImage(size.Width, size.Height,
            [.. Enumerable.Range(0, size.Width * size.Height * 3).Select(b => (byte)(b * 7 + i))])))]);

    private CatalogueStore Store(byte[][] photos)
    {
        var path = folder.File("shop.vitrine");
        using (var writer = StoreWriter.Open(path))
        {
            for (var i = 0; i < photos.Length; i++)
                writer.Put(new ProductData($"p{i}", $"product number {i}", ["things"]), photos[i].AsSpan());
            writer.Commit();
        }

        return CatalogueStore.Open(path);
    }
}
