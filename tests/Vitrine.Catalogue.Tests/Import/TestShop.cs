using System.Formats.Tar;
using System.IO.Compression;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Import;

/// <summary>A small table with its photos on disk, as a shop would hand it over.</summary>
internal sealed class TestShop : IDisposable
{
    public const string Header = "id,title,group,kind,colour";
    private readonly TemporaryFolder folder = new();

    public TestShop() => Directory.CreateDirectory(Photos);

    public string Photos => folder.File("photos");

    public string Store => folder.File("shop.vitrine");

    public string File(string name) => folder.File(name);

    public ImportOptions Options => new()
    {
        Table = folder.File("products.csv"),
        Images = Photos,
        Out = Store,
        Id = "id",
        Title = ["title"],
        Category = ["group", "kind"],
        Attribute = ["colour"],
    };

    /// <summary>A photo of one colour that differs for each number.</summary>
    public static byte[] Photo(int number, int width = 4, int height = 5) =>
        ImageEncoder.Png(new RgbImage(width, height, [.. Enumerable.Range(0, width * height * 3).Select(i => (byte)(number * 7 + i))]));

    public TestShop WithPhoto(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Photos, name))!);
        System.IO.File.WriteAllBytes(Path.Combine(Photos, name), bytes);
        return this;
    }

    public TestShop WithTable(params IEnumerable<string> rows)
    {
        System.IO.File.WriteAllText(folder.File("products.csv"), string.Concat(rows.Prepend(Header).Select(row => row + "\n")));
        return this;
    }

    public TestShop WithTable(byte[] bytes, string name = "products.csv")
    {
        System.IO.File.WriteAllBytes(folder.File(name), bytes);
        return this;
    }

    /// <summary>Products p0 … with a photo each; the first <paramref name="count"/> rows of a shop that always looks the same.</summary>
    public TestShop WithProducts(int count)
    {
        for (var i = 0; i < count; i++)
            WithPhoto($"p{i}.jpg", Photo(i));
        return WithTable(Enumerable.Range(0, count).Select(Row));
    }

    public static string Row(int i) => $"p{i},Shirt number {i / 2} {(i % 2 == 0 ? "red" : "blue")},Men,Kind {i % 3},{(i % 2 == 0 ? "Red" : "Blue")}";

    /// <summary>The photos as an archive, under images/ in the given order.</summary>
    public string Tar(bool gzip, IEnumerable<string>? names = null)
    {
        var path = folder.File(gzip ? "photos.tar.gz" : "photos.tar");
        using var file = System.IO.File.Create(path);
        using var content = gzip ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file;
        using var tar = new TarWriter(content);
        foreach (var name in names ?? Directory.EnumerateFiles(Photos).Select(photo => Path.GetFileName(photo)).Order(StringComparer.Ordinal))
            tar.WriteEntry(Path.Combine(Photos, name), "images/" + name);
        return path;
    }

    public void Dispose() => folder.Dispose();
}

/// <summary>Everything that a store says, as text that two stores can be compared by.</summary>
internal static class StoreContent
{
    public static List<string> Of(string path)
    {
        using var store = CatalogueStore.Open(path);
        return
        [
            $"{store.Count} {store.DataHash} {store.SplitHash}",
            .. store.Products().Select(product => string.Join('|', product.Row, product.Id, product.Title, product.Part,
                string.Join('/', store.Tree.Path(product.Category)), string.Join(';', product.Attributes.OrderBy(a => a.Key).Select(a => $"{a.Key}={string.Join('+', a.Value)}")),
                string.Join(';', product.FurtherCategories.Select(path => string.Join('/', path))), string.Join(';', product.Numbers), product.Description,
                string.Join(';', product.Variants.Select(v => v.Id)), string.Join(';', store.PhotosOf(product.Row).ToArray().Select(photo => Convert.ToHexString(store.ReadPhoto(photo)))))),
            .. store.Report().Select(bad => bad.ToString()),
        ];
    }
}
