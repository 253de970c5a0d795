using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Baselines.Cca;
using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Models.Tests.Encoders.Published;
using Vitrine.Models.Training;

namespace Vitrine.Models.Tests.Contrastive;

/// <summary><c>--from</c>: one training goes on where another ended.</summary>
public sealed class ContrastiveStagesTests : IDisposable
{
    private static readonly string Clip = SharedModels.Fixture("tiny-clip");

    private static readonly ContrastivePreset Tiny = ContrastiveTiny.Preset with { Epochs = 2 };

    // A step of it moves no weight by more than rounding.
    private static readonly ContrastivePreset Still = Tiny with { Epochs = 1, LearningRate = 1e-12f, MuonLearningRate = 1e-12f };

    private readonly SmallShop shop = new(40);

    public void Dispose() => shop.Dispose();

    [Fact]
    public void Train_FromAModel_StartsWithItsWeightsAndNamesIt()
    {
        Train("one", Tiny);
        Train("two", Still, from: "one");
        Assert.Equal(new ModelOrigin("one", Card("one").WeightsHash), Card("two").From);
        AssertNear(Encode("one", "classic shirt"), Encode("two", "classic shirt"));
        Train("three", Still);
        Assert.NotEqual(Encode("one", "classic shirt")[0], Encode("three", "classic shirt")[0], 1e-3f);
    }

    [Fact]
    public void Train_FromAModel_TeachesHeadsFromTheBeginning()
    {
        Train("one", Tiny with { HeadWeight = 0 });
        Train("two", Still, from: "one");
        using var model = Load("two");
        Assert.NotNull(model.Heads);
    }

    [Fact]
    public void Train_FromAModelOfFewerWords_KeepsThoseAndAddsTheNew()
    {
        Train("one", Tiny);
        using (var writer = StoreWriter.Open(shop.Store.Path))
        {
            for (var i = 0; i < 20; i++)
                writer.Put(new ProductData($"new{i}", $"turban {i}", ["Clothes", "Tops", "Shirt"], new Dictionary<string, string>()), ImageEncoder.Png(new RgbImage(8, 8, new byte[192])));
            writer.Commit();
        }

        using var store = CatalogueStore.Open(shop.Store.Path);
        new ContrastiveMethod().Train(new StoreTrainingData(store), new TrainingRequest("two") { From = "one" }, Still);
        using var before = Load("one");
        using var after = Load("two");
        var (known, all) = (before.Settings.Text!.Vocabulary.Terms, after.Settings.Text!.Vocabulary.Terms);
        Assert.Equal(known, all.Take(known.Count));
        Assert.Contains("turban", all.Skip(known.Count));
        AssertNear(Encode("one", "classic shirt"), Encode("two", "classic shirt"));
        Assert.True(TrainedProducts.Read(ModelDirectory.Of(store, "two"))!.Knows(null, shop.Store[shop.TrainingRows[0]].Title));
    }

    [Theory]
    [InlineData("m", null, null, "itself")]
    [InlineData("one", "other-network", null, "sees photos through small")]
    [InlineData("one", null, WordStart.SkipGram, "--word-vectors")]
    [InlineData("nothing", null, null, "no model 'nothing'")]
    [InlineData("correlated", null, null, "of cca")]
    public void Train_FromWhatDoesNotFit_SaysWhy(string from, string? imageEncoder, string? words, string expected)
    {
        Train("one", Tiny);
        new CcaMethod().Train(shop.Data, new TrainingRequest("correlated") { Bits = 4 });
        var request = new TrainingRequest("m") { From = from, WordVectors = words, ImageEncoder = imageEncoder is null ? null : Clip };
        var error = Assert.Throws<UsageException>(() => new ContrastiveMethod().Train(shop.Data, request, Tiny));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_FromAModelOfOtherSizes_NamesTheTensors()
    {
        Train("one", Tiny);
        var error = Assert.Throws<UsageException>(() => Train("two", Tiny with { TextEncoder = TextEncoderKind.Gru }, from: "one"));
        Assert.Contains("'text.gru.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FineTuning.Frozen)]
    [InlineData(FineTuning.Last)]
    public void Train_FromAPublishedClip_FineTunesIt(FineTuning fineTuning)
    {
        new ClipMethod().Train(shop.Data, new TrainingRequest("clip") { ImageEncoder = Clip });
        var request = new TrainingRequest("tuned") { From = "clip", FineTune = fineTuning, Epochs = 1, Preset = Presets.Paper };
        new ContrastiveMethod().Train(shop.Data, request);
        new ContrastiveMethod().Train(shop.Data, new TrainingRequest("further") { From = "tuned", Epochs = 1, Preset = Presets.Paper });

        using var model = Load("further");
        Assert.Equal(fineTuning, model.Settings.FineTuning);
        Assert.NotNull(model.Heads);
        Assert.Equal(1, model.Settings.Training.HeadWeight);
        Assert.Equal("clip", Card("tuned").From!.Name);
        Assert.Equal("tuned", Card("further").From!.Name);
    }

    [Fact]
    public void Train_FromAPublishedClipWithoutFineTuning_AsksForIt()
    {
        new ClipMethod().Train(shop.Data, new TrainingRequest("clip") { ImageEncoder = Clip });
        var error = Assert.Throws<UsageException>(() => new ContrastiveMethod().Train(shop.Data, new TrainingRequest("m") { From = "clip" }));
        Assert.Contains("--fine-tune", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_FromAFrozenClipToItsLastLayers_IsRefused()
    {
        new ContrastiveMethod().Train(shop.Data, new TrainingRequest("one") { ImageEncoder = Clip, FineTune = FineTuning.Frozen, Epochs = 1 });
        var error = Assert.Throws<UsageException>(
            () => new ContrastiveMethod().Train(shop.Data, new TrainingRequest("two") { From = "one", FineTune = FineTuning.Last, Epochs = 1 }));
        Assert.Contains("frozen", error.Message, StringComparison.Ordinal);
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-4f);
    }

    private void Train(string name, ContrastivePreset preset, string? from = null) =>
        new ContrastiveMethod().Train(shop.Data, new TrainingRequest(name) { From = from }, preset);

    private ContrastiveModel Load(string name) => (ContrastiveModel)Methods.Load(shop.Store.Path, name);

    private float[] Encode(string name, string text)
    {
        using var model = Load(name);
        return model.EncodeQueries([Query.Words(text)], ItemField.Photo).Single().Vector!;
    }

    private ModelCard Card(string name) => ModelDirectory.Of(shop.Store, name).ReadCard();
}
