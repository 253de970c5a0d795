using Vitrine.Datasets.KddCup;
using Vitrine.Models.Baselines.Scan;
using Vitrine.Models.Baselines.Vse;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Files;
using Vitrine.Models.Regions;
using Vitrine.Models.Training;

namespace Vitrine.Models.Tests.Baselines;

/// <summary>VSE++ and SCAN as methods, on files of a simulated detector and on a store.</summary>
public sealed class RegionBaselineTests : IDisposable
{
    private static readonly KddCupOptions Layout = new() { FeatureDimensions = 96 };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-baselines-");

    private KddCupFolder Files => KddCupFolder.Open(folder.FullName, Layout);

    [Theory]
    [InlineData("vse", 1)]
    [InlineData("scan", 1)]
    [InlineData("hsl", 60)] // its rate has a cycle, whose length is that of the training
    public void Train_On32Pairs_LearnsThemByHeart(string method, int epochs)
    {
        Write(rows: 32, queries: 2);
        Of(method).Train(Files, new TrainingRequest("m") { Epochs = epochs });
        using var model = Open(method, "m");
        using var train = Files.OpenRows(KddCupFolder.Train);
        string[] texts = [.. Enumerable.Range(0, train.Count).Select(row => train.Read(row).Query)];
        var pairs = new RegionPairs(new KddCupRegions(train), [.. Enumerable.Range(0, train.Count)], [.. texts.Select(model.WordsOf)]);
        // Each text among the photos of all: its own has to come first.
        int[] all = [.. Enumerable.Range(0, train.Count)];
        var own = new RegionCandidates(new KddCupRegions(train),
            [.. all.Select(row => new RegionQuery(model.WordsOf(texts[row]), all, [.. all.Select(other => texts[other] == texts[row])]))]);
        using (var run = new RegionTraining(model, pairs, own, seed: 1))
        {
            for (var i = 0; i < 120 - epochs; i++)
                run.Step(epoch: i < 40 ? 0 : 1, step: 0);
        }

        Assert.InRange(own.Ndcg(model), 0.95, 1);
    }

    [Theory]
    [InlineData("vse")]
    [InlineData("scan")]
    public void Train_OnQueriesWithRegions_RanksCandidatesAboveChance(string method)
    {
        Write(rows: 768);
        Of(method).Train(Files, new TrainingRequest("m") { Epochs = 8 });

        using var model = Open(method, "m");
        using var rows = Files.OpenRows(KddCupFolder.Test);
        var candidates = new RegionCandidates(new KddCupRegions(rows),
            [.. Files.Queries(KddCupFolder.Test, rows).Select(query => new RegionQuery(model.WordsOf(query.Text), query.Rows, query.IsRelevant))]);
        // A random order gives about 0.2 on average over such queries.
        Assert.InRange(candidates.Ndcg(model), 0.3, 1);
    }

    [Theory]
    [InlineData("vse")]
    [InlineData("scan")]
    public void Train_InterruptedAndResumed_EndsWithTheSameWeights(string method)
    {
        Write(rows: 300);
        var request = new TrainingRequest("whole") { Epochs = 2 };
        Of(method).Train(Files, request);

        using var stop = new CancellationTokenSource();
        var interrupted = request with { Name = "parts" };
        Assert.Throws<OperationCanceledException>(() => Of(method).Train(Files, interrupted, progress: new StopAfter(3, stop), cancellation: stop.Token));
        Of(method).Train(Files, interrupted with { Resume = true });

        Assert.Equal(CardOf("whole").WeightsHash, CardOf("parts").WeightsHash);
    }

    [Fact]
    public void Scores_OfScan_AreTheNetworksOwn()
    {
        Write(rows: 64);
        new ScanMethod().Train(Files, new TrainingRequest("m") { Epochs = 1 });
        using var model = (ScanModel)Open("scan", "m");
        using var rows = Files.OpenRows(KddCupFolder.Valid);
        var query = Files.Queries(KddCupFolder.Valid, rows)[0];
        var words = model.WordsOf(query.Text);

        var scores = new RegionCandidates(new KddCupRegions(rows), [new RegionQuery(words, query.Rows, query.IsRelevant)]).Scores(model)[0];

        using var scope = Tensors.Scope.Begin(recordGradients: false);
        var regions = model.Scaling.Batch(new KddCupRegions(rows), [.. query.Rows]);
        var text = WordBatch.Of([words]);
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
            method.Prepare(shop.Store, new TrainingRequest(method.Name));
            method.Train(shop.Store, new TrainingRequest(method.Name) { Epochs = 3 });
        }

        using var vse = ModelDirectory.Load(shop.Store, "vse");
        Assert.Equal(2 * vse.VectorDimensions, vse.EncodeImages(shop.Store, [0, 1]).Vectors!.Length);
        Assert.False(vse is IComparingModel);
        using var scan = (IComparingModel)ModelDirectory.Load(shop.Store, "scan");
        var scores = scan.Compare(shop.Store, ["classic jeans", "sandal"], [2, 4, 8]); // rows of jeans, a sandal, jeans
        Assert.True(scores[0][0] > scores[0][1] && scores[1][1] > scores[1][2], string.Join(' ', scores.SelectMany(row => row)));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Write(int rows, int queries = 20) =>
        KddShop.Write(folder.FullName, new KddShopOptions(TrainRows: rows, Queries: queries) { FeatureDimensions = Layout.FeatureDimensions });

    private static RegionMethod Of(string name) => (RegionMethod)Methods.Find(name);

    private ModelCard CardOf(string name) => ModelDirectory.In(folder.FullName, name).ReadCard();

    private RegionModel Open(string method, string name) => Of(method).Open(ModelDirectory.In(folder.FullName, name), CardOf(name));

    private sealed class StopAfter(int steps, CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        private int done;

        public void Report(TrainingProgress value)
        {
            if (++done == steps)
                stop.Cancel();
        }
    }
}
