using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Tests.Images;

namespace Vitrine.Catalogue.Tests.Import.Photos;

/// <summary>The same photos in a folder, a tar, a tar.gz and a zip: the same answers.</summary>
public class PhotoPlaceTests
{
    private static IEnumerable<string> Photographed(CatalogueStore store) => store.Products().Where(product => product.Photos > 0).Select(product => product.Id);

    private static TestShop Shop() => new TestShop()
        .WithPhoto("2026/summer/p0.JPG", TestShop.Photo(0)).WithPhoto("2026/summer/.p0.jpg", [1]).WithPhoto("__MACOSX/2026/p0.jpg", [1])
        .WithPhoto("original/p1.jpg", TestShop.Photo(1)).WithPhoto("cache/p1.jpg", TestShop.Photo(11))
        .WithPhoto("x/p2.png", TestShop.Photo(2)).WithPhoto("y/p2.png", TestShop.Photo(2))
        .WithPhoto("p3.jpg", OtherFormatTests.Heic).WithPhoto("p4.jpg", [])
        .WithPhoto("Größe/p5.webp", TestShop.Photo(5))
        .WithTable(Enumerable.Range(0, 7).Select(TestShop.Row));

    [Fact]
    public void Import_SameFilesInAnyPlace_GivesTheSameStoreAndReport()
    {
        using var shop = Shop();
        var contents = new List<List<string>>();
        foreach (var images in Archives.AllOf(shop.Photos))
        {
            var store = shop.File($"store{contents.Count}");
            CatalogueImporter.Import(shop.Options with { Images = images, Out = store });
            using (var opened = CatalogueStore.Open(store))
            {
                Assert.Equal(["p0", "p2", "p5"], Photographed(opened));
                Assert.Equal(
                    [("p1", BadRowReason.AmbiguousImage), ("p3", BadRowReason.ImageFormatNotRead), ("p4", BadRowReason.NotAnImage), ("p6", BadRowReason.MissingImage)],
                    opened.Report().Select(bad => (bad.Id, bad.Reason)));
                Assert.Equal("'p1.jpg' may be 'cache/p1.jpg' or 'original/p1.jpg'", opened.Report().First().Detail);
            }

            contents.Add([.. StoreContent.Of(store).Where(line => !line.Contains("p6", StringComparison.Ordinal))]);
        }

        Assert.Equal(4, contents.Count);
        Assert.All(contents, content => Assert.Equal(contents[0], content));
    }

    [Fact]
    public void Import_SeveralReferencesToOneFile_GiveThatFileToEach()
    {
        using var shop = new TestShop().WithPhoto("a b.jpg", TestShop.Photo(3))
            .WithTable("x,A,G,K,a b.jpg", "y,B,G,K,https://shop.example/a%20b.jpg?v=1", "z,C,G,K,C:\\pics\\A B.png");
        foreach (var images in Archives.AllOf(shop.Photos))
        {
            Assert.Equal(0, CatalogueImporter.Import(shop.Options with { Images = images, Image = ["colour"], Attribute = [] }).Skipped);
            using var store = CatalogueStore.Open(shop.Store);
            Assert.All(Enumerable.Range(0, 3), row => Assert.Equal(TestShop.Photo(3), store.ReadImage(row)));
        }
    }

    [Fact]
    public void Read_LinksInAFolder_AreFollowedInsideOnly()
    {
        using var shop = new TestShop().WithPhoto("real/photo.jpg", TestShop.Photo(0)).WithTable(Enumerable.Range(0, 6).Select(TestShop.Row));
        File.WriteAllBytes(shop.File("secret.jpg"), TestShop.Photo(9));
        Directory.CreateDirectory(shop.File("outside"));
        File.WriteAllBytes(shop.File("outside/p4.jpg"), TestShop.Photo(9));
        Link("p0.jpg", "real/photo.jpg");
        Link("p1.jpg", shop.File("secret.jpg"));
        Link("p2.jpg", "../secret.jpg");
        Link("p3.jpg", "p3.jpg");
        Directory.CreateSymbolicLink(Path.Combine(shop.Photos, "out"), shop.File("outside"));
        Link("p5.jpg", "out/p4.jpg");
        CatalogueImporter.Import(shop.Options with { Accept = true });

        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(["p0"], Photographed(store));
        Assert.Equal(TestShop.Photo(0), store.ReadImage(0));
        Assert.All(store.Report(), bad => Assert.Equal(BadRowReason.MissingImage, bad.Reason));
        Assert.Contains("leads out of the folder", store.Report().First().Detail);

        void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(shop.Photos, name), target);
    }

    [Fact]
    public void Read_LinksInATar_AreTheFilesThatTheyLeadTo()
    {
        using var shop = new TestShop().WithTable(Enumerable.Range(0, 5).Select(TestShop.Row));
        var archive = shop.File("links.tar.gz");
        using (var tar = new TarWriter(new GZipStream(File.Create(archive), CompressionLevel.Fastest)))
        {
            Link(TarEntryType.SymbolicLink, "b/p1.jpg", "../a/photo.jpg");
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "a/photo.jpg") { DataStream = new MemoryStream(TestShop.Photo(0)) });
            Link(TarEntryType.HardLink, "a/p0.jpg", "a/photo.jpg");
            Link(TarEntryType.SymbolicLink, "a/p2.jpg", "../../etc/passwd");
            Link(TarEntryType.SymbolicLink, "a/p3.jpg", "nothing.jpg");
            Link(TarEntryType.SymbolicLink, "p4.jpg", "b/p1.jpg");

            void Link(TarEntryType type, string name, string target) => tar.WriteEntry(new PaxTarEntry(type, name) { LinkName = target });
        }

        CatalogueImporter.Import(shop.Options with { Images = archive });
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(["p0", "p1", "p4"], Photographed(store));
        Assert.All((int[])[0, 1, 4], row => Assert.Equal(TestShop.Photo(0), store.ReadImage(row)));
        Assert.Equal(["p2", "p3"], store.Report().Select(bad => bad.Id));
    }

    [Fact]
    public void Read_TwoMembersOfOnePath_AreAmbiguousUnlessEqual()
    {
        using var shop = new TestShop().WithTable(TestShop.Row(0), TestShop.Row(1));
        (string, byte[])[] members = [("p0.jpg", TestShop.Photo(0)), ("p1.jpg", TestShop.Photo(1)), ("p0.jpg", TestShop.Photo(0)), ("p1.jpg", TestShop.Photo(2))];
        foreach (var archive in (string[])[Archives.Tar(shop.File("twice.tar"), members), Archives.Zip(shop.File("twice.zip"), members)])
        {
            CatalogueImporter.Import(shop.Options with { Images = archive });
            using var store = CatalogueStore.Open(shop.Store);
            Assert.Equal(["p0"], Photographed(store));
            Assert.Equal(("p1", BadRowReason.AmbiguousImage), store.Report().Select(bad => (bad.Id, bad.Reason)).Single());
        }
    }

    [Fact]
    public void List_ZipFromMacOrWindows_HasTheNamesAsTheyWereMeant()
    {
        using var folder = new TemporaryFolder();
        foreach (var names in (Encoding[])[Encoding.UTF8, CodePagesEncodingProvider.Instance.GetEncoding(437)!])
        {
            var path = folder.File("old.zip");
            using (var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create, leaveOpen: false, Encoding.Latin1))
                zip.CreateEntry(Encoding.Latin1.GetString(names.GetBytes("Größe.jpg"))).Open().Dispose();
            Assert.Equal(["Größe.jpg"], PhotoSource.List(path));
        }
    }

    [Theory]
    [InlineData("7z\u00BC\u00AF'\u001C", "7-Zip")]
    [InlineData("Rar!\u001A\u0007", "RAR")]
    [InlineData("BZh91AY", "bzip2")]
    public void Import_ArchiveOfAnotherKind_IsNamed(string start, string name)
    {
        using var shop = new TestShop().WithProducts(1);
        File.WriteAllBytes(shop.File("photos.bin"), Encoding.Latin1.GetBytes(start));
        var error = Assert.Throws<UsageException>(() => CatalogueImporter.Import(shop.Options with { Images = shop.File("photos.bin") }));
        Assert.Contains(name, error.Message);
        Assert.Contains(".zip", error.Hint);
    }

    [Fact]
    public void Import_ZipWhoseMembersAreTooLong_ReportsThem()
    {
        using var shop = new TestShop().WithTable(TestShop.Row(0), TestShop.Row(1));
        var zip = Archives.Zip(shop.File("bomb.zip"), ("p0.jpg", new byte[3_000_000]), ("p1.jpg", TestShop.Photo(1)));
        CatalogueImporter.Import(shop.Options with { Images = zip }, limits: new ImageLimits(MaxBytes: 2_000_000));
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal(("p0", BadRowReason.ImageTooLarge), store.Report().Select(bad => (bad.Id, bad.Reason)).Single());
    }

    [Fact]
    public void Import_GzipThatUnpacksToFarMoreThanItIs_IsRefused()
    {
        using var shop = new TestShop().WithTable(TestShop.Row(0));
        var archive = shop.File("zeros.tar.gz");
        using (var gzip = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
        {
            // A gigabyte is free, whatever the size of the archive.
            using var tar = new TarWriter(gzip);
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "zeros.bin") { DataStream = new ZeroStream((1L << 30) + 1) });
        }

        var error = Assert.Throws<BadDataException>(() => CatalogueImporter.Import(shop.Options with { Images = archive }));
        Assert.Contains("far more than photos would", error.Found);
    }

    [Fact]
    public void Import_DamagedZip_NamesItOrReportsRows()
    {
        using var shop = new TestShop().WithProducts(8);
        var good = File.ReadAllBytes(Archives.Zip(shop.File("good.zip"), Enumerable.Range(0, 8).Select(i => ($"p{i}.jpg", TestShop.Photo(i)))));
        var damaged = shop.File("damaged.zip");
        for (var seed = 1; seed <= 80; seed++)
        {
            var random = new Random(seed);
            var bytes = random.Next(3) == 0 ? good[..random.Next(4, good.Length)] : good.ToArray();
            for (var i = 0; i < 5; i++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(damaged, bytes);
            try
            {
                var summary = CatalogueImporter.Import(shop.Options with { Images = damaged, Out = shop.File("store"), Accept = true });
                Assert.Equal((8, 0), (summary.Added + summary.Updated + summary.Unchanged, summary.Skipped));
            }
            catch (BadDataException e)
            {
                Assert.Equal(damaged, e.File);
            }
        }
    }

    /// <summary>So many zeros.</summary>
    private sealed class ZeroStream(long length) : Stream
    {
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => position; set => position = value; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, Length - position);
            buffer.AsSpan(offset, read).Clear();
            position += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => position = offset;

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
