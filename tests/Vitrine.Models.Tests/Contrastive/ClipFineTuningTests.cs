using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.Tests.Encoders.Published;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Contrastive;

public sealed class ClipFineTuningTests : IDisposable
{
    private static readonly string Clip = SharedModels.Fixture("tiny-clip");
    private static readonly string[] Texts = ["classic shirt", "modern boot no7", ""];

    private readonly SmallShop shop = new(60);

    public static TheoryData<FineTuning> All { get; } = [.. Enum.GetValues<FineTuning>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Train_AnyShareOfAClip_LossFallsAndTheRestStaysBitForBit(FineTuning fineTuning)
    {
        var losses = Train(Request(fineTuning) with { Epochs = 12 });

        Assert.True(losses[^1] < losses[0], $"{losses[0]} before, {losses[^1]} after");
        using var published = ClipModel.Load(Clip);
        published.Learn(fineTuning);
        var learns = published.Parameters().ToDictionary(p => p.Name, p => p.Tensor.RequiresGradient);
        using var model = Load();
        var trained = model.Parameters().Where(p => p.Name.StartsWith("image.clip.", StringComparison.Ordinal)).ToDictionary(p => p.Name["image.clip.".Length..], p => p.Tensor);
        Assert.Equal(fineTuning == FineTuning.Frozen ? 0 : learns.Count, trained.Count);
        foreach (var (name, tensor) in published.Parameters().Where(p => trained.ContainsKey(p.Name) && !HasNoGradient(p.Name)))
            Assert.True(tensor.Data.SequenceEqual(trained[name].Data) != learns[name], name);

        // It adds the same to all scores of a softmax: what reaches it is rounding alone.
        static bool HasNoGradient(string name) => name.EndsWith("k_proj.bias", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Load_ATrainedModel_EncodesWithoutTheOriginalFolderAndTheSameAgain(FineTuning fineTuning)
    {
        using (var folder = new CopiedFolder(Clip))
            Train(Request(fineTuning) with { ImageEncoder = folder.Path, Epochs = 4 });
        using var model = Load();
        using var again = Load();
        using var published = ClipRetrieval.Load(Clip);

        Assert.Equal(model.Texts(Texts).Vectors!, again.Texts(Texts).Vectors!);
        Assert.Equal(model.Photos(shop.Items, [0, 5]).Vectors!, again.Photos(shop.Items, [0, 5]).Vectors!);
        Assert.NotEqual(published.Texts(Texts).Vectors!, model.Texts(Texts).Vectors!);
        var file = model.Files([shop.Store.ReadImage(5)]).Vectors!;
        var stored = model.Photos(shop.Items, [5]).Vectors!;
        for (var i = 0; i < file.Length; i++)
            Assert.Equal(stored[i], file[i], 1e-4f); // cached vectors come from larger batches
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Towers_BeforeTheFirstStep_RankAsThePublishedModel(FineTuning fineTuning)
    {
        var settings = new ContrastiveModelSettings(ClipMethod.Adopt(shop.Data, Clip), null, [], ContrastivePreset.Default, "contrastive", fineTuning);
        using var model = new ContrastiveModel(settings, Towers.Open(settings, shop.Store.Path, new RandomSource(1)), new RandomSource(1));
        model.Eval();
        using var published = ClipModel.Load(Clip);
        using var expected = ClipRetrieval.Load(Clip);

        Assert.Equal(published.LogitScale.Data[0], model.LogScale.Data[0]);
        Near(expected.Texts(Texts).Vectors!, model.Texts(Texts).Vectors!);
        Near(expected.Photos(shop.Items, [3]).Vectors!, model.Photos(shop.Items, [3]).Vectors!);

        static void Near(float[] expected, float[] found)
        {
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], found[i], 1e-4f); // normalised twice, in batches of another size
        }
    }

    [Theory]
    [InlineData(FineTuning.Frozen)]
    [InlineData(FineTuning.Last)]
    public void Train_InterruptedAndResumed_EndsWithTheSameWeights(FineTuning fineTuning)
    {
        var request = Request(fineTuning) with { Epochs = 3 };
        Train(request);
        var whole = ModelDirectory.Of(shop.Store, "tuned").ReadCard().WeightsHash;
        using var stop = new CancellationTokenSource();
        var method = new ContrastiveMethod();

        Assert.Throws<OperationCanceledException>(() => method.Train(shop.Data, request, new Reporter(progress =>
        {
            if (progress.Epoch == 2)
                stop.Cancel();
        }), stop.Token));
        method.Train(shop.Data, request with { Resume = true });

        Assert.Equal(whole, ModelDirectory.Of(shop.Store, "tuned").ReadCard().WeightsHash);
    }

    [Fact]
    public void Train_Frozen_TellsOfTheTitlesThatItEncodesFirst()
    {
        var reports = new List<TrainingProgress>();
        new ContrastiveMethod().Train(shop.Data, Request(FineTuning.Frozen) with { Epochs = 1 }, new Reporter(reports.Add));
        TrainingProgress[] before = [.. reports.TakeWhile(progress => progress.Epoch == 0)];
        Assert.NotEmpty(before);
        Assert.Equal(before[^1].StepsPerEpoch, before[^1].Step);
        Assert.All(reports.Skip(before.Length), progress => Assert.Equal(1, progress.Epoch));
    }

    [Fact]
    public void Train_OfTheSharedFixture_LossFalls()
    {
        using var folder = new CopiedFolder(SharedModels.Require("clip-random-fixture"));
        foreach (var file in Directory.GetFiles(SharedModels.Require("clip-bpe-tokenizer")))
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)), overwrite: true);

        var losses = Train(Request(FineTuning.All) with { ImageEncoder = folder.Path, Epochs = 4 });

        Assert.True(losses[^1] < losses[0], $"{losses[0]} before, {losses[^1]} after");
    }

    [Fact]
    public void Train_WithoutAClip_SaysWhatItNeeds()
    {
        var request = Request(FineTuning.All);

        Assert.Contains("--image-encoder DIR", Fails("contrastive", request with { ImageEncoder = null }).Hint);
        Assert.Contains("--image-encoder DIR", Fails("contrastive", request with { ImageEncoder = "small" }).Hint);
        Assert.Contains("pieces of words", Fails("contrastive", request with { WordVectors = "skip-gram" }).Message);
        Assert.Contains("text tower of its own", Fails("contrastive", request with { Variant = "gru" }).Message);
        Assert.Contains("does not know --fine-tune", Fails("cca", request with { Epochs = null }).Message);

        UsageException Fails(string method, TrainingRequest request) => Assert.Throws<UsageException>(() => Methods.Find(method).Train(shop.Data, request));
    }

    public void Dispose() => shop.Dispose();

    private static TrainingRequest Request(FineTuning fineTuning) => new("tuned") { ImageEncoder = Clip, FineTune = fineTuning, Epochs = 1 };

    /// <summary>The mean loss of each epoch.</summary>
    private List<float> Train(TrainingRequest request)
    {
        var losses = new SortedDictionary<int, float>();
        new ContrastiveMethod().Prepare(shop.Data, request);
        new ContrastiveMethod().Train(shop.Data, request, new Reporter(progress => losses[progress.Epoch] = progress.Loss));
        losses.Remove(0); // what is prepared before the first epoch has none
        return [.. losses.Values];
    }

    private ContrastiveModel Load() => (ContrastiveModel)Methods.Load(shop.Store.Path, "tuned");
}
