using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.FineGrained;
using Vitrine.Models.Tests.Contract.Suites;
using Vitrine.Models.Training;

namespace Vitrine.Models.Tests.FineGrained;

public sealed class FglTrainingTests : IDisposable
{
    private readonly SmallShop shop = new(66);

    public void Dispose() => shop.Dispose();

    /// <summary>In the siamese stage, between the two, and in the last.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(25)]
    public void Train_InterruptedInAnyStage_ResumesToTheSameBits(int steps)
    {
        Train("whole");
        Assert.ThrowsAny<OperationCanceledException>(() => Train("part", stopAfter: steps));
        Train("part", resume: true);
        Assert.Equal(CardOf("whole").WeightsHash, CardOf("part").WeightsHash);
    }

    [Fact]
    public void Train_WithEachModeOfLabels_GivesOtherWeights()
    {
        Train("per-pair");
        Train("batch-mean", labels: PairLabels.BatchMean);
        Train("none", labels: PairLabels.None);
        Assert.Equal(3, ((string[])["per-pair", "batch-mean", "none"]).Select(name => CardOf(name).WeightsHash).Distinct().Count());
    }

    [Fact]
    public void Train_FglWithoutLabels_IsGin()
    {
        Train("none", labels: PairLabels.None);
        new GinMethod().Train(shop.Data, new TrainingRequest("gin"), FineGrainedTiny.Preset, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(CardOf("gin").WeightsHash, CardOf("none").WeightsHash);
    }

    /// <summary>As wide as there are classes, whatever the preset says; and it compares by them.</summary>
    [Fact]
    public void Train_ByDefault_RepresentsAProductByItsClasses()
    {
        new GinMethod().Train(shop.Data, new TrainingRequest("classes"), FineGrainedTiny.Preset, cancellation: TestContext.Current.CancellationToken);
        using var model = GinMethod.Open(ModelDirectory.In(shop.Store.Path, "classes"), CardOf("classes"));
        Assert.Equal(LabelledTitles.ClassesOf(shop.Data, shop.Data.TrainingPart()).Distinct().Count(), model.Settings.Training.Width);
    }

    private void Train(string name, int stopAfter = int.MaxValue, bool resume = false, PairLabels labels = PairLabels.PerPair)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var left = stopAfter;
        new FglMethod().Train(shop.Data, new TrainingRequest(name) { Resume = resume }, FineGrainedTiny.Preset with { Labels = labels },
            new Steps(() =>
            {
                if (--left == 0)
                    stop.Cancel();
            }), stop.Token);
    }

    private ModelCard CardOf(string name) => ModelDirectory.In(shop.Store.Path, name).ReadCard();

    private sealed class Steps(Action done) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch > 0)
                done();
        }
    }
}
