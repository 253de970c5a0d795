using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Changes;

/// <summary>A store of a few products in the parts that a test wants, each with a photo of its own unless it says otherwise: product i is row i.</summary>
internal sealed class ChangedShop : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-test-");

    public ChangedShop(params IReadOnlyList<ChangedProduct> products)
    {
        var path = Path.Combine(folder.FullName, "shop.vitrine");
        using (var writer = StoreWriter.Open(path))
        {
            foreach (var (i, product) in products.Index())
            {
                writer.Put(new ProductData($"p{i:000}", product.Title, [product.Category])
                {
                    Attributes = ProductData.Single(product.Attributes.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))),
                    GivenPart = product.Part,
                }, ImageEncoder.Png(new RgbImage(1, 1, [(byte)(product.PhotoOf ?? i), 7, 7])));
            }

            writer.Commit();
        }

        Store = CatalogueStore.Open(path);
    }

    public CatalogueStore Store { get; }

    public void Dispose()
    {
        Store.Dispose();
        folder.Delete(recursive: true);
    }
}

/// <summary>A product as a test writes it down.</summary>
internal sealed record ChangedProduct(string Title, params (string Name, string Value)[] Attributes)
{
    public string Category { get; init; } = "Shirts";

    public Part Part { get; init; } = Part.Train;

    /// <summary>The product whose photo it shows; null: its own.</summary>
    public int? PhotoOf { get; init; }
}
