using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Datasets.KddCup;
using Vitrine.Models.Candidates;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Hsl;
using Vitrine.Models.Regions;
using Vitrine.Workbench.KddCup;

namespace Vitrine.Models.Tests.Hsl;

/// <summary>HSL as a method, on files of a simulated detector: small features, so that a training takes seconds.</summary>
public sealed class HslMethodTests : IDisposable
{
    private static readonly KddCupOptions Layout = new() { FeatureDimensions = 96 };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-hsl-");
    private readonly KddCupTrainingData data;

    public HslMethodTests()
    {
        KddShop.Write(folder.FullName, new KddShopOptions(TrainRows: 512, Queries: 20) { FeatureDimensions = Layout.FeatureDimensions });
        data = KddCupTrainingData.Open(KddCupFolder.Open(folder.FullName, Layout));
    }

    [Fact]
    public void Train_OnQueriesWithRegions_RanksCandidatesAboveChance()
    {
        new HslMethod().Train(data, new TrainingRequest("model") { Epochs = 6 });

        using var model = Open("model");
        // A random order gives about 0.2 on average over such queries.
        Assert.InRange(CandidateScores.Ndcg(model, data.Items, data.Queries(Part.Test)), 0.3, 1);
    }

    [Fact]
    public void Train_InterruptedAndResumed_EndsWithTheSameWeights()
    {
        var request = new TrainingRequest("whole") { Epochs = 2 };
        new HslMethod().Train(data, request);

        using var stop = new CancellationTokenSource();
        var interrupted = request with { Name = "parts" };
        Assert.Throws<OperationCanceledException>(() => new HslMethod().Train(data, interrupted, progress: new StopAfter(3, stop), cancellation: stop.Token));
        new HslMethod().Train(data, interrupted with { Resume = true });

        Assert.Equal(CardOf("whole").WeightsHash, CardOf("parts").WeightsHash);
    }

    [Fact]
    public void Scores_OfEveryAggregationAndGranularity_AreTheNetworksOwn()
    {
        var query = data.Queries(Part.Validation)[0];
        foreach (var variant in (string?[])[null, "sum", "top-k", "max+object", "image", "three-level+max"])
        {
            var name = $"m-{variant?.Replace('+', '-')}";
            using var stop = new CancellationTokenSource();
            Assert.Throws<OperationCanceledException>(() =>
                new HslMethod().Train(data, new TrainingRequest(name) { Variant = variant, Epochs = 1 }, progress: new StopAfter(1, stop), cancellation: stop.Token));
            using var model = Open(name);
            var scores = CandidateScores.Of(model, data.Items, [query])[0];

            using var scope = Tensors.Scope.Begin(recordGradients: false);
            var batch = model.Scaling.Batch(data.Items.Regions, [.. query.Items]);
            var total = model.Network.Total(model.Network.Similarities(model.Network.Text.Forward(WordBatch.Of([model.Words.Of(query.Text)])), model.Network.Image.Forward(batch), batch.Lengths));
            // Two orders of the same float32 sums.
            for (var i = 0; i < scores.Length; i++)
                Assert.Equal(total.Data[i], scores[i], 1e-4f * (1 + Math.Abs(total.Data[i])));
        }
    }

    [Fact]
    public void Train_FromWordVectors_TakesTheirSizeAndRemembersThem()
    {
        var path = Path.Combine(folder.FullName, "vectors.txt");
        File.WriteAllLines(path, Vocabulary.Build(data.Items.Titles(data.RowsOf(Part.Train))).Terms.Select((term, i) => $"{term} {i} 0.5 -0.5"));
        var request = new TrainingRequest("started") { WordVectors = path };
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => new HslMethod().Train(data, request, progress: new StopAfter(1, stop), cancellation: stop.Token));

        using var model = Open("started");
        Assert.Equal(3, model.Settings.Network.WordDimensions);
        Assert.Equal(("vectors.txt", 3, model.Settings.Vocabulary.Count), (model.Settings.WordVectors!.Name, model.Settings.WordVectors.Dimensions, model.Settings.WordVectors.KnownTerms));
        // One step of Adam moves each number by about the learning rate.
        for (var term = 0; term < model.Settings.Vocabulary.Count; term++)
            Assert.Equal(-0.5f, model.Network.Text.Words.Weight.Data[(SentenceWords.Special + term) * 3 + 2], 2e-3f);
        var error = Assert.Throws<BadDataException>(() => new HslMethod().Train(data, request with { Preset = Presets.Paper }));
        Assert.Contains("vectors of 3 dimensions; expected 300", error.Message);
    }

    [Fact]
    public void Train_UnknownVariantOrPreset_SaysWhatThereIs()
    {
        Assert.Contains("one-level", Assert.Throws<UsageException>(() => new HslMethod().Train(data, new TrainingRequest("m") { Variant = "two-level" })).Hint);
        Assert.Contains("paper", Assert.Throws<UsageException>(() => new HslMethod().Train(data, new TrainingRequest("m") { Preset = "tiny" })).Hint);
        Assert.Throws<UsageException>(() => new HslMethod().Train(data, new TrainingRequest("m") { Epochs = 0 }));
    }

    public void Dispose()
    {
        data.Dispose();
        folder.Delete(recursive: true);
    }

    private ModelCard CardOf(string name) => ModelDirectory.In(folder.FullName, name).ReadCard();

    private HslModel Open(string name) => (HslModel)Methods.Load(folder.FullName, name);
}
