using System.Diagnostics;
using System.Globalization;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search.Shop;
using Vitrine.Workbench.Encoders;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Recipe;

/// <summary>
/// <c>vitrine train STORE</c>: one shop model within some minutes. Canonical correlations and two towers are trained and the better one on validation pairs is kept; a composer for pictures and words that
/// change them is trained on the towers where the shop has changes to learn from, and kept where it finds more. Everything is indexed, and what was chosen, by which figures, stands in
/// <see cref="ShopCard"/>.
/// </summary>
public static class ShopTraining
{
    internal const string TowersMethod = "contrastive";

    private const string Towers = "towers", Correlations = "correlations", Changes = "changes";
    private const string CorrelationsMethod = "cca", ChangesMethod = "progressive";

    // Of the minutes; the rest is for the composer, the index and the verdict.
    private const double ShareOfTowers = 0.6;

    // A shop of 60 products is learned by heart in seconds, and its keeper is not to wait; one of 13,000 has more to learn than 20 minutes give.
    private const double FewestMinutes = 0.9, MostMinutes = 20, ProductsAMinute = 700;

    private static readonly int[] CorrelationDimensions = [64, 32, 16, 8, 4, 2];

    /// <param name="storePath">The shop.</param>
    /// <param name="options">Minutes and seed.</param>
    /// <param name="progress">Told of each stage.</param>
    /// <param name="cancellation">Stops; what the shop had before is still used.</param>
    /// <returns>What was chosen; null where the shop is too small to learn from, so that its words alone are indexed.</returns>
    public static ShopCard? Run(string storePath, ShopTrainingOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        var request = new TrainingRequest(Towers)
        {
            Seed = options.Seed,
            ImageEncoder = EncoderShelf.OfUser.Resolve(options.ImageEncoder, storePath),
            TextEncoder = EncoderShelf.OfUser.Resolve(options.TextEncoder, storePath),
        };
        // A published network that is not there, or cannot be read, is no reason to do without it: somebody asked for it.
        if (request.ImageEncoder is not null || request.TextEncoder is not null)
            TowerEpochs.Prepare(storePath, request, progress, cancellation);
        var choices = new List<ShopChoice>();
        var correlations = Train(Correlations, "canonical correlations of hand-made features and words", choices, () => TrainCorrelations(storePath, options, progress, cancellation));
        var towers = Train(Towers, "two towers", choices, () => TrainTowers(storePath, options, request, clock, progress, cancellation));
        var (best, figures) = Better(storePath, towers, correlations, choices, progress, cancellation);
        if (best is null)
        {
            ShopIndexing.Run(storePath, null, progress: progress, cancellation: cancellation);
            return null;
        }

        ShopIndexing.Run(storePath, best, progress: progress, cancellation: cancellation);
        var changes = best == Towers ? TrainChanges(storePath, options, choices, progress, cancellation) : null;
        var card = new ShopCard(best, changes) { Choices = choices };
        card.Write(storePath);
        card = card with { Verdict = ShopVerdict.Of(storePath, best, figures, progress, cancellation) };
        card.Write(storePath);
        return card;
    }

    /// <summary>Trains one model; a shop that is too small for it gets along without.</summary>
    private static string? Train(string name, string what, List<ShopChoice> choices, Action train)
    {
        try
        {
            train();
            return name;
        }
        catch (Exception e) when (e is CatalogueException and not BadDataException)
        {
            choices.Add(new ShopChoice(what, e.Message, IsUsed: false));
            return null;
        }
    }

    private static void TrainCorrelations(string storePath, ShopTrainingOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        foreach (var dimensions in CorrelationDimensions)
        {
            try
            {
                Training.Run(storePath, CorrelationsMethod, new TrainingRequest(Correlations) { Seed = options.Seed, Bits = dimensions }, progress, cancellation);
                return;
            }
            catch (UsageException) when (dimensions != CorrelationDimensions[^1])
            {
                // A small shop has fewer dimensions along which anything varies.
            }
        }
    }

    private static void TrainTowers(string storePath, ShopTrainingOptions options, TrainingRequest request, Stopwatch clock, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var seconds = ShareOfTowers * 60 * (options.Minutes ?? MinutesFor(storePath)) - clock.Elapsed.TotalSeconds;
        var epochs = options.Epochs ?? TowerEpochs.Within(storePath, request, seconds, progress, cancellation);
        Training.Run(storePath, TowersMethod, request with { Epochs = epochs }, progress, cancellation);
    }

    private static double MinutesFor(string storePath)
    {
        using var store = CatalogueStore.Open(storePath);
        return Math.Min(MostMinutes, FewestMinutes + store.Count / ProductsAMinute);
    }

    private static (string? Model, PairFigures? Figures) Better(string storePath, string? towers, string? correlations, List<ShopChoice> choices, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var (ofTowers, ofCorrelations) = (Figures(towers), Figures(correlations));
        // Where nothing can be measured the simpler one is trusted.
        var best = towers is not null && (correlations is null || ofTowers?.Mrr > ofCorrelations?.Mrr) ? towers : correlations;
        Note(towers, "two towers", ofTowers);
        Note(correlations, "canonical correlations of hand-made features and words", ofCorrelations);
        return (best, best == towers ? ofTowers : ofCorrelations);

        PairFigures? Figures(string? model) => model is null ? null : ValidationPairs.Of(storePath, model, progress, cancellation);

        void Note(string? model, string what, PairFigures? figures)
        {
            if (model is not null)
            {
                choices.Add(new ShopChoice(what, figures is null ? "too few validation products to tell" : string.Create(CultureInfo.InvariantCulture,
                    $"mean reciprocal rank {figures.Mrr:F3} of photos for their titles among {figures.Products:N0} validation products (by chance {figures.Chance:F3})"), model == best)
                { Curve = figures?.Curve ?? [] });
            }
        }
    }

    private static string? TrainChanges(string storePath, ShopTrainingOptions options, List<ShopChoice> choices, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        const string What = "learned weights for a picture and words that change it";
        try
        {
            Training.Run(storePath, ChangesMethod, new TrainingRequest(Changes) { Seed = options.Seed, From = Towers }, progress, cancellation);
            Indexing.Run(storePath, Changes, progress: progress, cancellation: cancellation);
            var request = new EvaluationRequest(Evaluating.Composed) { Part = Part.Validation };
            var (learned, sum) = (Found(Changes), Found(Towers));
            var isBetter = learned > sum;
            choices.Add(new ShopChoice(What, string.Create(CultureInfo.InvariantCulture, $"the changed product is among the first ten for {learned:P1} of validation changes, by the plain sum of both for {sum:P1}"), isBetter));
            return isBetter ? Changes : null;

            double Found(string model) => Evaluating.Run(storePath, model, request, progress: progress, cancellation: cancellation).Directions[0].Measures.First(measure => measure.Name == "r@10").Value.Value;
        }
        catch (Exception e) when (e is CatalogueException and not BadDataException)
        {
            choices.Add(new ShopChoice(What, e.Message, IsUsed: false));
            return null;
        }
    }
}
