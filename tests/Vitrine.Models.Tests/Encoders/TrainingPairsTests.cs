using Vitrine.Catalogue.Features;
using Vitrine.Catalogue.Text;
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
        using var pairs = new TrainingPairs(shop.Store, null, TermWeighting.Binary, 2, TestContext.Current.CancellationToken);
        using var inputs = pairs.Inputs;
        using var table = FeatureTable.Open(shop.Store, inputs.Extractor, null, TestContext.Current.CancellationToken);
        using var scope = Scope.Begin(recordGradients: false);
        int[] items = [7, 3, 3, 80, 11];

        var expected = inputs.Images(table, Array.ConvertAll(items, item => shop.TrainingRows[item]));

        Assert.Equal(expected.Data.ToArray(), pairs.Images(items).Data.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => pairs.Images([pairs.Count]));
        Assert.Empty(Directory.GetFiles(Path.Combine(shop.Store.Path, "features"))); // what training reads from is nobody else's
    }

    [Fact]
    public void Images_OfAPhoto_AreTheSameBitsInAnyCompany()
    {
        using var pairs = new TrainingPairs(shop.Store, null, TermWeighting.Binary, 2, TestContext.Current.CancellationToken);
        using var inputs = pairs.Inputs;
        using var table = FeatureTable.Open(shop.Store, inputs.Extractor, null, TestContext.Current.CancellationToken);
        using var scope = Scope.Begin(recordGradients: false);
        int[] all = [.. Enumerable.Range(0, 100)];
        var together = inputs.Images(table, all);

        foreach (var size in (int[])[1, 2, 3, 7, 31, 64])
        {
            var some = inputs.Images(table, all.AsSpan(100 - size));
            Assert.Equal(together.Data[^some.Length..].ToArray(), some.Data.ToArray());
        }
    }
}
