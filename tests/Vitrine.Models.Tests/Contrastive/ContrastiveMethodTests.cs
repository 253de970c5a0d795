using System.Numerics.Tensors;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Tensors.Threading;

namespace Vitrine.Models.Tests.Contrastive;

public sealed class ContrastiveMethodTests
{
    private static readonly ContrastivePreset Tiny = ContrastiveTiny.Preset;

    [Fact]
    public void Train_On32Products_LearnsThemByHeart()
    {
        using var shop = new SmallShop(40);
        new ContrastiveMethod().Train(shop.Data, new TrainingRequest("m"),
            Tiny with { Batch = 32, Epochs = 250, LearningRate = 5e-3f, Augmentation = Augmentation.None with { Scale = Tiny.Augmentation.Scale } });
        using var model = (ContrastiveModel)Methods.Load(shop.Store.Path, "m");
        var rows = shop.TrainingRows;
        var images = model.Photos(shop.Items, rows).Vectors!;
        var texts = model.Texts([.. rows.Select(row => shop.Store[row].Title)]).Vectors!;
        var first = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var own = TensorPrimitives.Dot(Row(texts, i), Row(images, i));
            first += Enumerable.Range(0, rows.Count).All(j => j == i || TensorPrimitives.Dot(Row(texts, i), Row(images, j)) < own) ? 1 : 0;
        }

        Assert.True(first >= 0.9 * rows.Count, $"{first} of {rows.Count} titles find their photo first.");
        static ReadOnlySpan<float> Row(float[] vectors, int i) => vectors.AsSpan(i * 16, 16);
    }

    [Fact]
    public void Encode_AnyInput_GivesUnitVectors()
    {
        using var shop = new SmallShop(30);
        new ContrastiveMethod().Train(shop.Data, new TrainingRequest("m"), Tiny with { Epochs = 1 });
        using var model = Methods.Load(shop.Store.Path, "m");
        float[] all = [.. model.Photos(shop.Items, [4, 2]).Vectors!, .. model.Texts(["Shirt", "", "no such words at all"]).Vectors!];
        for (var i = 0; i < all.Length; i += model.Description.VectorDimensions)
            Assert.Equal(1, TensorPrimitives.Norm(all.AsSpan(i, model.Description.VectorDimensions)), 1e-4f);
    }

    [Fact]
    public void EncodeImageFiles_PhotosOfTheStore_GiveTheStoresVectors()
    {
        using var shop = new SmallShop(30);
        new ContrastiveMethod().Train(shop.Data, new TrainingRequest("m"), Tiny with { Epochs = 1 });
        using var model = Methods.Load(shop.Store.Path, "m");
        int[] rows = [3, 0, 7];
        Assert.Equal(model.Photos(shop.Items, rows).Vectors, model.Files([.. rows.Select(shop.Store.ReadImage)]).Vectors);
    }

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(1, 2, false)]
    [InlineData(1, 3, true)] // between a small and a full size
    public void Resume_AfterCancelling_EndsWithTheSameBits(int epoch, int step, bool grows)
    {
        using var shop = new SmallShop(40);
        var preset = Tiny with { SmallEpochs = grows ? 0.5f : 0, FirstSize = 0.5f, Augmentation = Tiny.Augmentation with { Erase = 0.5f, Crop = 0.7f } };
        var method = new ContrastiveMethod();
        method.Train(shop.Data, new TrainingRequest("whole"), preset);

        using var cancellation = new CancellationTokenSource();
        var request = new TrainingRequest("halted");
        Assert.Throws<OperationCanceledException>(() => method.Train(shop.Data, request, preset, new Reporter(p =>
        {
            if (p.Epoch == epoch + 1 && p.Step == step)
                cancellation.Cancel();
        }), cancellation.Token));
        method.Train(shop.Data, request with { Resume = true }, preset);
        Assert.Equal(Hash(shop.Store, "whole"), Hash(shop.Store, "halted"));
    }

    [Theory]
    [InlineData(TextEncoderKind.Mean)]
    [InlineData(TextEncoderKind.Gru)]
    [InlineData(TextEncoderKind.Transformer)]
    public void Train_WithOneAndWithTwoThreads_GivesTheSameBits(TextEncoderKind text)
    {
        using var shop = new SmallShop(60);
        var threads = WorkerPool.ThreadCount;
        try
        {
            Assert.Equal(Run(1), Run(2));
        }
        finally
        {
            WorkerPool.ThreadCount = threads;
        }

        string Run(int count)
        {
            WorkerPool.ThreadCount = count;
            new ContrastiveMethod().Train(shop.Data, new TrainingRequest($"threads-{count}"), Tiny with { Epochs = 1, TextEncoder = text });
            return Hash(shop.Store, $"threads-{count}");
        }
    }

    [Fact]
    public void Train_OnTheNetworkOfAnotherModel_LeavesThatAsItIs()
    {
        using var shop = new SmallShop(40);
        var method = new ContrastiveMethod();
        method.Train(shop.Data, new TrainingRequest("pixels"), Tiny);
        var before = Hash(shop.Store, "pixels");
        method.Train(shop.Data, new TrainingRequest("heads") { ImageEncoder = "pixels" }, Tiny);
        Assert.Equal(before, Hash(shop.Store, "pixels"));
        using var model = (ContrastiveModel)Methods.Load(shop.Store.Path, "heads");
        Assert.IsAssignableFrom<FeatureTower>(model.Image);
        Assert.Equal(2, model.Photos(shop.Items, [0, 1]).Items.Count);
    }

    [Fact]
    public void Train_OnBothViewsOfANetwork_EncodesFilesAsTheStore()
    {
        using var shop = new SmallShop(40);
        var method = new ContrastiveMethod();
        method.Train(shop.Data, new TrainingRequest("pixels"), Tiny with { Epochs = 1 });
        var request = new TrainingRequest("heads") { ImageEncoder = "pixels", Variant = "both-views", Epochs = 1 };
        method.Prepare(shop.Data, request);
        method.Train(shop.Data, request);
        using var model = (ContrastiveModel)Methods.Load(shop.Store.Path, "heads");
        Assert.Matches("^small-cnn-[0-9a-f]+-mirrored/1$", model.Settings.ImageEncoder);
        var vectors = model.Photos(shop.Items, [3]).Vectors!;
        var fromFile = model.Files([shop.Store.ReadImage(3)]).Vectors!;
        for (var i = 0; i < vectors.Length; i++)
            Assert.Equal(vectors[i], fromFile[i], 1e-3f); // batches of another size
    }

    [Fact]
    public void Train_OnAModelWithoutANetwork_SaysWhatToName()
    {
        using var shop = new SmallShop(40);
        var method = new ContrastiveMethod();
        method.Train(shop.Data, new TrainingRequest("pixels"), Tiny with { Epochs = 1 });
        method.Train(shop.Data, new TrainingRequest("heads") { ImageEncoder = "pixels" }, Tiny with { Epochs = 1 });
        var error = Assert.Throws<UsageException>(() => method.Train(shop.Data, new TrainingRequest("m") { ImageEncoder = "heads" }, Tiny));
        Assert.Contains("'heads'", error.Message);
    }

    [Fact]
    public void Train_WithSkipGram_StartsFromTheCataloguesVectorsAndSaysSo()
    {
        using var shop = new SmallShop(40);
        new ContrastiveMethod().Train(shop.Data, new TrainingRequest("m") { WordVectors = WordStart.SkipGram }, Tiny with { Epochs = 1 });
        using var model = (ContrastiveModel)Methods.Load(shop.Store.Path, "m");
        Assert.Equal(WordStart.SkipGram, model.Settings.Text!.WordVectors!.Name);
    }

    [Theory]
    [InlineData("gru", TextEncoderKind.Gru)]
    [InlineData("no-heads+transformer", TextEncoderKind.Transformer)]
    public void Variant_KnownNames_ChangeThePreset(string variant, TextEncoderKind text)
    {
        var preset = ContrastiveVariant.Apply(Tiny, variant);
        Assert.Equal(text, preset.TextEncoder);
        Assert.Equal(variant.Contains("no-heads", StringComparison.Ordinal), preset.HeadWeight == 0);
    }

    [Fact]
    public void Train_WithAnUnknownVariant_NamesTheKnownOnes()
    {
        using var shop = new SmallShop(20);
        var error = Assert.Throws<UsageException>(() => new ContrastiveMethod().Train(shop.Data, new TrainingRequest("m") { Variant = "grru" }));
        Assert.Contains("'grru'", error.Message);
        Assert.Contains("gru", error.Hint);
    }

    [Fact]
    public void Train_WithoutHeads_HasNone()
    {
        using var shop = new SmallShop(20);
        new ContrastiveMethod().Train(shop.Data, new TrainingRequest("m"), Tiny with { Epochs = 1, HeadWeight = 0 });
        using var model = (ContrastiveModel)Methods.Load(shop.Store.Path, "m");
        Assert.Null(model.Heads);
    }

    private static string Hash(CatalogueStore store, string name) => ModelDirectory.Of(store, name).ReadCard().WeightsHash;
}
