using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;
using Vitrine.Models.Baselines.Scan;
using Vitrine.Models.Baselines.Vse;
using Vitrine.Models.Candidates;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;
using Vitrine.Workbench.KddCup;

namespace Vitrine.Models.Tests.Baselines;

/// <summary>VSE++ and SCAN as methods, on files of a simulated detector and on a store.</summary>
public sealed class RegionBaselineTests : IDisposable
{
    private static readonly KddCupOptions Layout = new() { FeatureDimensions = 96 };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-baselines-");

    private KddCupTrainingData? data;

    private KddCupTrainingData Data => data!;

    [Theory]
    [InlineData("vse", 1)]
    [InlineData("scan", 1)]
    [InlineData("hsl", 60)] // its rate has a cycle, whose length is that of the training
    public void Train_On32Pairs_LearnsThemByHeart(string method, int epochs)
    {
        Write(rows: 32, queries: 2);
        Of(method).Train(Data, new TrainingRequest("m") { Epochs = epochs });
        using var model = Open("m");
        int[] all = [.. Data.RowsOf(Part.Train)];
        string[] texts = [.. Data.Items.Titles(all)];
        var pairs = new RegionPairs(Data.Items.Regions, all, texts, model.Words.Of);
        // Each text among the photos of all: its own has to come first.
        CandidateQuery[] own = [.. texts.Select((text, i) => new CandidateQuery($"{i}", text, all, [.. texts.Select(other => other == text)]))];
        using (var run = new RegionTraining(model, pairs, Data.Items, own, seed: 1))
        {
            for (var i = 0; i < 120 - epochs; i++)
                run.Step(epoch: i < 40 ? 0 : 1, step: 0);
        }

        Assert.InRange(CandidateScores.Ndcg(model, Data.Items, own), 0.95, 1);
    }

    [Theory]
    [InlineData("vse")]
    [InlineData("scan")]
    public void Train_OnQueriesWithRegions_RanksCandidatesAboveChance(string method)
    {
        Write(rows: 768);
        Of(method).Train(Data, new TrainingRequest("m") { Epochs = 8 });

        using var model = Open("m");
        // A random order gives about 0.2 on average over such queries.
        Assert.InRange(CandidateScores.Ndcg(model, Data.Items, Data.Queries(Part.Test)), 0.3, 1);
    }

    [Theory]
    [InlineData("vse")]
    [InlineData("scan")]
    public void Train_InterruptedAndResumed_EndsWithTheSameWeights(string method)
    {
        Write(rows: 300);
        var request = new TrainingRequest("whole") { Epochs = 2 };
        Of(method).Train(Data, request);

        using var stop = new CancellationTokenSource();
        var interrupted = request with { Name = "parts" };
        Assert.Throws<OperationCanceledException>(() => Of(method).Train(Data, interrupted, progress: new StopAfter(3, stop), cancellation: stop.Token));
        Of(method).Train(Data, interrupted with { Resume = true });

        Assert.Equal(CardOf("whole").WeightsHash, CardOf("parts").WeightsHash);
    }

    [Fact]
    public void Scores_OfScan_AreTheNetworksOwn()
    {
        Write(rows: 64);
        new ScanMethod().Train(Data, new TrainingRequest("m") { Epochs = 1 });
        using var model = (ScanModel)Open("m");
        var query = Data.Queries(Part.Validation)[0];

        var scores = CandidateScores.Of(model, Data.Items, [query])[0];

        using var scope = Tensors.Scope.Begin(recordGradients: false);
        var regions = model.Scaling.Batch(Data.Items.Regions, [.. query.Items]);
        var text = WordBatch.Of([model.Words.Of(query.Text)]);
        var expected = model.Scores(model.Verbal(text), text.Lengths, model.Regional(regions), regions.Lengths).Data;
        for (var i = 0; i < scores.Length; i++)
            Assert.Equal(expected[i], scores[i], 1e-5f); // batches of another padding
    }

    [Fact]
    public void Train_OnAStore_GivesVectorsAndScanItsOwnScores()
    {
        using var shop = new SmallShop(240);
        foreach (var method in (RegionMethod[])[new VseMethod(), new ScanMethod()])
        {
            method.Prepare(shop.Data, new TrainingRequest(method.Name));
            method.Train(shop.Data, new TrainingRequest(method.Name) { Epochs = 6 });
        }

        using var vse = Methods.Load(shop.Store.Path, "vse");
        Assert.Equal(2 * vse.Description.VectorDimensions, vse.Photos(shop.Items, 0, 1).Vectors!.Length);
        Assert.Empty(vse.Description.Parts);
        using var scan = Methods.Load(shop.Store.Path, "scan");
        int[] rows = [2, 4, 8]; // jeans, a sandal, jeans
        var scores = CandidateScores.Of(scan, shop.Items, [.. ((string[])["classic jeans", "sandal"]).Select(text => new CandidateQuery(text, text, rows, new bool[3]))]);
        Assert.True(scores[0][0] > scores[0][1] && scores[1][1] > scores[1][2], string.Join(' ', scores.SelectMany(row => row)));
    }

    public void Dispose()
    {
        data?.Dispose();
        folder.Delete(recursive: true);
    }

    private void Write(int rows, int queries = 20)
    {
        KddShop.Write(folder.FullName, new KddShopOptions(TrainRows: rows, Queries: queries) { FeatureDimensions = Layout.FeatureDimensions });
        data = KddCupTrainingData.Open(KddCupFolder.Open(folder.FullName, Layout));
    }

    private static IMethod Of(string name) => Methods.Find(name);

    private ModelCard CardOf(string name) => ModelDirectory.In(folder.FullName, name).ReadCard();

    private RegionModel Open(string name) => (RegionModel)Methods.Load(folder.FullName, name);
}
