using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Datasets.RelativeCaptions;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests;

/// <summary>Fashion-IQ's layout from its files to figures and a submission, by the steps that the verbs call.</summary>
public sealed class CaptionTripletsTests : IDisposable
{
    private static readonly string[] Colours = ["red", "green", "blue", "black"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Triplets_OfAStoreOfCaptions_AreThoseWithTargetsInFourPhrasings()
    {
        MakeStore();
        using var source = LearningSource.Open(Store);
        Assert.Equal(24, source.Data.Triplets(Part.Train).Count);
        Assert.All(source.Data.Triplets(Part.Train), triplet => Assert.Equal(4, triplet.Phrasings.Count));
        Assert.Equal(4, source.Data.Triplets(Part.Validation).Count);
        Assert.Empty(source.Data.Triplets(Part.Test));
    }

    [Fact]
    public void Steps_OnAStoreOfCaptions_TrainMeasureAndHandIn()
    {
        MakeStore();
        Training.Run(Store, "contrastive", new TrainingRequest("towers") { Epochs = 1 });
        Training.Run(Store, "progressive", new TrainingRequest("composed") { From = "towers", Epochs = 1 });
        Indexing.Run(Store, "composed");
        var metrics = Evaluating.Run(Store, "composed", new EvaluationRequest(Evaluating.Composed) { Part = Part.Validation }).Metrics();
        Assert.Equal(1, metrics["progressive/composed/image+text-to-image/r@10"]); // of four photos
        Assert.InRange(metrics["progressive/composed/image+text-to-image/image-weight"], 0, 1);

        var submission = folder.File("submission.json");
        var error = Assert.Throws<MeasurementException>(() => Evaluating.Run(Store, "composed", new EvaluationRequest(Evaluating.Composed) { Submission = submission }));
        Assert.Contains("The answers are in", error.Message, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(submission));
        var first = document.RootElement[0];
        Assert.Equal("X0", first.GetProperty("candidate").GetString());
        Assert.Equal(["X1", "X2", "X3"], first.GetProperty("ranking").EnumerateArray().Select(image => image.GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Indexing_OfACompositionOnTowers_TakesWhatTheyHaveEncoded()
    {
        MakeStore();
        Training.Run(Store, "contrastive", new TrainingRequest("towers") { Epochs = 1 });
        Training.Run(Store, "progressive", new TrainingRequest("composed") { From = "towers", Epochs = 1 });
        Training.Run(Store, "progressive", new TrainingRequest("learning") { From = "towers", Epochs = 1, Variant = "text-learns" });
        Assert.Equal(64, Indexing.Run(Store, "composed").Encoded); // nothing is there to be taken
        var (own, figures) = (Found(), Figures());

        Assert.Equal(64, Indexing.Run(Store, "towers").Encoded); // towers are not asked what compositions on them did
        Directory.Delete(Path.Combine(Store, "index", "composed"), recursive: true);
        Assert.Equal(0, Indexing.Run(Store, "composed").Encoded);
        Assert.Equal(own, Found());
        Assert.Equal(figures, Figures());
        Assert.Equal(64, Indexing.Run(Store, "learning").Encoded); // its words mean something else

        (string, Nearness)[] Found()
        {
            using var search = ProductSearch.Open(Store, "composed");
            return [.. search.ByImage(ImageEncoder.Png(new RgbImage(2, 2, [.. Enumerable.Repeat((byte)90, 12)])), 10).Select(hit => (hit.Product.Id, hit.Nearness))];
        }

        IReadOnlyDictionary<string, double> Figures() => Evaluating.Run(Store, "composed", new EvaluationRequest(Evaluating.Composed) { Part = Part.Validation }).Metrics();
    }

    private string Store => folder.File("dress.vitrine");

    private void MakeStore()
    {
        Directory.CreateDirectory(folder.File("images"));
        foreach (var (split, letter, count) in new[] { ("train", 'T', 24), ("val", 'V', 4), ("test", 'X', 4) })
        {
            folder.Write($"image_splits/split.dress.{split}.json", JsonSerializer.Serialize(Enumerable.Range(0, count).Select(i => $"{letter}{i}")));
            folder.Write($"captions/cap.dress.{split}.json", JsonSerializer.Serialize(Enumerable.Range(0, count).Select(i => Change(letter, i, count, split != "test"))));
            foreach (var i in Enumerable.Range(0, count))
                folder.Write($"images/{letter}{i}.png", ImageEncoder.Png(new RgbImage(2, 2, [.. Enumerable.Repeat((byte)(i * 9 + letter), 12)])));
        }

        CaptionStore.Write(CaptionedImages.Of(FashionIqFolder.Open(folder.FullName), "dress", FashionIqProtocol.Original), folder.File("images"), Store);
    }

    private static Dictionary<string, object> Change(char letter, int i, int count, bool hasTarget)
    {
        var change = new Dictionary<string, object> { ["candidate"] = $"{letter}{i}", ["captions"] = new[] { $"is {Colours[(i + 1) % 4]}", "has short sleeves" } };
        if (hasTarget)
            change["target"] = $"{letter}{(i + 1) % count}";
        return change;
    }
}
