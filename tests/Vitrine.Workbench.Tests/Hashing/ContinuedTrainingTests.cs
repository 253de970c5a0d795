using System.Numerics;
using Vitrine.Catalogue;
using Vitrine.Datasets.Shop;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Search;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Hashing;

/// <summary>A shop that grows by a fifth, among it a category that was not there before: what a training that goes on finds, costs, and does to old codes.</summary>
public sealed class ContinuedTrainingTests : IDisposable
{
    private const int Products = 450;
    private const int Bits = 32;
    private const int Epochs = 70;
    private const string Earlier = "earlier";

    private readonly TemporaryFolder folder = new();
    private readonly SyntheticShop whole = ShopGenerator.Generate(new ShopOptions(Products, 7));

    private string Path => folder.File("shop.vitrine");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Training_ThatGoesOnWithAFifth_FindsNearlyAllAndKeepsOldCodes()
    {
        var added = whole.Products[Products / 2].CategoryPath; // comes whole with the last products
        ShopProduct[] later = [.. whole.Products.Where(product => product.CategoryPath.SequenceEqual(added))];
        later = [.. later, .. whole.Products.Except(later).TakeLast(Products / 5 - later.Length)];
        ShopWriter.WriteStore(new SyntheticShop([.. whole.Products.Except(later)], []), Path);
        Train(new TrainingRequest(Earlier) { Bits = Bits, Epochs = Epochs });
        ShopWriter.WriteStore(new SyntheticShop(later, []), Path);

        var steps = Train(new TrainingRequest("continued") { From = Earlier });
        var stepsOfAll = Train(new TrainingRequest("anew") { Bits = Bits, Epochs = Epochs });
        Assert.True(steps <= 0.25 * stepsOfAll, $"{steps} of {stepsOfAll} steps");
        var (continued, anew, before) = (Map("continued"), Map("anew"), Map(Earlier));
        Assert.True(continued >= 0.95 * anew, // 0.97 and more with the steps of a whole training: docs/experiments.md
            $"MAP {continued:F4} continued, {anew:F4} anew, {before:F4} before");
        Assert.True(continued > before, $"MAP {continued:F4} continued, {before:F4} before");

        using var store = CatalogueStore.Open(Path);
        var ids = later.Select(product => product.Id).ToHashSet();
        int[] old = [.. Enumerable.Range(0, store.Count).Where(row => store.Parts[row] == Part.Train && !ids.Contains(store[row].Id))];
        var differing = Codes(store, Earlier, old).Zip(Codes(store, "continued", old)).Sum(pair => BitOperations.PopCount(pair.First ^ pair.Second));
        Assert.True(differing < 0.02 * old.Length * Bits, $"{(double)differing / old.Length / Bits:P2} of the bits of old products changed");
        var other = Codes(store, Earlier, old).Zip(Codes(store, "anew", old)).Sum(pair => BitOperations.PopCount(pair.First ^ pair.Second));
        Assert.True(other > 0.3 * old.Length * Bits, "a training anew gives codes of another meaning");

        var card = ModelDirectory.In(Path, "continued").ReadCard();
        Assert.Equal(Earlier, card.From!.Name);
        using var model = Methods.Load(Path, "continued");
        Assert.Equal($"hichnet-{Bits}", model.Description.CodesLabel);
    }

    [Fact]
    public void Training_ThatHasNothingToGoOnWith_IsRefusedInASentence()
    {
        ShopWriter.WriteStore(new SyntheticShop([.. whole.Products.Take(40)], []), Path);
        Train(new TrainingRequest(Earlier) { Bits = Bits, Epochs = 1 });
        Assert.Contains("was trained on all", Refused(new TrainingRequest("m") { From = Earlier }), StringComparison.Ordinal);
        Assert.Contains("has its bits", Refused(new TrainingRequest("m") { From = Earlier, Bits = 16 }), StringComparison.Ordinal);
        Assert.Contains("itself", Refused(new TrainingRequest(Earlier) { From = Earlier }), StringComparison.Ordinal);
    }

    private string Refused(TrainingRequest request) => Assert.Throws<UsageException>(() => Training.Run(Path, "hichnet", request)).Message;

    private long Train(TrainingRequest request)
    {
        var steps = new Steps();
        Training.Run(Path, "hichnet", request, steps);
        return steps.Count;
    }

    private double Map(string model)
    {
        Indexing.Run(Path, model);
        return Evaluating.Run(Path, model, new EvaluationRequest(Evaluating.Category) { By = SearchBy.Codes }).WithMean().Last().Measures.Single(measure => measure.Name == "map").Value.Value;
    }

    private ulong[] Codes(CatalogueStore store, string name, int[] rows)
    {
        using var model = Methods.Load(Path, name);
        return [.. model.EncodeItems(new StoreItems(store), ItemField.Photo, rows).SelectMany(block => block.Codes!)];
    }

    private sealed class Steps : IProgress<WorkProgress>
    {
        public long Count { get; private set; }

        public void Report(WorkProgress value) => Count = value.Stage.StartsWith("Training", StringComparison.Ordinal) ? value.Total : Count;
    }
}
