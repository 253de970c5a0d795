using System.IO.Compression;
using System.Text;
using Vitrine.Catalogue.Tests.Corpus;
using Vitrine.Catalogue.Tests.Import;
using Vitrine.Catalogue.Tests.Import.Tables;

namespace Vitrine.Catalogue.Tests.Fuzz;

/// <summary>The good files that are mutated, by kind.</summary>
internal sealed class Seeds
{
    private const int Exports = 60;

    public Seeds(TemporaryFolder folder)
    {
        Delimited = [.. ExportCase.Sample.Take(Exports).Select(one => new Export(one).Bytes)];
        var photos = Directory.CreateDirectory(folder.File("photos")).FullName;
        foreach (var name in (string[])["p0.jpg", "blue lamp.png", "readme.txt"])
            File.WriteAllBytes(Path.Combine(photos, name), TestShop.Photo(name.Length));
        Directory.CreateDirectory(Path.Combine(photos, "2026", "01"));
        File.WriteAllBytes(Path.Combine(photos, "2026", "01", "s0.jpg"), TestShop.Photo(1));
        Archives = [.. Import.Photos.Archives.AllOf(photos).Skip(1).Select(File.ReadAllBytes)];
    }

    /// <summary>CSV and TSV in every encoding.</summary>
    public byte[][] Delimited { get; }

    /// <summary>Lines and documents of JSON.</summary>
    public byte[][] Json { get; } =
    [
        Encoding.UTF8.GetBytes("""{"id": 1, "title": "Größe \u00e9", "price": {"v": 1.5}, "images": [{"src": "a.jpg"}], "c": "A > B"}""" + "\n" + """{"id": 2, "title": "b", "c": null}"""),
        Encoding.UTF8.GetBytes("""{"count": 2, "products": [{"id": 1, "title": "a"}, {"id": 2, "tags": ["x", "y"], "ok": true}]}"""),
        Encoding.Unicode.GetBytes("""[{"id": "0017", "title": "é"}, {"id": "18", "n": -1.5e3}]"""),
    ];

    /// <summary>Feeds in XML.</summary>
    public byte[][] Feeds { get; } =
    [
        Encoding.UTF8.GetBytes("""<?xml version="1.0"?><rss xmlns:g="http://x"><channel><title>s</title><item><g:id>1</g:id><title><![CDATA[Größe & é]]></title><g:i>a</g:i><g:i>b</g:i></item><item><g:id>2</g:id></item></channel></rss>"""),
        Encoding.Unicode.GetBytes("\uFEFF" + """<!DOCTYPE s SYSTEM "s.dtd"><shop><offers><offer id="7"><name>a &amp; b</name><param name="Size">L</param></offer><offer id="8" ok="true"/></offers></shop>"""),
    ];

    /// <summary>Workbooks, and tables packed in gzip and zip.</summary>
    public byte[][] Packed { get; } = [WorkbookTableTests.Small, Gzip("id,title\n1,a\n2,b\n"u8.ToArray()), Zip("id;title\n1;a\n2;b\n"u8.ToArray())];

    /// <summary>Photos in tar, tar.gz and zip.</summary>
    public byte[][] Archives { get; }

    public static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }

    private static byte[] Zip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("shop.csv").Open();
            entry.Write(content);
        }

        return packed.ToArray();
    }
}
