using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Tests.Photos;
using Vitrine.Tensors.Threading;

namespace Vitrine.Catalogue.Tests.Images.Pixels;

public sealed class PixelTableTests : IDisposable
{
    private readonly PhotoShop shop = new();

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Open_FirstTime_GivesEveryPhotoStretchedInRowOrder()
    {
        shop.Fill(300);

        var photos = Read();

        for (var row = 0; row < photos.Length; row++)
            Assert.Equal(ImageDecoder.Decode(PhotoShop.Photo(row)).Resize(6, 8, Resampling.Bilinear).Pixels, photos[row]);
    }

    [Fact]
    public void Open_SecondTime_DecodesNothing()
    {
        shop.Fill(10);
        var first = Read();
        var progress = new Steps();

        Assert.Equal(first, Read(progress));
        Assert.Empty(progress.Seen);
    }

    [Fact]
    public void Open_AnotherSize_KeepsBoth()
    {
        shop.Fill(5);
        var small = Read();
        using (var store = shop.Open())
        using (var large = PixelTable.Open(store, 12, 16))
            Assert.Equal((12, 16, 12 * 16 * 3, 5), (large.Width, large.Height, large.PhotoBytes, large.Count));

        var progress = new Steps();
        Assert.Equal(small, Read(progress));
        Assert.Empty(progress.Seen);
    }

    [Fact]
    public void Open_AfterAChange_DecodesTheNewPhotosOnly()
    {
        shop.Fill(10);
        Read();
        shop.Put((3, 40), (10, 41), (11, 0));
        var broken = shop.File("photos.pack");
        using (var pack = File.OpenWrite(broken))
            pack.Write(new byte[PhotoShop.Photo(0).Length]); // whoever decoded the first photo again would fail

        var photos = Read();

        Assert.Equal(12, photos.Length);
        Assert.Equal(ImageDecoder.Decode(PhotoShop.Photo(40)).Resize(6, 8, Resampling.Bilinear).Pixels, photos[3]);
        Assert.Equal(photos[0], photos[11]);
    }

    [Fact]
    public void Open_OneThreadOrTwo_GivesTheSameBytes()
    {
        shop.Fill(300);
        var threads = WorkerPool.ThreadCount;
        try
        {
            WorkerPool.ThreadCount = 2;
            var two = Read();
            Directory.Delete(shop.File("pixels"), recursive: true);
            WorkerPool.ThreadCount = 1;
            Assert.Equal(two, Read());
        }
        finally
        {
            WorkerPool.ThreadCount = threads;
        }
    }

    [Fact]
    public void Open_MoreThanTheLimit_SaysSoBeforeDecoding()
    {
        shop.Fill(3);
        using var store = shop.Open();

        var e = Assert.Throws<UsageException>(() => PixelTable.Open(store, 40_000, 40_000));

        Assert.Contains("40000×40000", e.Message);
        Assert.False(Directory.Exists(shop.File("pixels")));
    }

    [Fact]
    public void Read_OutsideOrDisposed_Throws()
    {
        shop.Fill(3);
        using var store = shop.Open();
        var table = PixelTable.Open(store, 6, 8);
        var photo = new byte[table.PhotoBytes];

        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(3, photo));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(-1, photo));
        Assert.Throws<ArgumentException>(() => table.Read(0, new byte[10]));
        table.Dispose();
        table.Dispose();
        Assert.Throws<ObjectDisposedException>(() => table.Read(0, photo));
    }

    private byte[][] Read(IProgress<int>? progress = null)
    {
        using var store = shop.Open();
        using var table = PixelTable.Open(store, 6, 8, progress);
        return [.. Enumerable.Range(0, table.Count).Select(row =>
        {
            var photo = new byte[table.PhotoBytes];
            table.Read(row, photo);
            return photo;
        })];
    }
}
