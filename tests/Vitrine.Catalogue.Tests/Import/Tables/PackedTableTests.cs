using System.IO.Compression;
using System.Text;

namespace Vitrine.Catalogue.Tests.Import.Tables;

public class PackedTableTests
{
    private const string Csv = "id,title,note\n1,a,x\n";

    [Theory]
    [InlineData("shop.csv.gz", Csv, "2: 1|a|x")]
    [InlineData("shop.tsv.gz", "id\ttitle\tnote\n1\ta\tx\n", "2: 1|a|x")]
    [InlineData("shop.jsonl.gz", """{"id": 1, "title": "a", "note": "x"}""", "1: 1|a|x")]
    [InlineData("shop.json.gz", """[{"id": 1, "title": "a", "note": "x"}]""", "1: 1|a|x")]
    [InlineData("shop.csv", Csv, "2: 1|a|x")] // whatever its name says
    public void Open_Gzip_IsRead(string name, string table, string expected) => Assert.Equal([expected], Rows.Of(Gzip(table), name));

    [Theory]
    [InlineData("export/shop.csv", "2: 1|a|x")]
    [InlineData("shop.TXT", "2: 1|a|x")]
    public void Open_ZipWithOneTable_IsRead(string member, string expected) =>
        Assert.Equal([expected], Rows.Of(Zip((member, Csv), ("__MACOSX/._shop.csv", "dirt"), ("photos/1.jpg", "a photo"), (".hidden.csv", "dirt")), "shop.zip"));

    [Fact]
    public void Open_ZipWithSeveralTables_NamesThem() =>
        Assert.Contains("a.csv, b.csv", Assert.Throws<UsageException>(() => Rows.Of(Zip(("a.csv", Csv), ("b.csv", Csv)), "shop.zip")).Message);

    public static TheoryData<string, byte[], string> Others => new()
    {
        { "shop.csv", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "a JPEG picture" },
        { "shop.csv", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], "a PNG picture" },
        { "shop.csv", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0], "a HEIC picture" },
        { "shop.csv", "%PDF-1.7\n…"u8.ToArray(), "a PDF document" },
        { "shop.csv", "\n<!DOCTYPE html><html><body>Please log in</body></html>"u8.ToArray(), "an HTML page" },
        { "shop.xls", "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table></table></html>"u8.ToArray(), "an HTML page" },
        { "shop.csv", "<?xml version=\"1.0\"?><rss></rss>"u8.ToArray(), "an XML document that lists no products" },
        { "shop.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], "a document of the Office of before 2007, such as .xls" },
        { "shop.rar", "Rar!\u001A\a"u8.ToArray(), "a RAR archive" },
        { "shop.csv", "SQLite format 3\0"u8.ToArray(), "an SQLite database" },
        { "shop.csv", "version https://git-lfs.github.com/spec/v1\n"u8.ToArray(), "a pointer of Git LFS in place of the file" },
        { "shop.csv", [.. Enumerable.Range(0, 900).Select(i => (byte)(i * 7 % 32))], "a binary file" },
        { "shop.zip", Zip(("1.jpg", "x"), ("2.JPG", "y")), "a zip archive of 2 photos and no table" },
        { "shop.zip", Zip(), "an empty zip archive" },
        { "shop.zip", Zip(("readme.md", "x")), "a zip archive without a table (readme.md)" },
        { "shop.docx", Zip(("word/document.xml", "<w/>")), "a Word document" },
        { "shop.ods", Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")), "an OpenDocument file, such as .ods" },
        { "shop.csv.gz", Gzip("%PDF-1.7"), "a PDF document in an archive" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Open_SomethingElse_IsNamedForWhatItIs(string name, byte[] file, string kind)
    {
        var error = Assert.Throws<BadDataException>(() => Rows.Of(file, name));
        Assert.Equal(kind, error.Found);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void Open_Folder_SaysSo()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("is a folder", Assert.Throws<UsageException>(() => TableFile.Open(folder.FullName)).Message);
        Assert.Contains("'' does not exist", Assert.Throws<UsageException>(() => TableFile.Open("")).Message);
    }

    [Fact]
    public void Open_ArchiveThatUnpacksWithoutEnd_IsRefused()
    {
        var zeros = new string('0', 100 << 20);
        Assert.Contains("unpack to more than", Assert.Throws<BadDataException>(() => Rows.Of(Gzip(zeros), "shop.csv.gz")).Found);
        Assert.Contains("unpack to more than", Assert.Throws<BadDataException>(() => Rows.Of(Zip(("shop.csv", zeros)), "shop.zip")).Found);
    }

    [Fact]
    public void Open_DamagedArchive_IsNamed()
    {
        var random = new Random(3);
        byte[][] whole = [Gzip(string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},{i * 7919},x\n"))), Zip(("shop.csv", Csv + string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},{i * 7919},x\n"))))];
        for (var round = 0; round < 200; round++)
        {
            var bytes = whole[round % 2].ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            if (round % 3 == 0)
                bytes = bytes[..random.Next(10, bytes.Length)];
            try
            {
                Rows.With(bytes, round % 2 == 0 ? "shop.csv.gz" : "shop.zip", table => table.Rows([]).Count());
            }
            catch (CatalogueException)
            {
                // Named; what else comes out fails the test.
            }
        }
    }

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    internal static byte[] Zip(params (string Name, string Text)[] members)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in members)
            {
                using var member = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                member.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return packed.ToArray();
    }
}
