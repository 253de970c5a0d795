using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Evaluation;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Search;

namespace Vitrine.Cli.Line;

/// <summary>How often a model names the category of a photo rightly, from its vector alone.</summary>
static class ClassificationTask
{
    public const string Name = "classification";

    /// <param name="store">The catalogue.</param>
    /// <param name="model">A model of it that names categories.</param>
    /// <param name="encodings">Of all photos.</param>
    /// <param name="part">Whose photos are named.</param>
    public static (IReadOnlyList<DirectionResult> Directions, ProtocolRecord Protocol) Run(CatalogueStore store, string model, StoredEncodings encodings, Part part)
    {
        using IRetrievalModel loaded = ModelDirectory.Load(store, model);
        if (loaded is not ICategoryModel { Categories.Count: > 0 } classifier)
            throw VerbException.Usage($"the model '{model}' names no categories.", "train one with: --method contrastive");
        IReadOnlyList<int> rows = store.RowsOf(part);
        if (rows.Count == 0)
            throw VerbException.BadData($"{store.Path}: no product belongs to the {part.ToString().ToLowerInvariant()} part.", "an evaluation needs at least some hundred products with different titles.");

        int width = encodings.Dimensions;
        float[] vectors = [.. rows.SelectMany(row => encodings.Images.Vectors!.AsSpan(row * width, width).ToArray())];
        int[] named = classifier.Classify(vectors);
        string[] right = [.. rows.Select(row => string.Join('/', store.Tree.Path(store.Categories[row])))];
        double accuracy = rows.Index().Average(pair => classifier.Categories[named[pair.Index]] == right[pair.Index] ? 1.0 : 0.0);
        double largest = right.CountBy(category => category).Max(pair => pair.Value) / (double)rows.Count;
        var protocol = new ProtocolRecord
        {
            Part = part.ToString().ToLowerInvariant(),
            Gallery = $"{classifier.Categories.Count} categories of training products",
            Relevance = "the product's finest category",
            SelfMatch = "not in gallery",
            SplitHash = store.SplitHash,
        };
        return ([new DirectionResult("image-to-category", rows.Count, 0, [new Measure("accuracy", new TieAware(accuracy, accuracy, accuracy), largest)])], protocol);
    }
}
