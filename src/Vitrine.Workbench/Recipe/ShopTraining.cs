using System.Globalization;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Search.Shop;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Recipe;

/// <summary>
/// <c>vitrine train STORE</c>: one shop model within some minutes. Of several models the best one on validation pairs is kept (<see cref="ModelTrials"/>); a composer for pictures and words that
/// change them is trained on the towers where the shop has changes to learn from, and hash codes by the layers of the category tree on what the best model sees of photos; both are kept where they find
/// more. Everything is indexed, and what was chosen, by which figures, stands in <see cref="ShopCard"/>.
/// </summary>
public static class ShopTraining
{
    private const string Changes = "changes", ChangesMethod = "progressive", Codes = "codes", CodesMethod = "hichnet";

    private const int CodeBits = 64;

    private static readonly string OfCodes = $"hash codes of {CodeBits} bits by the layers of the category tree";

    /// <param name="storePath">The shop.</param>
    /// <param name="options">Minutes and seed.</param>
    /// <param name="progress">Told of each stage.</param>
    /// <param name="cancellation">Stops; what the shop had before is still used.</param>
    /// <returns>What was chosen; null where the shop is too small to learn from, so that its words alone are indexed.</returns>
    public static ShopCard? Run(string storePath, ShopTrainingOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var trials = new ModelTrials(storePath, options, progress, cancellation);
        if (trials.Run() is not var (best, figures))
        {
            ShopIndexing.Run(storePath, null, progress: progress, cancellation: cancellation);
            return null;
        }

        ShopIndexing.Run(storePath, best, progress: progress, cancellation: cancellation);
        var towers = best == ModelTrials.Correlations ? null : trials.BestTowers;
        // Regions answer words; a picture is compared with pictures by the towers whose network they are seen through.
        var pictures = best == ModelTrials.Regions ? towers : null;
        if (pictures is not null)
            Indexing.Run(storePath, pictures, progress: progress, cancellation: cancellation);
        var changes = towers is null ? null : TrainChanges(storePath, pictures ?? best, towers, options, progress, cancellation);
        var codes = trials.HasTime ? TrainCodes(storePath, best, towers, options, progress, cancellation) : new ShopChoice(OfCodes, "not tried, for want of time", IsUsed: false);
        var card = new ShopCard(best, changes is { IsUsed: true } ? Changes : pictures) { Codes = codes.IsUsed ? Codes : null, Choices = [.. trials.Choices, .. changes is null ? Array.Empty<ShopChoice>() : [changes], codes] };
        card.Write(storePath);
        card = card with { Verdict = ShopVerdict.Of(storePath, best, figures, progress, cancellation) };
        card.Write(storePath);
        return card;
    }

    /// <summary>Trains a composer on the towers; it is used where it finds more than a model that adds words to a picture.</summary>
    private static ShopChoice TrainChanges(string storePath, string pictures, string towers, ShopTrainingOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        Choose("learned weights for a picture and words that change it", () =>
        {
            Train(storePath, ChangesMethod, new TrainingRequest(Changes) { Seed = options.Seed, From = towers }, progress, cancellation);
            var request = new EvaluationRequest(Evaluating.Composed) { Part = Part.Validation };
            var (learned, sum) = (Found(Changes), Found(pictures));
            return (string.Create(CultureInfo.InvariantCulture, $"the changed product is among the first ten for {learned:P1} of validation changes, by the plain sum of both for {sum:P1}"), learned > sum);

            double Found(string name) => Measured(storePath, name, request, "r@10", progress, cancellation);
        });

    /// <summary>Trains hash codes on what the towers' network sees of photos, or on hand-made features; they are used where they tell kinds of products better than the vectors of the shop's model.</summary>
    private static ShopChoice TrainCodes(string storePath, string model, string? towers, ShopTrainingOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        Choose(OfCodes, () =>
        {
            Train(storePath, CodesMethod, new TrainingRequest(Codes) { Seed = options.Seed, Bits = CodeBits, ImageEncoder = towers }, progress, cancellation);
            var request = new EvaluationRequest(Evaluating.Category) { Part = Part.Validation };
            var (codes, vectors) = (Found(Codes, SearchBy.Codes), Found(model, SearchBy.Vectors));
            return (string.Create(CultureInfo.InvariantCulture, $"mean average precision {codes:F3} of products of the same kind, by the model's vectors {vectors:F3}"), codes > vectors);

            double Found(string name, SearchBy by) => Measured(storePath, name, request with { By = by }, "map", progress, cancellation);
        });

    private static void Train(string storePath, string method, TrainingRequest request, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        Training.Run(storePath, method, request, progress, cancellation);
        Indexing.Run(storePath, request.Name, progress: progress, cancellation: cancellation);
    }

    /// <summary>A measure, on average over the directions of a task.</summary>
    private static double Measured(string storePath, string model, EvaluationRequest request, string measure, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        Evaluating.Run(storePath, model, request, progress: progress, cancellation: cancellation).Directions.Average(direction => direction.Measures.First(found => found.Name == measure).Value.Value);

    /// <summary>Trains and measures something; a shop that is too small for it gets along without.</summary>
    private static ShopChoice Choose(string what, Func<(string Figure, bool IsUsed)> train)
    {
        try
        {
            var (figure, isUsed) = train();
            return new ShopChoice(what, figure, isUsed);
        }
        catch (Exception e) when (e is CatalogueException and not BadDataException)
        {
            return new ShopChoice(what, e.Message, IsUsed: false);
        }
    }
}
