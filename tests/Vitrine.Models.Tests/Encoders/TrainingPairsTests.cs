using Vitrine.Models.Encoders;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Encoders;

public sealed class TrainingPairsTests : IDisposable
{
    private readonly SmallShop shop = new(130);

    public void Dispose() => shop.Dispose();

    // Otherwise a larger catalogue would train to other bits than it does with more memory.
    [Fact]
    public void Images_KeptOrMadeAnew_AreTheSameBits()
    {
        using var kept = new TrainingPairs(shop.Data, Whitened(), TrainingPairs.KeptBytes, TestContext.Current.CancellationToken);
        using var anew = new TrainingPairs(shop.Data, Whitened(), keptBytes: 0, TestContext.Current.CancellationToken);
        using var ofKept = kept.Inputs;
        using var ofAnew = anew.Inputs;
        using var scope = Scope.Begin(recordGradients: false);

        int[] items = [7, 3, 3, 80, 11];
        Assert.Equal(kept.Images(items).Data.ToArray(), anew.Images(items).Data.ToArray());
        Assert.Equal(kept.Images([5]).Data.ToArray(), anew.Images([5]).Data.ToArray());
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
