using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Vitrine.Catalogue.Tests.Import;

public class UsageTests
{
    [Fact]
    public void Import_WrongColumn_ListsTheColumnsAndTheNearest()
    {
        using var shop = new TestShop().WithProducts(1);
        var error = Assert.Throws<UsageException>(() => CatalogueImporter.Import(shop.Options with { Attribute = ["Color"] }));
        Assert.Contains("no column 'Color' (--attribute)", error.Message);
        Assert.Contains("id, title, group, kind, colour", error.Message);
        Assert.Equal("Did you mean 'colour'?", error.Hint);
        Assert.False(Directory.Exists(shop.Store));
    }

    [Fact]
    public void Import_MissingFiles_AreNamed()
    {
        using var shop = new TestShop().WithProducts(1);
        Assert.Contains("nowhere.csv", Assert.Throws<UsageException>(() => CatalogueImporter.Import(shop.Options with { Table = "nowhere.csv" })).Message);
        Assert.Contains("nowhere", Assert.Throws<UsageException>(() => CatalogueImporter.Import(shop.Options with { Images = "nowhere" })).Message);
        Assert.Contains("{id}", Assert.Throws<UsageException>(() => CatalogueImporter.Import(shop.Options with { ImagePattern = "x.jpg" })).Message);
    }

    [Theory]
    [InlineData("", "no header")]
    [InlineData("\n\n", "no header")]
    [InlineData("id,title,group,kind,colour\n", "a header and no rows")]
    [InlineData("id,title,group,kind,colour\n\n \n", "a header and no rows")]
    public void Import_EmptyTable_SaysSo(string table, string found)
    {
        using var shop = new TestShop().WithTable(Encoding.UTF8.GetBytes(table));
        Assert.Equal(found, Assert.Throws<BadDataException>(() => CatalogueImporter.Import(shop.Options)).Found);
    }

    [Fact]
    public void Import_IntoAFolderOfSomethingElse_Refuses()
    {
        using var shop = new TestShop().WithProducts(1);
        Assert.Contains("not a Vitrine store", Assert.Throws<UsageException>(() => CatalogueImporter.Import(shop.Options with { Out = shop.Photos })).Message);
        File.WriteAllText(Path.Combine(shop.Photos, "catalogue.db"), "no database");
        Assert.Contains("cannot be read", Assert.Throws<CatalogueException>(() => CatalogueStore.Open(shop.Photos)).Message);
    }

    [Fact]
    public void Import_HostileArchive_TouchesNothingAndTakesGoodMembers()
    {
        using var shop = new TestShop().WithTable(TestShop.Row(0), TestShop.Row(1), TestShop.Row(2));
        var archive = shop.File("hostile.tar");
        using (var tar = new TarWriter(File.Create(archive)))
        {
            Write("../p1.jpg", TarEntryType.RegularFile);
            Write("/p1.jpg", TarEntryType.RegularFile);
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "p2.jpg") { LinkName = "/etc/passwd" });
            Write("deep/er/p0.jpg", TarEntryType.RegularFile);

            void Write(string name, TarEntryType type) =>
                tar.WriteEntry(new PaxTarEntry(type, name) { DataStream = new MemoryStream(TestShop.Photo(0)) });
        }

        CatalogueImporter.Import(shop.Options with { Images = archive });
        using var store = CatalogueStore.Open(shop.Store);
        Assert.Equal([1, 0, 0], store.Products().Select(product => product.Photos));
        Assert.Equal([("p1", "no member"), ("p2", "'p2.jpg',")], store.Report().Select(bad => (bad.Id, bad.Detail[..9])));
        Assert.False(File.Exists(shop.File("p1.jpg")));
    }

    /// <summary>Whatever is wrong with an archive, the user hears of the archive, and never of an exception of a library.</summary>
    [Fact]
    public void Import_DamagedArchive_NamesItOrReportsRows()
    {
        using var shop = new TestShop().WithProducts(8);
        var good = new[] { File.ReadAllBytes(shop.Tar(gzip: false)), File.ReadAllBytes(shop.Tar(gzip: true)) };
        var damaged = shop.File("damaged.tar");
        var named = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var bytes = good[seed % 2].ToArray();
            if (random.Next(3) == 0)
            {
                bytes = bytes[..random.Next(bytes.Length)];
            }
            else
            {
                for (var i = 0; i < 5; i++)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(damaged, bytes);
            try
            {
                var summary = CatalogueImporter.Import(shop.Options with { Images = damaged, Out = shop.File("store"), Accept = true });
                Assert.Equal(8, summary.Added + summary.Updated + summary.Unchanged + summary.Skipped);
            }
            catch (BadDataException e)
            {
                Assert.True(e.File == damaged || e.Found.StartsWith("no good row", StringComparison.Ordinal));
                named++;
            }
        }

        Assert.InRange(named, 1, 59);
    }

    [Theory]
    [InlineData('0', "damage after member 1")]
    [InlineData('x', "metadata of 1,999,999,999 bytes")]
    [InlineData('L', "metadata of 1,999,999,999 bytes")]
    public void Import_MemberThatPromisesGigabytes_IsNotRead(char type, string found)
    {
        using var shop = new TestShop().WithTable(TestShop.Row(0));
        var archive = shop.File("bomb.tar.gz");
        using (var gzip = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
        {
            var header = new byte[512];
            "p0.jpg"u8.CopyTo(header);
            "0000644\0"u8.CopyTo(header.AsSpan(100));
            Encoding.ASCII.GetBytes(Convert.ToString(1_999_999_999, 8)).CopyTo(header, 124);
            header[156] = (byte)type;
            (type == 'L' ? "ustar  \0"u8 : "ustar\000"u8).CopyTo(header.AsSpan(257));
            "        "u8.CopyTo(header.AsSpan(148)); // the checksum counts itself as blanks
            Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
            gzip.Write(header);
            gzip.Write(new byte[1 << 20]);
        }

        var error = Assert.Throws<BadDataException>(() => CatalogueImporter.Import(shop.Options with { Images = archive }));
        Assert.Equal(archive, error.File);
        Assert.Contains(found, error.Found);
    }
}
