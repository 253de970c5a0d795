using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Models.Files;
using Vitrine.Models.Tests.Encoders.Published;

namespace Vitrine.Models.Tests.Contrastive;

/// <summary>Towers on published networks in the form of ONNX: each learns, is the same model when it is loaded, and needs nothing outside of its store.</summary>
public sealed class PublishedTowersTests : IDisposable
{
    private readonly SmallShop shop = new(30);

    public static TheoryData<string, TrainingRequest> Kinds => new()
    {
        { "frozen", new TrainingRequest("m") { ImageEncoder = OnnxFixtures.Folder("resnet") } },
        { "words", new TrainingRequest("m") { TextEncoder = OnnxFixtures.Folder("bert") } },
        { "both", new TrainingRequest("m") { ImageEncoder = $"small+{OnnxFixtures.Folder("dino")}", TextEncoder = OnnxFixtures.Folder("sentence-transformer") } },
        { "fine-tuned", new TrainingRequest("m") { ImageEncoder = OnnxFixtures.Folder("resnet-pooled"), FineTune = FineTuning.All } },
        { "last", new TrainingRequest("m") { ImageEncoder = OnnxFixtures.Folder("resnet"), FineTune = FineTuning.Last, TextEncoder = OnnxFixtures.Folder("bert") } },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Train_OnPublishedNetworks_LoadsFromTheStoreAlone(string kind, TrainingRequest request)
    {
        new ContrastiveMethod().Prepare(shop.Data, request);
        new ContrastiveMethod().Train(shop.Data, request, ContrastiveTiny.Preset with { MuonLearningRate = 0 });
        var card = ModelDirectory.In(shop.Store.Path, "m").ReadCard();
        Assert.All(card.Encoders, name => Assert.True(Directory.Exists(Path.Combine(shop.Store.Path, "encoders", name)), $"{kind}: {name}"));
        Assert.Equal((request.ImageEncoder is null ? 0 : 1) + (request.TextEncoder is null ? 0 : 1), card.Encoders.Count);

        using var first = Methods.Load(shop.Store.Path, "m");
        using var second = Methods.Load(shop.Store.Path, "m");
        Assert.Equal(first.Texts(["red shirt", "w7 w9"]).Vectors!, second.Texts(["red shirt", "w7 w9"]).Vectors!);
        Assert.Equal(first.Photos(shop.Items, [3, 1]).Vectors!, second.Photos(shop.Items, [3, 1]).Vectors!);
        Assert.NotEqual(first.Photos(shop.Items, [3]).Vectors!, first.Photos(shop.Items, [1]).Vectors!);
    }

    /// <summary>Beside a network that learns, fixed features would be learned by heart before it has learned to see.</summary>
    [Theory]
    [InlineData("small+", 0.5f)]
    [InlineData("", 0f)]
    public void Train_OnFixedFeatures_DropsThemBesideTheSmallNetworkOnly(string beside, float dropped)
    {
        new ContrastiveMethod().Train(shop.Data, new TrainingRequest("m") { ImageEncoder = beside + OnnxFixtures.Folder("dino"), Epochs = 1 });
        Assert.Equal(dropped, ModelDirectory.In(shop.Store.Path, "m").ReadCard().Unpack<ContrastiveModelSettings>().Training.FeatureDropout);
    }

    [Fact]
    public void Resume_WithAPublishedTextEncoder_EndsWithTheSameBits()
    {
        var request = new TrainingRequest("whole") { TextEncoder = OnnxFixtures.Folder("bert") };
        new ContrastiveMethod().Train(shop.Data, request, ContrastiveTiny.Preset);
        using var cancellation = new CancellationTokenSource();
        request = request with { Name = "halted" };
        Assert.Throws<OperationCanceledException>(() => new ContrastiveMethod().Train(shop.Data, request, ContrastiveTiny.Preset, new Reporter(progress =>
        {
            if (progress is { Epoch: 2, Step: 1 })
                cancellation.Cancel();
        }), cancellation.Token));
        new ContrastiveMethod().Train(shop.Data, request with { Resume = true }, ContrastiveTiny.Preset);
        Assert.Equal(Hash("whole"), Hash("halted"));
    }

    [Fact]
    public void Train_ASecondTimeWithAPublishedTextEncoder_ComputesNoTitleAndGivesTheSameBits()
    {
        var request = new TrainingRequest("first") { TextEncoder = OnnxFixtures.Folder("bert") };
        Assert.True(Train(request) > 0);
        Assert.Equal(0, Train(request with { Name = "second" }));
        Assert.Equal(Hash("first"), Hash("second"));

        // How often the training said that it prepares titles.
        int Train(TrainingRequest wanted)
        {
            var prepared = 0;
            new ContrastiveMethod().Train(shop.Data, wanted, ContrastiveTiny.Preset, new Reporter(progress => prepared += progress.Epoch == 0 ? 1 : 0));
            return prepared;
        }
    }

    [Fact]
    public void LearnedResNet_OfAModel_IsAnEncoderForOthers()
    {
        new ContrastiveMethod().Train(shop.Data, new TrainingRequest("m") { ImageEncoder = OnnxFixtures.Folder("resnet"), FineTune = FineTuning.All }, ContrastiveTiny.Preset with { MuonLearningRate = 0 });
        new ContrastiveMethod().Train(shop.Data, new TrainingRequest("next") { ImageEncoder = "m" }, ContrastiveTiny.Preset);
        using var model = Methods.Load(shop.Store.Path, "next");
        Assert.Equal(16, model.Description.VectorDimensions);
        Assert.StartsWith("resnet-", Assert.Single(ModelDirectory.In(shop.Store.Path, "next").ReadCard().Encoders));
    }

    [Theory]
    [InlineData("clip-split")]
    [InlineData("clip-one-file")]
    [InlineData("siglip")]
    public void Clip_OfAFolderOfOnnx_IsAModelAsItIs(string family)
    {
        var request = new TrainingRequest("clip") { ImageEncoder = OnnxFixtures.Folder(family) };
        Methods.Find("clip").Train(shop.Data, request);
        using var model = Methods.Load(shop.Store.Path, "clip");
        var vectors = model.Texts(["w7 w11", "w9"]).Vectors!;
        Assert.Equal(2 * model.Description.VectorDimensions, vectors.Length);
        Assert.Equal(vectors[model.Description.VectorDimensions..], model.Texts(["w9"]).Vectors!, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Train_WithAFolderThatLacksANetwork_SaysWhatIsThere()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.json", """{ "model_type": "clip" }""");
        var error = Assert.Throws<UsageException>(() => new ContrastiveMethod().Train(shop.Data, new TrainingRequest("m") { TextEncoder = folder.FullName }));
        Assert.Contains("config.json", error.Message);
        Assert.Contains("onnx/text_model.onnx", error.Hint);
    }

    public void Dispose() => shop.Dispose();

    private string Hash(string name) => ModelDirectory.In(shop.Store.Path, name).ReadCard().WeightsHash;
}
