using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Vitrine.EndToEnd.Tests;

/// <summary>Everything that users get wrong: each message names the cause and the remedy, each has its exit code, none shows a stack trace.</summary>
public sealed class BadDataTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public void Import_MissingTable_ExitsWith2AndNamesIt()
    {
        var result = Fails(2, shop.Import(shop.Folder.File("nowhere.csv"), NewStore()));
        Assert.Contains("nowhere.csv", result.Error);
        Assert.Contains("does not exist", result.Error);
    }

    [Fact]
    public void Import_WrongColumn_ExitsWith2AndSuggestsTheNearest()
    {
        var arguments = shop.Import(Table, NewStore());
        arguments[Array.IndexOf(arguments, "--title") + 1] = "titel";
        var result = Fails(2, arguments);
        Assert.Contains("no column 'titel'", result.Error);
        Assert.Contains("'title'?", result.Error);
    }

    [Fact]
    public void Import_EmptyTable_ExitsWith3()
    {
        var table = shop.Folder.Write("empty.csv", File.ReadLines(Table).First() + "\n");
        Assert.Contains("no rows", Fails(3, shop.Import(table, NewStore())).Error);
    }

    [Fact]
    public void Import_OneRowInTwentyIsBad_SkipsCountsAndReportsThem()
    {
        string[] lines = [.. File.ReadLines(Table).Take(101)];
        lines[10] = lines[10].Replace(Id(lines[10]), "S99999");                 // no such photo
        lines[30] = lines[29];                                                  // a duplicate id
        lines[50] = Id(lines[50]);                                              // one cell
        lines[70] = $"{Id(lines[70])},,{string.Join(',', lines[70].Split(',')[2..])}";   // no title
        var table = shop.Folder.Write("bad.csv", string.Join('\n', lines) + "\n");
        var store = NewStore();

        Assert.Contains("97 added, 0 updated, 0 unchanged, 0 removed, 3 skipped", CommandLineProcess.Succeed(shop.Import(table, store)).Out);
        var report = CommandLineProcess.Succeed("inspect", store, "--report").Out;
        Assert.Contains("bad.csv:11: ", report);
        Assert.Contains("note: missing image", report);
        Assert.Contains("bad.csv:31: id: duplicate id", report);
        Assert.Contains("bad.csv:51: title: empty title", report);
        Assert.Contains("bad.csv:71: title: empty title", report);
        Assert.Contains("3 of 100 rows skipped", report);

        var strict = Fails(3, [.. shop.Import(table, NewStore()), "--strict"]);
        Assert.Contains("bad.csv, line ", strict.Error);
    }

    [Fact]
    public void Import_BrokenAndHugePhotos_AreNotedWithTheReasonAndTheirProductsComeIn()
    {
        var images = shop.Folder.File("photos");
        Directory.CreateDirectory(images);
        foreach (var line in File.ReadLines(Table).Skip(1).Take(20))
            File.Copy(Photo(Id(line)), Path.Combine(images, $"{Id(line)}.jpg"));
        string[] ids = [.. File.ReadLines(Table).Skip(1).Take(2).Select(Id)];
        File.WriteAllBytes(Path.Combine(images, $"{ids[0]}.jpg"), Truncated(Photo(ids[0])));
        File.WriteAllBytes(Path.Combine(images, $"{ids[1]}.jpg"), HugePng());
        var table = shop.Folder.Write("photos.csv", string.Join('\n', File.ReadLines(Table).Take(21)) + "\n");
        var store = NewStore();
        var arguments = shop.Import(table, store);
        arguments[Array.IndexOf(arguments, "--images") + 1] = images;

        var told = CommandLineProcess.Succeed(arguments).Out;
        Assert.Contains("20 added, 0 updated, 0 unchanged, 0 removed, 0 skipped", told);
        Assert.Contains("Without a photo: 2 products.", told);
        var report = CommandLineProcess.Succeed("inspect", store, "--report").Out;
        Assert.Contains("broken image", report);
        Assert.Contains("image too large", report);
        Assert.Contains("40,000×40,000", report);
    }

    [Fact]
    public void Search_BrokenAndHugePictures_ExitWith3()
    {
        var truncated = shop.Folder.File("truncated.jpg");
        File.WriteAllBytes(truncated, Truncated(Photo("S00001")));
        Assert.Contains("truncated or damaged", Fails(3, "search", shop.Store, "--model", shop.SearchableModel, "--image", truncated).Error);

        var huge = shop.Folder.File("huge.png");
        File.WriteAllBytes(huge, HugePng());
        Assert.Contains("40,000×40,000", Fails(3, "search", shop.Store, "--model", shop.SearchableModel, "--image", huge).Error);

        var text = shop.Folder.Write("text.jpg", "this is no picture");
        Fails(3, "search", shop.Store, "--model", shop.SearchableModel, "--image", text);
        Assert.Contains("nowhere.jpg", Fails(2, "search", shop.Store, "--model", shop.SearchableModel, "--image", "nowhere.jpg").Error);
    }

    [Theory]
    [InlineData("inspect", "nowhere.vitrine")]
    [InlineData("train", "nowhere.vitrine")]
    [InlineData("eval", "nowhere.vitrine")]
    [InlineData("search", "nowhere.vitrine", "--text", "boots")]
    public void Store_Missing_ExitsWith2AndSaysHowToMakeOne(params string[] arguments) =>
        Assert.Contains("vitrine import", Fails(2, arguments).Error);

    [Fact]
    public void Method_Unknown_ExitsWith2AndNamesThoseThatThereAre() =>
        Assert.Contains("hichnet, cca", Fails(2, "train", shop.Store, "--method", "magic").Error);

    [Fact]
    public void Category_Unknown_ExitsWith2AndNamesThoseThatThereAre() =>
        Assert.Contains("Clothing", Fails(2, "search", shop.Store, "--model", shop.SearchableModel, "--text", "boots", "--category", "Garden").Error);

    private string Table => Path.Combine(shop.Files, "products.csv");

    private string NewStore() => shop.Folder.File($"{Guid.NewGuid():N}.vitrine");

    private string Photo(string id) => Path.Combine(shop.Files, "images", $"{id}.jpg");

    private static CommandLineProcess.Result Fails(int exitCode, params string[] arguments)
    {
        var result = CommandLineProcess.Run(arguments);
        Assert.True(result.ExitCode == exitCode, $"expected exit {exitCode}: {result}");
        Assert.Matches(@"(?m)^vitrine: .+\n  hint: .+", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.DoesNotContain("Exception", result.Error);
        return result;
    }

    private static string Id(string line) => line.Split(',')[0];

    private static byte[] Truncated(string photo)
    {
        var whole = File.ReadAllBytes(photo);
        return whole[..(whole.Length * 2 / 3)];
    }

    /// <summary>A true PNG of 40,000 × 40,000 one-bit pixels: some 200 kB that would unpack to 4.8 GB of RGB.</summary>
    private static byte[] HugePng()
    {
        const int Side = 40_000;
        var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + Side / 8];
            for (var y = 0; y < Side; y++)
                zlib.Write(row);
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Side);
        header[8] = 1;   // bits per pixel; the rest are zeros: greyscale, deflate, no interlacing
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", pixels.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc32(named));
        return chunk;
    }

    /// <summary>The checksum of PNG (ISO 3309), bit by bit.</summary>
    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
