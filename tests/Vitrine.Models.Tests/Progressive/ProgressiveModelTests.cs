using System.Numerics.Tensors;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Contrastive;
using Vitrine.Models.Files;
using Vitrine.Models.Progressive;
using Vitrine.Models.Tests.Contrastive;

namespace Vitrine.Models.Tests.Progressive;

public sealed class ProgressiveModelTests(ProgressiveModelTests.Towers towers) : IClassFixture<ProgressiveModelTests.Towers>
{
    private const int Reference = 1;

    private IItemSource Items => towers.Shop.Items;

    [Fact]
    public void EncodeItems_OfStageThree_AreTheTowersOwn()
    {
        using var model = Trained("no-residual");
        using var stage = Methods.Load(towers.Shop.Store.Path, "towers");
        int[] rows = [0, 5, 17];
        SameBits(stage.EncodeItems(Items, ItemField.Photo, rows), model.EncodeItems(Items, ItemField.Photo, rows));
        SameBits(stage.EncodeItems(Items, ItemField.Title, rows), model.EncodeItems(Items, ItemField.Title, rows));

        static void SameBits(IEnumerable<ItemBlock> expected, IEnumerable<ItemBlock> actual) => Assert.Equal(expected.SelectMany(block => block.Vectors!), actual.SelectMany(block => block.Vectors!));
    }

    [Fact]
    public void EncodeQueries_AChange_SaysItsWeights()
    {
        using var model = Trained(null);
        var (change, words) = (Ask(model, Change("jeans")), Ask(model, Query.Words("jeans")));
        var weights = Assert.Single(change.Changes);
        Assert.Equal(1, weights.Image + weights.Text, 5);
        Assert.InRange(weights.Image, 0.01f, 0.99f);
        Assert.Empty(words.Changes);
    }

    [Fact]
    public void EncodeQueries_AWeightThatIsAskedFor_Counts()
    {
        using var model = Trained("no-residual");
        Near(Ask(model, Query.Like(Items, Reference)), Ask(model, Change("jeans", 1)));
        Near(Ask(model, Query.Words("jeans")), Ask(model, Change("jeans", 0)));
        Assert.Equal(new ChangeWeights(0.25f, 0.75f), Ask(model, Change("jeans", 0.25f)).Changes[0]);
    }

    [Fact]
    public void EncodeQueries_TwoChanges_AreTheSumOfBoth()
    {
        using var model = Trained("tirg");
        var (one, two) = (new ChangePart(new ItemPart(Items, 1), "jeans"), new ChangePart(new ItemPart(Items, 2), "jeans"));
        var sum = new float[model.Description.VectorDimensions];
        TensorPrimitives.Add(Ask(model, new(one)).Vector, Ask(model, new(two)).Vector, sum);
        TensorPrimitives.Divide(sum, TensorPrimitives.Norm<float>(sum), sum);
        Near(new EncodedQuery(null, sum, null, [], false), Ask(model, new(one, two)));
    }

    [Fact]
    public void EncodeQueries_OfTitleAndChange_ReadTheTitle()
    {
        using var model = Trained("title-and-change");
        Near(Ask(model, Query.Words($"{Items.Titles([Reference]).Single()} jeans")), Ask(model, Change("jeans")));
        var picture = Query.Changed(new PicturePart(towers.Shop.Store.ReadImage(0)), "jeans");
        Assert.Contains("--like", Assert.Throws<UsageException>(() => Ask(model, picture)).Hint, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => Ask(model, Change("jeans", 0.5f)));
    }

    [Fact]
    public void Train_ForSomeEpochs_FindsMoreThanTheHalfOfBoth()
    {
        using var half = Trained("fixed-half");
        using var learned = Trained(null, epochs: 30);
        Assert.True(Mrr(learned) > Mrr(half) + 0.05, $"learned {Mrr(learned)}, half {Mrr(half)}");
    }

    [Fact]
    public void Train_Interrupted_GoesOnBitForBit()
    {
        Train("whole", null, ProgressiveShop.Tiny);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Train("halved", null, ProgressiveShop.Tiny, stop: stop));
        Train("halved", null, ProgressiveShop.Tiny, isResumed: true);
        Assert.Equal(Card("whole").WeightsHash, Card("halved").WeightsHash);
    }

    [Theory]
    [InlineData("text-learns")]
    [InlineData("towers-learn")]
    public void Train_WithTowersThatLearn_ChangesThem(string variant)
    {
        using var model = Trained(variant);
        using var stage = Methods.Load(towers.Shop.Store.Path, "towers");
        Assert.NotEqual(Ask(stage, Query.Words("jeans")).Vector, Ask(model, Query.Words("jeans")).Vector);
        Assert.Equal(variant == "text-learns", Ask(stage, Query.Like(Items, 0)).Vector!.SequenceEqual(Ask(model, Query.Like(Items, 0)).Vector!));
    }

    [Fact]
    public void Train_WithoutTowers_SaysHowToGetThem()
    {
        var method = new ProgressiveMethod();
        Assert.Contains("--from", Assert.Throws<UsageException>(() => method.Prepare(towers.Data, new TrainingRequest("x"))).Hint, StringComparison.Ordinal);
        Assert.Contains("itself", Assert.Throws<UsageException>(() => method.Prepare(towers.Data, new TrainingRequest("x") { From = "x" })).Message, StringComparison.Ordinal);
        Train("stage-3", null, ProgressiveShop.Tiny);
        Assert.Contains("a model of progressive", Assert.Throws<UsageException>(() => method.Prepare(towers.Data, new TrainingRequest("x") { From = "stage-3" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_AShopWithoutChanges_SaysSo() => Assert.Contains("changes to learn from",
        Assert.Throws<CatalogueException>(() => new ProgressiveMethod().Train(towers.Shop.Data, new TrainingRequest("x") { From = "towers" })).Message, StringComparison.Ordinal);

    private static EncodedQuery Ask(IRetrievalModel model, Query query) => model.EncodeQueries([query], ItemField.Photo)[0];

    private static void Near(EncodedQuery expected, EncodedQuery actual) => Assert.True(TensorPrimitives.Distance<float>(expected.Vector, actual.Vector) < 1e-4f);

    private Query Change(string words, float? imageWeight = null) => new(new ChangePart(new ItemPart(Items, Reference), words) { ImageWeight = imageWeight });

    // Of the changes that were learned, among the photos that were learned from.
    private double Mrr(IRetrievalModel model)
    {
        var rows = towers.Data.RowsOf(Part.Train);
        var photos = model.EncodeItems(Items, ItemField.Photo, [.. rows]).Single().Vectors!;
        var d = model.Description.VectorDimensions;
        return towers.Data.Triplets(Part.Train).Average(triplet =>
        {
            var asked = Ask(model, Query.Changed(new ItemPart(Items, triplet.Reference), triplet.Phrasings[0])).Vector!;
            float[] scores = [.. rows.Select((_, place) => TensorPrimitives.Dot<float>(asked, photos.AsSpan(place * d, d)))];
            var own = scores[rows.ToList().IndexOf(triplet.Targets[0])];
            return 1.0 / scores.Count(score => score >= own);
        });
    }

    private IRetrievalModel Trained(string? variant, int epochs = 2)
    {
        var name = $"m-{variant}-{epochs}";
        Train(name, variant, ProgressiveShop.Tiny with { Epochs = epochs });
        return Methods.Load(towers.Shop.Store.Path, name);
    }

    private void Train(string name, string? variant, ProgressivePreset preset, CancellationTokenSource? stop = null, bool isResumed = false) => new ProgressiveMethod().Train(
        towers.Data, new TrainingRequest(name) { From = "towers", Resume = isResumed }, ProgressiveVariant.Apply(preset, variant), stop is null ? null : new StopAfter(5, stop), stop?.Token ?? default);

    private ModelCard Card(string name) => ModelDirectory.In(towers.Shop.Store.Path, name).ReadCard();

    public sealed class Towers : IDisposable
    {
        internal SmallShop Shop { get; } = new(66);

        internal HandTriplets Data => new(Shop.Data);

        public Towers() => new ContrastiveMethod().Train(Shop.Data, new TrainingRequest("towers"), ContrastiveTiny.Preset);

        public void Dispose() => Shop.Dispose();
    }
}
