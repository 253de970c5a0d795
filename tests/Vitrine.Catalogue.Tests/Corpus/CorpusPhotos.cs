using Vitrine.Catalogue.Tests.Import;
using Vitrine.Catalogue.Tests.Import.Photos;

namespace Vitrine.Catalogue.Tests.Corpus;

/// <summary>The photos of the corpus, once for all of its imports: a folder with every file that a form of reference leads to, and its archives.</summary>
public sealed class CorpusPhotos : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<Packing, string> places;

    public CorpusPhotos()
    {
        for (var i = 0; i < ShopProduct.All("{0}").Length; i++)
        {
            Write($"photos/p{i}.jpg", TestShop.Photo(i));
            Write($"photos/2026/01/s{i}.jpg", TestShop.Photo(i + Further));
            Write($"photos/blue lamp {i}.jpg", TestShop.Photo(i));
        }

        Write("photos/readme.txt", "not a photo"u8);
        var paths = Archives.AllOf(folder.File("photos")).ToArray();
        places = new() { [Packing.Folder] = paths[0], [Packing.TarGz] = paths[2], [Packing.Zip] = paths[3] };
    }

    /// <summary>What the number of a product's second photo is more than that of its first.</summary>
    internal const int Further = 40;

    /// <summary>The folder or archive.</summary>
    internal string PlaceOf(Packing packing) => places[packing];

    /// <summary>The references of a product's photos as a table has them, the main one first, each with the number of the photo (<see cref="TestShop.Photo"/>).</summary>
    internal static (string Reference, int Photo)[] References(PhotoForm form, int product) => form switch
    {
        PhotoForm.FileName => [($"p{product}.jpg", product)],
        PhotoForm.SubFolder => [($"2026/01/s{product}.jpg", product + Further)],
        PhotoForm.VersionedAddress => [($"https://shop.example/media/p{product}.jpg?v=17", product)],
        PhotoForm.PercentEncodedAddress => [($"https://shop.example/media/blue%20lamp%20{product}.jpg", product)],
        PhotoForm.UpperCase => [($"P{product}.JPG", product)],
        PhotoForm.WindowsPath => [($@"C:\pics\p{product}.jpg", product)],
        // The product that single defects befall has one, so that its row needs no quotes.
        PhotoForm.Several => product == ShopProduct.Victim ? [($"p{product}.jpg", product)] : [($"p{product}.jpg", product), ($"2026/01/s{product}.jpg", product + Further)],
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
    };

    public void Dispose() => folder.Dispose();

    private void Write(string name, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        folder.Write(name, bytes);
    }
}
