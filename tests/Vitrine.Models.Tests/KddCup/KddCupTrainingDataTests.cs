using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;
using Vitrine.Models.Candidates;
using Vitrine.Models.Contract;
using Vitrine.Workbench.KddCup;

namespace Vitrine.Models.Tests.KddCup;

/// <summary>A KDD Cup folder as one source of items and queries for every method.</summary>
public sealed class KddCupTrainingDataTests : IDisposable
{
    private const int TrainRows = 400, Queries = 12;
    private static readonly KddCupOptions Layout = new() { FeatureDimensions = 48 };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vitrine-kdd-");

    public KddCupTrainingDataTests() =>
        KddShop.Write(folder.FullName, new KddShopOptions(TrainRows, Queries) { FeatureDimensions = Layout.FeatureDimensions });

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Methods that see a picture as a whole; those of regions are tried by tests of their own.</summary>
    [Theory]
    [InlineData("hichnet", 10, null)]
    [InlineData("cca", null, 16)]
    [InlineData("contrastive", 20, null)]
    public void Train_OnTheMeanOfTheRegions_RanksCandidatesAboveChance(string method, int? epochs, int? bits)
    {
        using var data = Open();
        var request = new TrainingRequest("m") { Epochs = epochs, Bits = bits };
        Methods.Find(method).Prepare(data, request);
        Methods.Find(method).Train(data, request);

        using var model = Methods.Load(folder.FullName, "m");
        // A random order gives about 0.2 on average over such queries.
        Assert.InRange(CandidateScores.Ndcg(model, data.Items, data.Queries(Part.Test)), 0.3, 1);
    }

    [Fact]
    public void Items_OfAllFiles_AreTheirRowsOneFileAfterTheOther()
    {
        using var data = Open();
        var files = KddCupFolder.Open(folder.FullName, Layout);
        using var train = files.OpenRows(KddCupFolder.Train);
        using var valid = files.OpenRows(KddCupFolder.Valid);
        using var test = files.OpenRows(KddCupFolder.Test);
        KddCupRow[] rows = [.. ((KddCupCache[])[train, valid, test]).SelectMany(file => Enumerable.Range(0, file.Count).Select(file.Read))];
        var labels = files.Labels();

        Assert.Equal(rows.Length, data.Items.Count);
        Assert.Equal(TrainRows, data.RowsOf(Part.Train).Count);
        Assert.Equal(Enumerable.Range(0, rows.Length), Enum.GetValues<Part>().SelectMany(data.RowsOf));
        Assert.Equal(rows.Select(row => row.Query), data.Items.Titles([.. Enumerable.Range(0, rows.Length)]));
        Assert.Equal(1, data.Tree.Depth);
        using var means = data.Items.Features(data.Items.DefaultExtractor);
        foreach (var item in (int[])[0, TrainRows - 1, TrainRows, TrainRows + valid.Count, rows.Length - 1])
        {
            var row = rows[item];
            Assert.Equal(row.ProductId, data.Items.ProductOf(item));
            Assert.Equal([labels[row.ClassLabels.Span[0]]], data.Tree.Path(data.CategoryOf(item)));
            Assert.Equal(row.RegionCount, data.Items.Regions.CountOf(item));
            var mean = new float[means.Dimensions];
            means.Read([item], mean);
            for (var feature = 0; feature < mean.Length; feature++)
                Assert.Equal(Enumerable.Range(0, row.RegionCount).Average(region => row.Features.Span[region * mean.Length + feature]), mean[feature], 1e-4f);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => data.Items.ProductOf(rows.Length));
    }

    [Fact]
    public void Queries_OfAPart_AreThoseOfItsFileAndItsAnswers()
    {
        using var data = Open();
        var answers = KddCupAnswers.Read(Path.Combine(folder.FullName, "test_answer.json"));
        var queries = data.Queries(Part.Test);
        Assert.Equal(answers.Keys.Order(), queries.Select(query => query.Id).Order());
        foreach (var query in queries)
        {
            Assert.Equal(query.Items, query.Items.Intersect(data.RowsOf(Part.Test)));
            Assert.All(data.Items.Titles(query.Items), title => Assert.Equal(query.Text, title));
            Assert.Equal(query.Items.Select(item => answers[query.Id].Contains(data.Items.ProductOf(item))), query.IsRelevant);
        }

        Assert.Equal(Queries, data.ValidationQueries(1000).Count);
        Assert.Equal(3, data.ValidationQueries(3).Count);
        Assert.Contains("train.tsv", Assert.Throws<UsageException>(() => data.Queries(Part.Train)).Message);
    }

    [Fact]
    public void Open_WithoutNamesAnswersOrWholeLines_TakesWhatThereIsAndSaysSo()
    {
        File.Delete(Path.Combine(folder.FullName, "multimodal_labels.txt"));
        File.Delete(Path.Combine(folder.FullName, "test_answer.json"));
        File.AppendAllText(Path.Combine(folder.FullName, "valid.tsv"), "half a line\n");
        using var data = Open();
        Assert.Empty(data.RowsOf(Part.Test));
        Assert.All(Enumerable.Range(0, data.Tree.Count), category => Assert.Matches("^class [0-9]+$", data.Tree.Path(category)[0]));
        var skipped = Assert.Single(data.Skipped);
        Assert.Equal((Path.Combine(folder.FullName, "valid.tsv"), 1L), (skipped.File, skipped.Report.Count));
        Assert.Throws<UsageException>(() => data.Queries(Part.Test));
    }

    [Fact]
    public void Hashes_OfWhatIsLearnedFrom_DoNotDependOnTheOtherFiles()
    {
        string split, all;
        using (var data = Open())
            (split, all) = (data.SplitHash, data.DataHash);
        File.Delete(Path.Combine(folder.FullName, "test.tsv"));
        using var less = Open();
        Assert.Equal(split, less.SplitHash);
        Assert.NotEqual(all, less.DataHash);
    }

    [Fact]
    public void Train_WhatNeedsPhotos_SaysThatThereAreNone()
    {
        using var data = Open();
        Assert.Contains("no photos", Assert.Throws<UsageException>(() => data.Items.ReadPhoto(0)).Message);
        Assert.Contains("no photos", Assert.Throws<UsageException>(() => data.Items.Photos(60, 80)).Message);
        var request = new TrainingRequest("m") { ImageEncoder = Encoders.Published.SharedModels.Fixture("tiny-clip") };
        foreach (var method in (string[])["hichnet", "cca", "contrastive", "hsl"])
            Assert.Contains("no photos", Assert.Throws<UsageException>(() => Methods.Find(method).Train(data, request)).Message);
    }

    private KddCupTrainingData Open() => KddCupTrainingData.Open(KddCupFolder.Open(folder.FullName, Layout));
}
