namespace Vitrine.Catalogue.Tests.Import.Photos;

/// <summary>A photo whose file is as it was at the last import is not read again; in any doubt it is.</summary>
public sealed class KnownPhotoTests : IDisposable
{
    private static readonly DateTime LongAgo = new(2020, 2, 20, 20, 20, 20, DateTimeKind.Utc);

    private readonly TestShop shop = new();

    public KnownPhotoTests() => shop.WithTable(Row("p0"));

    [Fact]
    public void Photo_WithTheSizeAndTimeThatItHad_IsNotReadAgain()
    {
        Photo(1, LongAgo);
        Import(shop.Options);
        Photo(2, LongAgo);
        Assert.Equal(Ending(1), Import(shop.Options));
    }

    [Fact]
    public void Photo_WithTheSizeAndTimeThatItHad_IsReadWhereThatIsAskedFor()
    {
        Photo(1, LongAgo);
        Import(shop.Options);
        Photo(2, LongAgo);
        Assert.Equal(Ending(2), Import(shop.Options with { ReadAllPhotos = true }));
        Assert.Equal(Ending(2), Import(shop.Options));
    }

    [Fact]
    public void Photo_ChangedAtTheSamePath_IsReadAgain()
    {
        Photo(1, LongAgo);
        Import(shop.Options);
        Photo(2, LongAgo.AddTicks(10)); // a microsecond, which file systems keep
        Assert.Equal(Ending(2), Import(shop.Options));
    }

    [Fact]
    public void Photo_TouchedOnly_LeavesTheProductUnchanged()
    {
        Photo(1, LongAgo);
        Import(shop.Options);
        Photo(1, LongAgo.AddDays(1));
        Assert.Equal(1, CatalogueImporter.Import(shop.Options).Unchanged);
    }

    [Fact]
    public void Photo_WrittenJustBeforeAnImport_IsReadAtTheNext()
    {
        var now = DateTime.UtcNow;
        Photo(1, now);
        Import(shop.Options);
        Photo(2, now);
        Assert.Equal(Ending(2), Import(shop.Options));
    }

    [Fact]
    public void Photo_OfTheSameNameInAnotherFolder_IsRead()
    {
        Photo(1, LongAgo);
        Import(shop.Options);
        var other = Directory.CreateDirectory(shop.File("other")).FullName;
        File.WriteAllBytes(Path.Combine(other, "p0.jpg"), Ending(2));
        File.SetLastWriteTimeUtc(Path.Combine(other, "p0.jpg"), LongAgo);
        Assert.Equal(Ending(2), Import(shop.Options with { Images = other }));
    }

    [Fact]
    public void Photo_OfAProductThatAnUpdateDidNotName_IsStillKnown()
    {
        Photo(1, LongAgo);
        Import(shop.Options);
        shop.WithTable("p1,Socks,Men,Kind 1,Red");
        CatalogueImporter.Import(shop.Options);
        shop.WithTable(Row("p0"));
        Photo(2, LongAgo);
        Assert.Equal(Ending(1), Import(shop.Options));
    }

    [Fact]
    public void Photo_ThatEndsEarly_IsCountedAlsoWhenItIsNotReadAgain()
    {
        var jpeg = Vitrine.Catalogue.Images.ImageEncoder.Jpeg(new Vitrine.Catalogue.Images.RgbImage(64, 64, new byte[64 * 64 * 3]));
        shop.WithPhoto("p0.jpg", jpeg[..^2]);
        File.SetLastWriteTimeUtc(Path.Combine(shop.Photos, "p0.jpg"), LongAgo);
        Assert.Equal(1, CatalogueImporter.Import(shop.Options).EndingEarly);
        File.WriteAllBytes(Path.Combine(shop.Photos, "p0.jpg"), new byte[jpeg.Length - 2]);
        File.SetLastWriteTimeUtc(Path.Combine(shop.Photos, "p0.jpg"), LongAgo);
        Assert.Equal(1, CatalogueImporter.Import(shop.Options).EndingEarly);
    }

    [Theory]
    [InlineData("photos.tar")]
    [InlineData("photos.tar.gz")]
    [InlineData("photos.zip")]
    public void Photo_InAnArchive_IsReadAgainWhenTheArchiveHasAnotherTime(string name)
    {
        var options = shop.Options with { Images = shop.File(name) };
        Pack(options.Images, 1, LongAgo);
        var size = new FileInfo(options.Images).Length;
        Import(options);
        Pack(options.Images, 2, LongAgo);
        if (new FileInfo(options.Images).Length == size) // deflated, another photo may take another size
            Assert.Equal(Ending(1), Import(options));
        Pack(options.Images, 2, LongAgo.AddSeconds(1));
        Assert.Equal(Ending(2), Import(options));
    }

    public void Dispose() => shop.Dispose();

    private static string Row(string id) => $"{id},Boots,Men,Kind 0,Red";

    /// <summary>The same picture in files of one size: what follows the end of it is read by nobody.</summary>
    private static byte[] Ending(byte last) => [.. TestShop.Photo(0), last];

    private void Photo(byte last, DateTime time)
    {
        shop.WithPhoto("p0.jpg", Ending(last));
        File.SetLastWriteTimeUtc(Path.Combine(shop.Photos, "p0.jpg"), time);
    }

    private static void Pack(string archive, byte last, DateTime time)
    {
        if (archive.EndsWith(".zip", StringComparison.Ordinal))
            Archives.Zip(archive, ("p0.jpg", Ending(last)));
        else
            Archives.Tar(archive, ("p0.jpg", Ending(last)));
        File.SetLastWriteTimeUtc(archive, time);
    }

    /// <summary>Imports, and returns the photo that p0 then has.</summary>
    private byte[] Import(ImportOptions options)
    {
        CatalogueImporter.Import(options);
        using var store = CatalogueStore.Open(shop.Store);
        return store.ReadImage(store.Find("p0")!.Row);
    }
}
