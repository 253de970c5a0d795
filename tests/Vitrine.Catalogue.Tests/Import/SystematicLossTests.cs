namespace Vitrine.Catalogue.Tests.Import;

public class SystematicLossTests
{
    private static readonly string NoTitle = ",Men,Kind,Red";

    private static TestShop Shop(int good, int bad, Func<int, string> row)
    {
        var shop = new TestShop().WithProducts(good);
        return shop.WithTable([.. Enumerable.Range(0, good).Select(TestShop.Row), .. Enumerable.Range(0, bad).Select(row)]);
    }

    [Theory]
    [InlineData(95, 5, false)] // one in twenty
    [InlineData(94, 6, true)]
    [InlineData(6, 4, false)] // too few to tell
    [InlineData(6, 5, true)]
    public void Import_RowsThatFailInOneWay_StopItAboveAShare(int good, int bad, bool stops)
    {
        using var shop = Shop(good, bad, i => $"q{i},{NoTitle}");
        if (!stops)
        {
            Assert.Equal((good, bad), (CatalogueImporter.Import(shop.Options).Added, CatalogueImporter.Import(shop.Options).Skipped));
            return;
        }

        var error = Assert.Throws<BadDataException>(() => CatalogueImporter.Import(shop.Options));
        Assert.Contains($"{bad} of {good + bad} rows", error.Message);
        Assert.Contains("empty title in column 'title'", error.Message);
        Assert.Contains($"line {good + 2}: nothing", error.Message);
        Assert.Contains("--title", error.Hint);
        Assert.Contains("--accept", error.Hint);
        Assert.False(Directory.Exists(shop.Store));
        Assert.Equal((good, bad), (CatalogueImporter.Import(shop.Options with { Accept = true }).Added, CatalogueImporter.Import(shop.Options with { Accept = true }).Skipped));
    }

    [Fact]
    public void Import_FewOfEachOfManyWays_GoesOn()
    {
        using var shop = Shop(30, 8, i => i % 2 == 0 ? $"q{i},{NoTitle}" : $"q{i},T,,,");
        Assert.Equal(8, CatalogueImporter.Import(shop.Options).Skipped);
    }

    [Fact]
    public void Import_StoppedOverAStore_LeavesEveryByteOfIt()
    {
        using var shop = new TestShop().WithProducts(20);
        CatalogueImporter.Import(shop.Options);
        var before = Bytes(shop.Store);
        // The photos of ten products more are there and good, those of ten others are missing.
        for (var i = 20; i < 30; i++)
            shop.WithPhoto($"p{i}.jpg", TestShop.Photo(i));
        shop.WithTable(Enumerable.Range(0, 40).Select(TestShop.Row));
        var error = Assert.Throws<BadDataException>(() => CatalogueImporter.Import(shop.Options));
        Assert.Contains("10 of 40 rows (25 %) with one fault, missing image in column 'id' (line 32: ", error.Message);
        Assert.Contains("--image-pattern '{id}.jpg'", error.Hint);
        Assert.Contains("say --accept. missing-photos.txt in the store then lists what is missing.", error.Hint);
        Assert.Equal(before, Bytes(shop.Store));
        var accepted = CatalogueImporter.Import(shop.Options with { Accept = true });
        Assert.Equal((20, 10, 10), (accepted.Added, accepted.WithoutPhoto, accepted.MissingPhotos));
        Assert.Equal(Enumerable.Range(30, 10).Select(i => $"p{i}.jpg"), File.ReadAllLines(Path.Combine(shop.Store, CatalogueImporter.MissingPhotosFile)));
    }

    [Fact]
    public void Import_StoppedWhereNoStoreWas_LeavesTheFolderAsItWas()
    {
        using var shop = new TestShop().WithProducts(3).WithTable(Enumerable.Range(0, 40).Select(TestShop.Row));
        Directory.CreateDirectory(shop.Store); // it finds out when the photos are read and three of them lie in the pack
        Assert.Throws<BadDataException>(() => CatalogueImporter.Import(shop.Options));
        Assert.Empty(Directory.EnumerateFileSystemEntries(shop.Store));

        Assert.Throws<BadDataException>(() => CatalogueImporter.Import(shop.Options with { Out = shop.File("new/below/shop.vitrine") }));
        Assert.False(Directory.Exists(shop.File("new")));
    }

    [Fact]
    public void Import_DamagedArchiveWhereNoStoreWas_LeavesNone()
    {
        using var shop = new TestShop().WithProducts(20);
        var archive = shop.Tar(gzip: true);
        File.WriteAllBytes(archive, File.ReadAllBytes(archive)[..^400]);
        Assert.Throws<BadDataException>(() => CatalogueImporter.Import(shop.Options with { Images = archive }));
        Assert.False(Directory.Exists(shop.Store));
    }

    [Fact]
    public void Import_ManyPhotosThatEndEarly_ComeInAndNameTheirProducts()
    {
        var cut = Images.TestImages.Gradient(32, 32);
        using var shop = new TestShop().WithProducts(10);
        for (var i = 0; i < 10; i++)
            shop.WithPhoto($"p{i}.jpg", Catalogue.Images.ImageEncoder.Jpeg(cut)[..^2]);
        Assert.Equal((10, 1), (CatalogueImporter.Import(shop.Options).Added, CatalogueImporter.Import(shop.Options with { Strict = true }).EndingEarly / 10));
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (BadRowReason.EndsEarly, $"p{i}", $"p{i}.jpg", i + 2L, true)),
            store.Report().Select(note => (note.Reason, note.Id, note.Detail, note.Line, note.IsNote)));
    }

    [Fact]
    public void Import_BadVariant_NamesItsOwnIdAndItsProduct()
    {
        using var shop = new TestShop().WithProducts(2).WithTable("A,Boot,Men,Boots,", "A-1,,,,A", "A-2,Boot,,Broken,A", "B,Hat,Men,Hats,");
        CatalogueImporter.Import(shop.Options with { VariantOf = "colour", Attribute = [] });
        using var store = CatalogueStore.Open(shop.Store);
        var bad = Assert.Single(store.Report(), row => !row.IsNote);
        Assert.Equal(("A", "nothing above 'Broken' (variant A-2 of A)"), (bad.Id, bad.Detail));
    }

    [Fact]
    public void Import_NotOneGoodRow_FailsAndShowsTheFirst()
    {
        using var shop = new TestShop().WithTable("p0,,Men,Kind,Red", "p1,,Men,Kind,Red");
        foreach (var accept in (bool[])[false, true])
        {
            var error = Assert.Throws<BadDataException>(() => CatalogueImporter.Import(shop.Options with { Accept = accept }));
            Assert.Contains("no good row among 2: 2 of 2 rows (100 %) with one fault, empty title in column 'title' (line 2: ", error.Message);
            Assert.False(Directory.Exists(shop.Store));
        }
    }

    [Fact]
    public void Import_WrongDelimiter_SaysWhichWasTakenAndTheOption()
    {
        using var shop = new TestShop().WithProducts(1).WithTable([.. Enumerable.Range(0, 20).Select(i => $"p{i},Shirt, red, number {i},Men,Kind,Red")]);
        var error = Assert.Throws<BadDataException>(() => CatalogueImporter.Import(shop.Options));
        Assert.Contains("7 cells, 5 columns", error.Message);
        Assert.Contains("parted at commas", error.Hint);
        Assert.Contains("--delimiter", error.Hint);
    }

    private static List<string> Bytes(string store) =>
        [.. Directory.EnumerateFiles(store).Order(StringComparer.Ordinal).Select(file => $"{Path.GetFileName(file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}")];
}
