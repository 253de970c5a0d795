using Vitrine.Catalogue;
using Vitrine.Datasets.Shop;
using Vitrine.Search.Shop;
using Vitrine.Workbench.Recipe;

namespace Vitrine.Workbench.Tests.Recipe;

/// <summary>Catalogues of which it is known what is wrong with them.</summary>
public sealed class ShopVerdictTests : IDisposable
{
    private const int Products = 500;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Train_ASoundShop_IsNotCalledUseless()
    {
        var card = Train(Drawn(), "sound", (products, row) => (products[row].Title, row))!;
        Assert.Contains(card.Choices, choice => choice.IsUsed);
        Assert.DoesNotContain(card.Verdict, sentence => sentence.Contains("little use", StringComparison.Ordinal) || sentence.Contains("do not say the same", StringComparison.Ordinal));
        Assert.Contains("nDCG@10", card.Verdict[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ShuffledTitles_BlamesTheTitles()
    {
        var order = Shuffled();
        Blames("the titles do not say what the products are", Train(Drawn(), "titles", (products, row) => (products[order[row]].Title, row))!);
    }

    [Fact]
    public void Train_ShuffledPhotos_BlamesThePhotos()
    {
        var order = Shuffled();
        Blames("the photos do not show what the products are", Train(Drawn(), "photos", (products, row) => (products[row].Title, order[row]))!);
    }

    [Theory]
    [InlineData(0.6, 0.7, 0.3, 5, null)]
    [InlineData(0.56, 0.12, 0.3, 20, null)] // names that are new with each product, and yet find their photos
    [InlineData(0.12, 0.13, 0.3, 50, "columns or rows of the table may be mixed up")] // they find each other, and stand in other categories
    [InlineData(0.5, 0.25, 0.02, 20, "check how photos are matched")]
    [InlineData(0.6, 0.7, 0.02, 5, "check how photos are matched")]
    [InlineData(0.12, 0.13, 0.02, 50, "columns or rows of the table may be mixed up")]
    [InlineData(0.12, 0.13, 0.02, 5, "too few products of a kind")] // of a handful nothing is learned
    [InlineData(0.6, 0.13, 0.02, 5, "the titles do not say")]
    public void Matches_WhatIsTold_BlamesWhatTellsNothing(double byPhoto, double byTitle, double mrr, double learnedOfAKind, string? reason)
    {
        var sentence = ShopVerdict.Matches(new PairFigures(mrr, 0.02, 40, []), new KindsTold(byPhoto, byTitle, 0.1, 40), learnedOfAKind);
        if (reason is null)
            Assert.Null(sentence);
        else
            Assert.Contains(reason, sentence, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static void Blames(string reason, ShopCard card) => Assert.Contains(card.Verdict, sentence => sentence.Contains(reason, StringComparison.Ordinal));

    private static int[] Shuffled()
    {
        int[] order = [.. Enumerable.Range(0, Products)];
        new Random(1).Shuffle(order);
        return order;
    }

    private string Drawn()
    {
        var path = folder.File("drawn.vitrine");
        Synthesising.IntoStore(path, ShopGenerator.Generate(new ShopOptions(Products), CancellationToken.None));
        return path;
    }

    /// <summary>Trains a copy of a shop, each product with the title and the photo that are chosen for it.</summary>
    private ShopCard? Train(string drawn, string name, Func<IReadOnlyList<Product>, int, (string Title, int Photo)> choose)
    {
        var path = folder.File($"{name}.vitrine");
        using (var store = CatalogueStore.Open(drawn))
        using (var writer = StoreWriter.Open(path))
        {
            Product[] products = [.. store.Products()];
            foreach (var product in products)
            {
                var (title, photo) = choose(products, product.Row);
                writer.Put(new ProductData(product.Id, title, [.. store.Tree.Path(product.Category)]) { Attributes = product.Attributes }, store.ReadImage(photo));
            }

            writer.Commit();
        }

        return ShopTraining.Run(path, new ShopTrainingOptions { Minutes = 0.001 });
    }
}
