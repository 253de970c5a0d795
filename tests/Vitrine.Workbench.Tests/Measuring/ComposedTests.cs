using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Models.Training;
using Vitrine.Search;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Tests.Measuring;

/// <summary>Six test products: an article in red (twice), blue and green, and two others. What a model says of each is written down, so that every figure can be reckoned by hand.</summary>
public sealed class ComposedTests : IDisposable
{
    private static readonly string[] Titles = ["Polo Red", "Polo Red", "Polo Blue", "Polo Green", "Jeans", "Boots"];
    private readonly TemporaryFolder folder = new();

    public ComposedTests()
    {
        using var writer = StoreWriter.Open(Path);
        foreach (var (i, title) in Titles.Index())
            writer.Put(new ProductData($"p{i}", title, ["Shirts"]) { GivenPart = Part.Test }, ImageEncoder.Png(new RgbImage(1, 1, [(byte)i, 0, 0])));
        writer.Commit();
    }

    private string Path => folder.File("shop.vitrine");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_AModelThatFindsTheReferenceFirst_IsRightWhereTheReferenceIsRemoved()
    {
        // The reference, then the colour that was asked for, then the rest.
        var metrics = Measure((reference, change, item) => item == reference ? 9 : change.EndsWith(ColourOf(item), StringComparison.Ordinal) ? 5 : 1);
        Assert.Equal(1, metrics["hand/composed/image+text-to-image/r@1"]);
        Assert.Equal(0, metrics["hand/composed/image+text-to-image/kept/r@1"]);
        Assert.Equal(1, metrics["hand/composed/image+text-to-image/kept/r@10"]);
        Assert.Equal(1, metrics["hand/composed/image+text-to-image/exhaustive/r@1"]);
        // Of the 8 changes, the 4 from red have another red polo, among the first ten wherever it stands.
        Assert.Equal(0.1, metrics["hand/composed/image+text-to-image/hard-negatives@10"], 9);
    }

    [Fact]
    public void Run_AModelThatKnowsNoColour_IsAsGoodAsItsTies()
    {
        // Every polo is as near: of those that are left, from red to blue 1 of 3, from blue to red 2 of 3, from green to blue 1 of 3.
        var metrics = Measure((_, _, item) => Titles[item].StartsWith("Polo", StringComparison.Ordinal) ? 1 : 0);
        Assert.Equal((4 * 1 / 3.0 + 2 * 2 / 3.0 + 2 * 1 / 3.0) / 8, metrics["hand/composed/image+text-to-image/r@1"], 9);
    }

    [Fact]
    public void Run_AShopOfOneColour_SaysThatThereIsNothingToChange()
    {
        using var plain = new HandShop(new HandProduct(Part.Test, "Shirts").Times(3));
        var error = Assert.Throws<MeasurementException>(() => plain.Evaluate(new HandModel(plain.Store, HandModel.Itself(3), HandModel.Itself(3)), new EvaluationRequest(Evaluating.Composed)));
        Assert.Contains("differ in one attribute alone", error.Message, StringComparison.Ordinal);
    }

    private static string ColourOf(int item) => Titles[item].Split(' ') is [_, var colour] ? colour.ToLowerInvariant() : "?";

    private Dictionary<string, double> Measure(Func<int, string, int, float> score)
    {
        using var store = CatalogueStore.Open(Path);
        var model = new Scorer(score);
        ModelDirectory.Of(store, "hand").WriteCard(TrainingCard.For(new StoreTrainingData(store), new TrainingRequest("hand"), "hand", new object(), epochs: 1));
        GalleryWriter.Update(store, "hand", model);
        return Evaluating.Run(Path, "hand", model, new EvaluationRequest(Evaluating.Composed)).Metrics();
    }

    /// <summary>Item i is the vector e_i, and a change the vector of all its scores.</summary>
    private sealed class Scorer(Func<int, string, int, float> score) : IRetrievalModel
    {
        public ModelDescription Description { get; } = new("hand") { VectorDimensions = Titles.Length };

        public IEnumerable<ItemBlock> EncodeItems(IItemSource source, ItemField field, IReadOnlyList<int> items, CancellationToken cancellation = default)
        {
            yield return new ItemBlock(items, null, [.. items.SelectMany(item => Enumerable.Range(0, Titles.Length).Select(i => i == item ? 1f : 0f))], null);
        }

        public IReadOnlyList<EncodedQuery> EncodeQueries(IReadOnlyList<Query> queries, ItemField field, CancellationToken cancellation = default) => [.. queries.Select(query =>
        {
            var change = (ChangePart)query.Parts[0];
            return new EncodedQuery(null, [.. Enumerable.Range(0, Titles.Length).Select(item => score(((ItemPart)change.Reference).Item, change.Change, item))], null, [], false);
        })];

        public void ScoreParts(EncodedQuery query, ItemParts items, Span<float> scores) => throw new NotSupportedException();

        public Explanation Explain(Query query, IItemSource source, int item, CancellationToken cancellation = default) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
