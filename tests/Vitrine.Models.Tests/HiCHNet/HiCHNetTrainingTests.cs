using System.Numerics;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.HiCHNet;
using Vitrine.Tensors.Threading;

namespace Vitrine.Models.Tests.HiCHNet;

public class HiCHNetTrainingTests
{
    private static readonly HiCHNetPreset Joint = HiCHNetPreset.Default with { Hidden = 32, Epochs = 10, MinimumSteps = 0, Batch = 16 };
    private static readonly HiCHNetPreset Alternating = HiCHNetPreset.Paper with { Hidden = 32, Epochs = 3, Batch = 8 };

    [Fact]
    public void Train_On32Products_LearnsThemByHeart()
    {
        using var shop = new SmallShop(40);
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest("m") { Bits = 32, Epochs = 300 }, Joint);
        using var model = Methods.Load(shop.Store.Path, "m");
        Assert.Equal([4, 4, 24], model.Description.CodeBitsPerLayer);

        var rows = shop.TrainingRows;
        var images = model.Photos(shop.Items, rows).Codes!;
        var texts = model.Texts([.. rows.Select(row => shop.Store[row].Title)]).Codes!;
        var tree = shop.Store.Tree;
        for (var i = 0; i < rows.Count; i++)
        {
            var category = shop.Store.Categories[rows[i]];
            var distances = Enumerable.Range(0, rows.Count).ToLookup(
                j => tree.Label(shop.Store.Categories[rows[j]], tree.Depth) == tree.Label(category, tree.Depth),
                j => BitOperations.PopCount(texts[i] ^ images[j]));
            Assert.True(distances[true].Max() < distances[false].Min(), $"Title {i}: {distances[true].Max()} inside its category, {distances[false].Min()} outside.");
        }
    }

    [Fact]
    public void EncodeImageFiles_PhotosOfTheStore_GiveTheStoresCodes()
    {
        using var shop = new SmallShop(30);
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest("m"), Joint with { Epochs = 1 });
        using var model = Methods.Load(shop.Store.Path, "m");
        int[] rows = [3, 0, 7];
        Assert.Equal(model.Photos(shop.Items, rows).Codes, model.Files([.. rows.Select(shop.Store.ReadImage)]).Codes);
    }

    [Theory]
    [InlineData(false, 0, 2)] // in the first epoch
    [InlineData(false, 2, 1)] // in the middle
    [InlineData(false, 1, 4)] // after an epoch's last step
    [InlineData(true, 1, 3)]
    [InlineData(true, 1, 8)]
    public void Resume_AfterCancelling_EndsWithTheSameBits(bool alternating, int epoch, int step)
    {
        using var shop = new SmallShop(40);
        var preset = (alternating ? Alternating : Joint) with { Epochs = 4, Batch = 8 };
        var method = new HiCHNetMethod();
        method.Train(shop.Data, new TrainingRequest("whole"), preset);

        using var cancellation = new CancellationTokenSource();
        var cancelling = new Reporter(p =>
        {
            if (p.Epoch == epoch + 1 && p.Step == step)
                cancellation.Cancel();
        });
        var request = new TrainingRequest("halted");
        Assert.Throws<OperationCanceledException>(() => method.Train(shop.Data, request, preset, cancelling, cancellation.Token));
        using (var usable = Methods.Load(shop.Store.Path, "halted"))
            Assert.Equal(shop.Store.Count, usable.Photos(shop.Items, [.. Enumerable.Range(0, shop.Store.Count)]).Items.Count);

        method.Train(shop.Data, request with { Resume = true }, preset);
        Assert.Equal(Card("whole").WeightsHash, Card("halted").WeightsHash);
        Assert.Equal(4, Card("halted").EpochsDone);

        ModelCard Card(string name) => ModelDirectory.Of(shop.Store, name).ReadCard();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Train_WithOneAndWithTwoThreads_GivesTheSameBits(bool alternating)
    {
        using var shop = new SmallShop(60);
        var preset = (alternating ? Alternating : Joint) with { Epochs = 2, Hidden = 96 };
        var threads = WorkerPool.ThreadCount;
        try
        {
            Assert.Equal(Hash(1), Hash(2));
        }
        finally
        {
            WorkerPool.ThreadCount = threads;
        }

        string Hash(int count)
        {
            WorkerPool.ThreadCount = count;
            var name = $"threads-{count}";
            new HiCHNetMethod().Train(shop.Data, new TrainingRequest(name), preset);
            return ModelDirectory.Of(shop.Store, name).ReadCard().WeightsHash;
        }
    }

    [Fact]
    public void Train_WithAnotherSeed_GivesOtherWeights()
    {
        using var shop = new SmallShop(20);
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest("a"), Alternating);
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest("b") { Seed = 2 }, Alternating);
        Assert.NotEqual(ModelDirectory.Of(shop.Store, "a").ReadCard().WeightsHash, ModelDirectory.Of(shop.Store, "b").ReadCard().WeightsHash);
    }

    [Fact]
    public void Alternating_OverEpochs_LowersTheLoss()
    {
        using var shop = new SmallShop(60);
        var losses = new List<float>();
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest("m"), Alternating with { Epochs = 20 }, new Reporter(p =>
        {
            if (p.Step == p.StepsPerEpoch)
                losses.Add(p.Loss);
        }));
        Assert.True(losses[^1] < 0.9f * losses[0], $"{losses[0]} → {losses[^1]}");
    }

    [Fact]
    public void Train_Flat_CodesTheFinestLayerOnly()
    {
        using var shop = new SmallShop(20);
        new HiCHNetMethod().Train(shop.Data, new TrainingRequest("m") { Flat = true, Bits = 40 }, Joint with { Epochs = 1 });
        using var model = Methods.Load(shop.Store.Path, "m");
        Assert.Equal([40], model.Description.CodeBitsPerLayer);
    }

    [Fact]
    public void Resume_WithOtherOptions_IsRefused()
    {
        using var shop = new SmallShop(20);
        using var cancellation = new CancellationTokenSource();
        var method = new HiCHNetMethod();
        var request = new TrainingRequest("m");
        Assert.Throws<UsageException>(() => method.Train(shop.Data, request with { Resume = true }, Joint)); // nothing there yet
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => method.Train(shop.Data, request, Joint, null, cancellation.Token));
        Assert.Throws<UsageException>(() => method.Train(shop.Data, request with { Resume = true, Seed = 9 }, Joint));
    }

    [Theory]
    [InlineData(2)] // fewer bits than layers
    [InlineData(100_000)]
    public void Train_WithImpossibleBits_SaysSo(int bits)
    {
        using var shop = new SmallShop(20);
        Assert.Contains($"{bits} bits", Assert.Throws<UsageException>(
            () => new HiCHNetMethod().Train(shop.Data, new TrainingRequest("m") { Bits = bits })).Message);
    }

    [Theory]
    [InlineData(1, new[] { 1f })]
    [InlineData(2, new[] { 0.2f, 0.8f })] // the paper's
    [InlineData(3, new[] { 0.1f, 0.1f, 0.8f })]
    public void Rho_ForAnyDepth_KeepsTheFinestShare(int layers, float[] expected)
    {
        var rho = HiCHNetPreset.Paper.Rho(layers);
        for (var k = 0; k < layers; k++)
            Assert.Equal(expected[k], rho[k], 1e-6f);
    }
}
