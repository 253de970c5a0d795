using Vitrine.Models.Encoders;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Encoders;

public sealed class TrainingPairsTests : IDisposable
{
    private readonly SmallShop shop = new(130);

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Images_OfItems_AreTheInputsOfTheTrainingRows()
    {
        using var pairs = new TrainingPairs(shop.Data, Whitened(), cancellation: TestContext.Current.CancellationToken);
        using var inputs = pairs.Inputs;
        using var photos = inputs.Image.Open(shop.Data.Items, TestContext.Current.CancellationToken);
        using var scope = Scope.Begin(recordGradients: false);
        int[] items = [7, 3, 3, 80, 11];

        var expected = inputs.Image.Forward(photos.Take(Array.ConvertAll(items, item => shop.TrainingRows[item])));

        Assert.Equal(expected.Data.ToArray(), pairs.Images(items).Data.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => pairs.Images([pairs.Count]));
        Assert.Empty(Directory.GetFiles(shop.Store.Path, "*.tmp")); // what a training reads is nobody else's
    }

    [Fact]
    public void Images_OfAPhoto_AreTheSameBitsInAnyCompany()
    {
        using var image = Whitened();
        using var photos = image.Open(shop.Data.Items, TestContext.Current.CancellationToken);
        using var scope = Scope.Begin(recordGradients: false);
        int[] all = [.. Enumerable.Range(0, 100)];
        var together = image.Forward(photos.Take(all));

        foreach (var size in (int[])[1, 2, 3, 7, 31, 64])
        {
            var some = image.Forward(photos.Take(all.AsSpan(100 - size)));
            Assert.Equal(together.Data[^some.Length..].ToArray(), some.Data.ToArray());
        }
    }

    private FeatureImages Whitened() => FeatureImages.Whitened(shop.Data, null, TestContext.Current.CancellationToken);
}
