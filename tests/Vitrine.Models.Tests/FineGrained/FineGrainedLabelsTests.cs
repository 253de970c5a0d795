using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.FineGrained;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.FineGrained;

/// <summary>Labels of pairs in the service of other methods.</summary>
public sealed class FineGrainedLabelsTests : IDisposable
{
    private readonly SmallShop shop = new(66);

    public static TheoryData<string> MethodNames => ["contrastive", "hsl", "hichnet"];

    public void Dispose() => shop.Dispose();

    [Theory]
    [MemberData(nameof(MethodNames))]
    public void Train_WithLabels_GivesOtherWeightsAndSaysSo(string method)
    {
        Train(method, "plain", labels: null);
        Train(method, "labelled", TrainingLabels.FineGrained);
        Assert.NotEqual(CardOf("plain").WeightsHash, CardOf("labelled").WeightsHash);
        Assert.Equal("fine-grained", CardOf("labelled").Labels);
        Assert.EndsWith("-fine-grained", Methods.Find(method).DefaultName(new TrainingRequest("") { Labels = TrainingLabels.FineGrained }), StringComparison.Ordinal);
    }

    /// <summary>In the stage of labels, and in the training after it.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(13)]
    public void Train_InterruptedInEitherStage_ResumesToTheSameBits(int steps)
    {
        Train("contrastive", "whole", TrainingLabels.FineGrained);
        Assert.ThrowsAny<OperationCanceledException>(() => Train("contrastive", "part", TrainingLabels.FineGrained, stopAfter: steps));
        Train("contrastive", "part", TrainingLabels.FineGrained, resume: true);
        Assert.Equal(CardOf("whole").WeightsHash, CardOf("part").WeightsHash);
    }

    [Fact]
    public void Train_WithLabels_CountsTheEpochsOfBothStages()
    {
        var seen = new List<(int Epoch, int Epochs)>();
        Train("contrastive", "model", TrainingLabels.FineGrained, reported: report => seen.Add((report.Epoch, report.Epochs)));
        Assert.Equal(seen.Select(epoch => epoch.Epoch).Order(), seen.Select(epoch => epoch.Epoch));
        Assert.Equal([FineGrainedPreset.OfTexts.Epochs + 2], seen.Select(epoch => epoch.Epochs).Distinct());
    }

    [Fact]
    public void LogWeights_OfABatch_SpareOnlyWrongAnswersOfTheSameClass()
    {
        var rows = shop.Data.TrainingPart();
        var classes = LabelledTitles.ClassesOf(shop.Data, rows);
        var labels = FineGrainedLabels.Of(shop.Data, new TrainingRequest("model") { Labels = TrainingLabels.FineGrained }, 1, null, TestContext.Current.CancellationToken)!;
        using var scope = Scope.Begin(recordGradients: false);
        int[] items = [.. Enumerable.Range(0, 20)];
        var weights = labels.LogWeights(items).Data;
        for (var pair = 0; pair < weights.Length; pair++)
        {
            var (i, j) = (pair / 20, pair % 20);
            if (i == j || classes[i] != classes[j])
                Assert.Equal(0, weights[pair]);
            else
                Assert.InRange(weights[pair], MathF.Log(0.0999f), MathF.Log(0.9001f));
        }
    }

    [Fact]
    public void PairWeights_OfLabels_AreOnePlusHardnessOfMeanOne()
    {
        using var scope = Scope.Begin(recordGradients: false);
        // Rows of classes 0 and 1, columns of class 0: pairs of one class are hard where the label is low, the others where it is high.
        var weights = FineGrainedLabels.PairWeights([0.1f, 0.9f, 0.1f, 0.9f], [0, 1], [0, 0]).Data;
        float[] expected = [1.9f, 1.1f, 1.1f, 1.9f];
        var mean = expected.Average();
        for (var pair = 0; pair < expected.Length; pair++)
            Assert.Equal(expected[pair] / mean, weights[pair], 1e-6f);
    }

    [Fact]
    public void Find_OfAModelWithLabels_ShowsEachPairOnceAndTheHardestFirst()
    {
        Train("contrastive", "model", TrainingLabels.FineGrained);
        var rows = shop.Data.TrainingPart();
        var pairs = HardPairs.Find(shop.Data, ModelDirectory.In(shop.Store.Path, "model"), 3, TestContext.Current.CancellationToken);
        Assert.Equal((long)rows.Length * (rows.Length - 1) / 2, pairs.Matching.Sum() + pairs.Others.Sum());
        Assert.All(pairs.Positives, pair => Assert.Equal(shop.Data.CategoryOf(pair.One), shop.Data.CategoryOf(pair.Other)));
        Assert.All(pairs.Negatives, pair => Assert.NotEqual(shop.Data.CategoryOf(pair.One), shop.Data.CategoryOf(pair.Other)));
        Assert.Equal(pairs.Positives.Select(pair => pair.Label).Order(), pairs.Positives.Select(pair => pair.Label));
        Assert.Equal(pairs.Negatives.Select(pair => pair.Label).OrderDescending(), pairs.Negatives.Select(pair => pair.Label));
        Assert.Equal(2 * pairs.Positives.Count, pairs.Positives.SelectMany(pair => (int[])[pair.One, pair.Other]).Distinct().Count());
    }

    [Fact]
    public void Find_OfAModelWithoutLabels_SaysWhatToTrain()
    {
        Train("contrastive", "model", labels: null);
        var error = Assert.Throws<UsageException>(() => HardPairs.Find(shop.Data, ModelDirectory.In(shop.Store.Path, "model"), 3, TestContext.Current.CancellationToken));
        Assert.Contains("--labels fine-grained", error.Hint, StringComparison.Ordinal);
    }

    private void Train(string method, string name, TrainingLabels? labels, int stopAfter = int.MaxValue, bool resume = false, Action<TrainingProgress>? reported = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var left = stopAfter;
        var request = new TrainingRequest(name) { Labels = labels, Resume = resume, Epochs = 2 };
        Methods.Find(method).Train(shop.Data, request, new Steps(report =>
        {
            reported?.Invoke(report);
            if (--left == 0)
                stop.Cancel();
        }), stop.Token);
    }

    private ModelCard CardOf(string name) => ModelDirectory.In(shop.Store.Path, name).ReadCard();

    private sealed class Steps(Action<TrainingProgress> done) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch > 0)
                done(value);
        }
    }
}
