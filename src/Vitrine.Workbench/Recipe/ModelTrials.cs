using System.Diagnostics;
using System.Globalization;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search.Shop;
using Vitrine.Workbench.Encoders;

namespace Vitrine.Workbench.Recipe;

/// <summary>
/// The models that a recipe tries, the simplest first, and what was found of each. Correlations and towers always are; what takes as long as the towers did is where the minutes allow it. The one that pairs titles
/// and photos of the validation part best is used.
/// </summary>
/// <param name="storePath">The shop.</param>
/// <param name="options">Minutes, passes and seed.</param>
/// <param name="progress">Told of each stage.</param>
/// <param name="cancellation">Stops.</param>
internal sealed class ModelTrials(string storePath, ShopTrainingOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
{
    internal const string TowersMethod = "contrastive";

    internal const string Correlations = "correlations", Regions = "regions";

    private const string Towers = "towers", Labelled = "towers-labelled";
    private const string CorrelationsMethod = "cca", RegionsMethod = "hsl", RegionsPreset = "small";

    // Of the minutes; the rest is for the composer, the index and the verdict.
    private const double ShareOfTowers = 0.7, ShareOfModels = 0.8;

    // Vectors and parts of regions take five times the space and longer to compare: they have to find more by a twentieth.
    private const double LeadOfRegions = 1.05;

    // Of the towers' own time: labels are learned before the towers; the network that regions are seen through is there already.
    private const double CostOfLabelled = 1.4, CostOfRegions = 0.7;

    // A shop of 60 products is learned by heart in seconds, and its keeper is not to wait; one of 10,500 has more to learn than 20 minutes give.
    private const double FewestMinutes = 0.8, MostMinutes = 20, ProductsAMinute = 550;

    private static readonly int[] CorrelationDimensions = [64, 32, 16, 8, 4, 2];

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<Trial> trials = [];

    /// <summary>The towers that pair best, to build on; null: the shop is too small for any.</summary>
    public string? BestTowers => Best(trials.Where(trial => trial.Name is Towers or Labelled))?.Name;

    /// <summary>Whether some of the minutes are left; of a number of passes nobody asks how long they take.</summary>
    public bool HasTime => options.Epochs is not null || clock.Elapsed.TotalMinutes < Minutes;

    /// <summary>What was tried, in turn, and what was found.</summary>
    public IReadOnlyList<ShopChoice> Choices => [.. trials.Select(trial => ChoiceOf(trial, trial == Best(trials)))];

    /// <summary>What the whole may take.</summary>
    private double Minutes => options.Minutes ?? MinutesFor(storePath);

    /// <summary>Trains them.</summary>
    /// <returns>The best, and how well it pairs; null where the shop is too small for all.</returns>
    public (string Model, PairFigures? Figures)? Run()
    {
        var towers = new TrainingRequest(Towers)
        {
            Seed = options.Seed,
            ImageEncoder = EncoderShelf.OfUser.Resolve(options.ImageEncoder, storePath),
            TextEncoder = EncoderShelf.OfUser.Resolve(options.TextEncoder, storePath),
        };
        // A published network that is not there, or cannot be read, is no reason to do without it: somebody asked for it.
        if (towers.ImageEncoder is not null || towers.TextEncoder is not null)
            TowerEpochs.Prepare(storePath, towers, progress, cancellation);
        Try(Correlations, "canonical correlations of hand-made features and words", TrainCorrelations);
        var epochs = 0;
        var took = 0.0;
        Try(Towers, "two towers", () =>
        {
            epochs = options.Epochs ?? TowerEpochs.Within(storePath, towers, ShareOfTowers * 60 * Minutes - clock.Elapsed.TotalSeconds, progress, cancellation);
            var began = clock.Elapsed;
            Training.Run(storePath, TowersMethod, towers with { Epochs = epochs }, progress, cancellation);
            took = (clock.Elapsed - began).TotalSeconds;
        });
        // A number of passes gives the same bits on any machine, and what a machine's time allows does not.
        if (BestTowers is not null && options.Epochs is null)
        {
            TryWithin(CostOfLabelled * took, Labelled, "two towers, pairs of products counted by fine-grained labels", () =>
                Training.Run(storePath, TowersMethod, towers with { Name = Labelled, Epochs = epochs, Labels = TrainingLabels.FineGrained }, progress, cancellation));
            TryWithin(CostOfRegions * took, Regions, "words compared with regions of a photo (HSL), pairs counted by the same labels", () =>
                Training.Run(storePath, RegionsMethod, new TrainingRequest(Regions) { Seed = options.Seed, Preset = RegionsPreset, ImageEncoder = BestTowers, Labels = TrainingLabels.FineGrained }, progress, cancellation));
        }

        return Best(trials) is { } best ? (best.Name, best.Figures) : null;
    }

    /// <summary>Tries what builds on the towers: where these are worth it, and the minutes allow it.</summary>
    private void TryWithin(double seconds, string name, string what, Action train)
    {
        var end = (clock.Elapsed.TotalSeconds + seconds) / (60 * ShareOfModels);
        var leftOut = Best(trials)?.Name == Correlations ? "not tried, because it builds on the towers"
            : end > Minutes ? string.Create(CultureInfo.InvariantCulture, $"not tried, for want of time: give about {Math.Ceiling(end):F0} minutes (--minutes)")
            : null;
        if (leftOut is null)
            Try(name, what, train);
        else
            trials.Add(new Trial(name, what, null) { LeftOut = leftOut });
    }

    /// <summary>Trains and measures one; a shop that is too small for it gets along without.</summary>
    private void Try(string name, string what, Action train)
    {
        try
        {
            train();
            trials.Add(new Trial(name, what, ValidationPairs.Of(storePath, name, progress, cancellation)));
        }
        catch (Exception e) when (e is CatalogueException and not BadDataException)
        {
            trials.Add(new Trial(name, what, null) { LeftOut = e.Message });
        }
    }

    // Where nothing can be measured, or two are equal, the simpler one is trusted.
    private static Trial? Best(IEnumerable<Trial> trials) =>
        trials.Where(trial => trial.LeftOut is null).Aggregate((Trial?)null, (best, trial) => best is null || trial.Figures?.Mrr > best.Figures?.Mrr * (trial.Name == Regions ? LeadOfRegions : 1) ? trial : best);

    private static ShopChoice ChoiceOf(Trial trial, bool isUsed) => new(trial.What, trial.LeftOut ?? (trial.Figures is not { } figures ? "too few validation products to tell" : string.Create(CultureInfo.InvariantCulture,
        $"mean reciprocal rank {figures.Mrr:F3} of photos for their titles among {figures.Products:N0} validation products (by chance {figures.Chance:F3})")), isUsed)
    { Curve = trial.Figures?.Curve ?? [] };

    private void TrainCorrelations()
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

    private static double MinutesFor(string storePath)
    {
        using var store = CatalogueStore.Open(storePath);
        return Math.Min(MostMinutes, FewestMinutes + store.Count / ProductsAMinute);
    }

    /// <param name="Name">Of the model.</param>
    /// <param name="What">In a few words.</param>
    /// <param name="Figures">Null: too few products to tell.</param>
    private sealed record Trial(string Name, string What, PairFigures? Figures)
    {
        /// <summary>Why there is no such model; null: there is.</summary>
        public string? LeftOut { get; init; }
    }
}
