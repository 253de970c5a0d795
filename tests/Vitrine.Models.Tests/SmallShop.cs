using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests;

/// <summary>A store in a folder of its own: few products whose photo and title both tell the category, in a tree of three uneven layers.</summary>
internal sealed class SmallShop : IDisposable
{
    private static readonly (string[] Path, byte[] Colour, int Stripe)[] Categories =
    [
        (["Clothes", "Tops", "Shirt"], [200, 40, 40], 3),
        (["Clothes", "Tops", "Blouse"], [200, 40, 200], 5),
        (["Clothes", "Trousers", "Jeans"], [40, 60, 200], 9),
        (["Shoes", "Boots", "Boot"], [90, 60, 30], 4),
        (["Shoes", "Sandals", "Sandal"], [220, 200, 60], 7),
        (["Watches"], [30, 30, 30], 12),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-test-");

    /// <param name="products">Category i % 6 for product i; about 80 % fall into the training part.</param>
    /// <param name="repeats">Whether the last product shows the photo of the first, and the one before it has the title of the second.</param>
    public SmallShop(int products, bool repeats = false)
    {
        var path = Path.Combine(folder.FullName, "shop.vitrine");
        var random = new RandomSource(5);
        var (firstPhoto, secondTitle) = (Array.Empty<byte>(), "");
        using (var writer = StoreWriter.Open(path))
        {
            for (var i = 0; i < products; i++)
            {
                var (names, colour, stripe) = Categories[i % Categories.Length];
                var title = $"model{random.NextInt(1000)} {names[^1]} {(random.NextInt(2) == 0 ? "classic" : "modern")} no{i}";
                var photo = Photo(random, colour, stripe);
                if (i == 0)
                    firstPhoto = photo;
                if (i == 1)
                    secondTitle = title;
                if (repeats && i == products - 1)
                    photo = firstPhoto;
                if (repeats && i == products - 2)
                    title = secondTitle;
                writer.Put(new ProductData($"p{i}", title, names), photo);
            }

            writer.Commit();
        }

        Store = CatalogueStore.Open(path);
        Data = new StoreTrainingData(Store);
    }

    public CatalogueStore Store { get; }

    /// <summary>The store as something to learn from.</summary>
    public ITrainingData Data { get; }

    /// <summary>Its products as items.</summary>
    public IItemSource Items => Data.Items;

    /// <summary>The rows that models learn from.</summary>
    public IReadOnlyList<int> TrainingRows => Store.RowsOf(Part.Train);

    public void Dispose()
    {
        Store.Dispose();
        folder.Delete(recursive: true);
    }

    private static byte[] Photo(RandomSource random, byte[] colour, int stripe)
    {
        const int Side = 24;
        var pixels = new byte[Side * Side * 3];
        var shift = random.NextInt(stripe);
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (i / 3 % Side, i / 3 / Side);
            var level = (x + y + shift) / stripe % 2 == 0 ? colour[i % 3] : 235;
            pixels[i] = (byte)Math.Clamp(level + random.NextInt(31) - 15, 0, 255);
        }

        return ImageEncoder.Png(new RgbImage(Side, Side, pixels));
    }
}
