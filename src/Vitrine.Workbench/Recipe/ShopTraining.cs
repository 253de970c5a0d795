using System.Globalization;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search.Shop;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Recipe;

/// <summary>
/// <c>vitrine train STORE</c>: one shop model within some minutes. Of several models the best one on validation pairs is kept (<see cref="ModelTrials"/>); a composer for pictures and words that
/// change them is trained on the towers where the shop has changes to learn from, and kept where it finds more. Everything is indexed, and what was chosen, by which figures, stands in
/// <see cref="ShopCard"/>.
/// </summary>
public static class ShopTraining
{
    private const string Changes = "changes", ChangesMethod = "progressive";

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
        var changes = best == ModelTrials.Correlations || trials.BestTowers is not { } towers ? null : TrainChanges(storePath, best, towers, options, progress, cancellation);
        var card = new ShopCard(best, changes is { IsUsed: true } ? Changes : null) { Choices = changes is null ? trials.Choices : [.. trials.Choices, changes] };
        card.Write(storePath);
        card = card with { Verdict = ShopVerdict.Of(storePath, best, figures, progress, cancellation) };
        card.Write(storePath);
        return card;
    }

    /// <summary>Trains a composer on the towers; it is used where it finds more than the shop's model, which adds words to a picture.</summary>
    private static ShopChoice TrainChanges(string storePath, string model, string towers, ShopTrainingOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        const string What = "learned weights for a picture and words that change it";
        try
        {
            Training.Run(storePath, ChangesMethod, new TrainingRequest(Changes) { Seed = options.Seed, From = towers }, progress, cancellation);
            Indexing.Run(storePath, Changes, progress: progress, cancellation: cancellation);
            var request = new EvaluationRequest(Evaluating.Composed) { Part = Part.Validation };
            var (learned, sum) = (Found(Changes), Found(model));
            return new ShopChoice(What, string.Create(CultureInfo.InvariantCulture, $"the changed product is among the first ten for {learned:P1} of validation changes, by the plain sum of both for {sum:P1}"), learned > sum);

            double Found(string name) => Evaluating.Run(storePath, name, request, progress: progress, cancellation: cancellation).Directions[0].Measures.First(measure => measure.Name == "r@10").Value.Value;
        }
        catch (Exception e) when (e is CatalogueException and not BadDataException)
        {
            return new ShopChoice(What, e.Message, IsUsed: false);
        }
    }
}
