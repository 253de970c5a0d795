using Vitrine.Catalogue.Images;
using Vitrine.Catalogue.Tests.Images;

namespace Vitrine.Catalogue.Tests.Photos;

/// <summary>A store whose products are put and changed by the number of their photo; photos of one number are equal.</summary>
internal sealed class PhotoShop : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.File("shop.vitrine");

    /// <summary>A file in the store's folder.</summary>
    public string File(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>The image file of a number; each number has another size.</summary>
    public static byte[] Photo(int number) => ImageEncoder.Png(TestImages.Gradient(20 + number % 50, 40 + number / 50));

    /// <summary>Products p0 …, product i with photo i.</summary>
    public PhotoShop Fill(int count) => Put(Enumerable.Range(0, count).Select(i => (i, i)));

    /// <summary>Adds or changes products.</summary>
    public PhotoShop Put(params IEnumerable<(int Product, int Photo)> changes)
    {
        using var writer = StoreWriter.Open(Path);
        foreach (var (product, photo) in changes)
            writer.Put(new ProductData($"p{product}", $"product number {product}", ["things"]), Photo(photo).AsSpan());
        writer.Commit();
        return this;
    }

    public CatalogueStore Open() => CatalogueStore.Open(Path);

    /// <summary>Overwrites the last photo of the pack, of a photo number, with zeros.</summary>
    public void BreakLastPhoto(int number)
    {
        var length = Photo(number).Length;
        using var pack = System.IO.File.OpenWrite(File("photos.pack"));
        pack.Seek(-length, SeekOrigin.End);
        pack.Write(new byte[length]);
    }

    public void Dispose() => folder.Dispose();
}
