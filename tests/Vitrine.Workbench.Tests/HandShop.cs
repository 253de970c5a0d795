using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Models.Training;
using Vitrine.Search;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests;

/// <summary>A store of a few products, each in the part that a test wants: product i is row i, its id "p" and i.</summary>
internal sealed class HandShop : IDisposable
{
    public const string Model = "hand";

    private readonly TemporaryFolder folder = new();

    public HandShop(params IReadOnlyList<HandProduct> products)
    {
        using (var writer = StoreWriter.Open(Path))
        {
            foreach (var (i, product) in products.Index())
                writer.Put(new ProductData($"p{i}", Title(products, i), product.Category.Split('/')), product.HasPhoto ? [product.Photo ?? PhotoOf(i)] : []);
            writer.Commit();
        }

        Store = CatalogueStore.Open(Path);
        Assert.Equal(products.Select(product => product.Part), Store.Parts);
    }

    public string Path => folder.File("shop.vitrine");

    public CatalogueStore Store { get; }

    /// <summary>Measures a model that is no method's: what it says of products stands in the test.</summary>
    public Evaluated Evaluate(IRetrievalModel model, EvaluationRequest request)
    {
        // As if it had been trained here, on this split.
        var card = TrainingCard.For(new StoreTrainingData(Store), new TrainingRequest(Model), Model, new object(), epochs: 1);
        ModelDirectory.Of(Store, Model).WriteCard(card);
        GalleryWriter.Update(Store, Model, model);
        return Evaluating.Run(Path, Model, model, request);
    }

    public void Dispose()
    {
        Store.Dispose();
        folder.Dispose();
    }

    /// <summary>A small picture, another for each number.</summary>
    public static byte[] PhotoOf(int number)
    {
        var pixels = new byte[8 * 8 * 3];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)((i / 24 % 2 == 0 ? 37 * number : 255 - 11 * number) + number / 256 * (i % 3));
        return ImageEncoder.Png(new RgbImage(8, 8, pixels));
    }

    private static string Title(IReadOnlyList<HandProduct> products, int product)
    {
        if (products[product].TitleOf is { } other)
            return Title(products, other);
        var (part, half) = (products[product].Part, products[product].IsInFirstHalf);
        return HandTitles.Of(part, half, products.Take(product).Count(before => (before.Part, before.IsInFirstHalf) == (part, half)));
    }
}
