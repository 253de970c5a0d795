using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Measuring;

/// <summary>Three training and four test pairs of two classes, ranked by a model that scores an item by its number; both protocols reckoned by hand.</summary>
public sealed class LabelledPairTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public LabelledPairTests()
    {
        string[] pairs = ["train a", "train b", "train a", "test a", "test b", "test a", "test a"];
        folder.Write("features.tsv", "split\ttext_id\tcategory\tv0\tv1\n" + string.Concat(pairs.Index().Select(pair => $"{pair.Item.Split(' ')[0]}\t{pair.Index}\t{pair.Item.Split(' ')[1]}\t{pair.Index}\t1\n")));
        folder.Write("texts.jsonl", string.Concat(pairs.Index().Select(pair => $"{{\"text_id\": \"{pair.Index}\", \"sentences\": [\"text {pair.Item}\"]}}\n")));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Category_OfLabelledPairs_IsMeasuredByBothProtocols()
    {
        var evaluated = Evaluate(new EvaluationRequest(Evaluating.Category));
        // The test pairs are ranked a, a, b, a; the training pairs a, b, a.
        var (ofA, ofB) = ((1 + 1 + 3 / 4.0) / 3, 1 / 3.0);
        var (foundOfA, foundOfB) = ((1 + 2 / 3.0) / 2, 1 / 2.0);
        Assert.Equal(["image-to-text", "text-to-image"], evaluated.Directions.Select(direction => direction.Direction));
        foreach (var direction in (string[])["image-to-text", "text-to-image", "mean"])
        {
            Assert.Equal((3 * ofA + ofB) / 4, evaluated.Metrics()[$"last-first/category/{direction}/map"], 6);
            Assert.Equal((3 * foundOfA + foundOfB) / 4, evaluated.Metrics()[$"last-first/category/{direction}/training-gallery/ap-of-found@100"], 6);
        }

        Assert.Equal("test pairs", evaluated.Protocol.Gallery);
    }

    [Fact]
    public void Category_WithoutPairsOfThePart_IsRefusedInASentence()
    {
        var error = Assert.Throws<MeasurementException>(() => Evaluate(new EvaluationRequest(Evaluating.Category) { Part = Part.Validation }));
        Assert.Contains("validation part", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Category_OfAnUnseenGallery_IsAWrongUse() =>
        Assert.Throws<UsageException>(() => Evaluate(new EvaluationRequest(Evaluating.Category) { Gallery = GalleryRule.Unseen }));

    [Theory]
    [InlineData("cca")]
    [InlineData("semantic-matching")]
    public void Train_OnLabelledPairs_GivesAModelThatIsMeasured(string method)
    {
        var name = Training.Run(folder.FullName, method, new TrainingRequest("") { Bits = method == "cca" ? 1 : null, Epochs = method == "cca" ? null : 1 }, cancellation: TestContext.Current.CancellationToken);
        var evaluated = Evaluating.Run(folder.FullName, name, new EvaluationRequest(Evaluating.Category) { By = SearchBy.Vectors });
        Assert.All(evaluated.Metrics().Values, value => Assert.InRange(value, 0, 1));
    }

    private Evaluated Evaluate(EvaluationRequest request)
    {
        LastFirst.WriteCard(folder.FullName, "m");
        using var model = new LastFirst();
        return Evaluating.Run(folder.FullName, "m", model, request);
    }
}
