using System.Diagnostics;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Workbench.Encoders;
using Vitrine.Workbench.Hashing;
using Vitrine.Workbench.Measuring;
using Vitrine.Workbench.Recipe;
using Vitrine.Workbench.Shopping;

namespace Vitrine.Workbench.Experiments;

/// <summary>Runs an experiment from its data to its verdict, with the very steps that the verbs run.</summary>
/// <param name="repository">Where it runs.</param>
/// <param name="threads">Threads to rank with.</param>
/// <param name="note">Told which run begins.</param>
/// <param name="progress">Told of each stage.</param>
/// <param name="cancellation">Stops; what was measured is kept for a resumed run.</param>
public sealed class ExperimentRunner(Repository repository, int threads, Action<string> note, IProgress<WorkProgress>? progress, CancellationToken cancellation)
{
    /// <param name="experiment">What to run.</param>
    /// <param name="isResumed">Keep what an interrupted run has measured and trained.</param>
    public ExperimentResult Run(Experiment experiment, bool isResumed)
    {
        var clock = Stopwatch.StartNew();
        // Asked for now: hours later somebody may have gone on working.
        var (revision, sources) = (Revision.Of(repository.Root), ExperimentSources.Hash(repository, experiment));
        var folder = Path.Combine(repository.WorkFolder, experiment.Name);
        var store = Path.Combine(folder, "shop.vitrine");
        RequireEncoders(experiment, store);
        var measured = isResumed ? Measured.Read(folder, sources) : null;
        if (measured is null)
        {
            if (isResumed)
                note($"{experiment.Name}: there is nothing to go on from, or its sources have changed since; it begins anew");
            ExperimentStore.Make(repository, experiment, folder, store, progress, cancellation);
            measured = Measured.Nothing(folder, sources);
        }

        var catalogue = ExperimentCatalogue.Of(store);
        var values = new SeedValues();
        var tests = new PairedTests(experiment);
        var protocols = new JsonObject();
        var before = 0.0; // seconds of what an interrupted run measured
        foreach (var (number, run) in experiment.Runs.Index())
        {
            foreach (var seed in experiment.Seeds)
            {
                note($"{experiment.Name}: {run.Label}, seed {seed}");
                var found = measured.Find(experiment, run, seed);
                if (found is null)
                {
                    found = Measure(experiment, run, tests, run.Request(seed, experiment.Runs.Take(number), repository) with { Resume = isResumed }, store, catalogue);
                    measured.Add(experiment, run, seed, found);
                }
                else
                {
                    before += found.Seconds;
                    // Its sources are those of today, or it would not have been read.
                    if (IsShared(run))
                        repository.Trained.Keep(ExperimentSources.HashOfTraining(repository, experiment, run, seed, catalogue), store, run.Model(seed), found.Metrics[$"{run.Label}/training/minutes"]);
                }

                values.Add(found.Metrics);
                tests.Add(found.PerQuery);
                foreach (var (task, ofTask) in found.Protocols)
                    protocols[task] = ofTask?.DeepClone();
            }
        }

        // That of the first task, which tables show; those of the others below their names.
        var protocol = (JsonObject)protocols[experiment.Tasks[0]]!.DeepClone();
        foreach (var task in experiment.Tasks.Skip(1))
            protocol[task] = protocols[task]?.DeepClone();
        protocol["seeds"] = new JsonArray([.. experiment.Seeds.Select(seed => JsonValue.Create(seed))]);
        using var process = Process.GetCurrentProcess();
        return new ExperimentResult
        {
            Metrics = values.Summary(),
            Protocol = protocol,
            Tests = tests.Run(),
            Seconds = before + clock.Elapsed.TotalSeconds,
            PeakMemoryMb = process.PeakWorkingSet64 / 1e6,
            Revision = revision.Commit,
            IsClean = revision.IsClean,
            Sources = sources,
            Catalogue = catalogue,
        };
    }

    // Hours later is too late to say that one has to be fetched.
    private void RequireEncoders(Experiment experiment, string store)
    {
        foreach (var (number, run) in experiment.Runs.Index())
        {
            var request = run.Request(experiment.Seeds[0], experiment.Runs.Take(number), repository);
            EncoderShelf.OfUser.Resolve(request.ImageEncoder, store);
            EncoderShelf.OfUser.Resolve(request.TextEncoder, store);
        }
    }

    /// <summary>Trains a model, and measures it on each task.</summary>
    private RunMeasured Measure(Experiment experiment, ExperimentRun run, PairedTests tests, TrainingRequest request, string path, string catalogue)
    {
        var clock = Stopwatch.StartNew();
        var (model, pictures, codes, minutes) = Train(experiment, run, request, path, catalogue);
        var metrics = new Dictionary<string, double> { [$"{run.Label}/training/minutes"] = minutes };
        var protocols = new JsonObject();
        var perQuery = new Dictionary<string, double[]>();
        if (run.IsStage is true)
            return new RunMeasured(metrics, protocols, perQuery, clock.Elapsed.TotalSeconds);
        if (SourceKind.Of(path).IsIndexed)
            Indexing.Run(path, model, progress: progress, cancellation: cancellation);
        foreach (var task in run.Tasks ?? experiment.Tasks)
        {
            if (task is ShopperTask.Name or ShopperTask.UnseenName)
            {
                ShopIndexing.Run(path, model, progress: progress, cancellation: cancellation);
                var asked = new ShopperRequest { Queries = ShopperQuestion.Options(experiment.Shopper, experiment.Part ?? Part.Test), IsUnseenOnly = task == ShopperTask.UnseenName };
                var found = ShopperTask.Run(path, model, asked, run.Label, progress, cancellation);
                Keep(task, found.ProtocolJson(), found.Metrics(), found.PerQuery());
                continue;
            }

            // Beside models of codes stands one whose vectors score anew; beside those that say how sure they are some that do not. Their cells of the table stay empty.
            if ((task == CodePairsTask.Name && !CodePairsTask.IsFor(path, model))
                || (task is WeightedCategoryTask.Name or WeightedCategoryTask.UnseenName && !WeightedCategoryTask.IsFor(path, model)))
            {
                continue;
            }

            if (task == CodePairsTask.Name)
            {
                var pairs = CodePairsTask.Run(path, model, run.Rescore is null ? null : VectorsOf(experiment, run, request), new EvaluationRequest(task) { Part = experiment.Part ?? Part.Test, Threads = threads }, run.Label, progress, cancellation);
                Keep(task, pairs.ProtocolJson(), pairs.Metrics(), pairs.PerQuery());
                continue;
            }

            if (task is WeightedCategoryTask.Name or WeightedCategoryTask.UnseenName)
            {
                var weighted = WeightedCategoryTask.Run(path, model, new EvaluationRequest(task)
                {
                    Part = experiment.Part ?? Part.Test,
                    Gallery = task == WeightedCategoryTask.UnseenName ? GalleryRule.Unseen : GalleryRule.Training,
                    Threads = threads,
                }, run.Label, progress, cancellation);
                Keep(task, weighted.ProtocolJson(), weighted.Metrics(), weighted.PerQuery());
                continue;
            }

            var isUnseen = task == $"{Evaluating.Category}-unseen";
            var evaluated = Evaluating.Run(path, task switch { Evaluating.Composed => pictures, Evaluating.Category => codes, _ => model }, new EvaluationRequest(isUnseen ? Evaluating.Category : task)
            {
                Part = experiment.Part ?? Part.Test,
                Gallery = isUnseen ? GalleryRule.Unseen : GalleryRule.Training,
                By = run.By,
                Threads = threads,
            }, run.Label, progress, cancellation);
            Keep(task, evaluated.ProtocolJson(), evaluated.Metrics(), evaluated.PerQuery());
        }

        return new RunMeasured(metrics, protocols, perQuery, clock.Elapsed.TotalSeconds);

        void Keep(string task, JsonObject protocol, Dictionary<string, double> ofTask, IEnumerable<KeyValuePair<string, double[]>> ofQueries)
        {
            protocols[task] = protocol;
            foreach (var (key, value) in ofTask)
                metrics[key] = value;
            foreach (var (key, values) in ofQueries.Where(pair => tests.Needs(pair.Key)))
                perQuery[key] = values;
        }
    }

    /// <returns>The model, the one for pictures that words change, and the one that tells kinds: the same but for a shop model; and how long the training took, now or when another experiment asked for it.</returns>
    private (string Model, string Pictures, string Codes, double Minutes) Train(Experiment experiment, ExperimentRun run, TrainingRequest request, string path, string catalogue)
    {
        var clock = Stopwatch.StartNew();
        if (!IsShared(run))
        {
            var card = ShopTraining.Run(path, new ShopTrainingOptions { Minutes = run.Minutes, Epochs = run.Epochs, Seed = request.Seed }, progress, cancellation)
                ?? throw new MeasurementException("the shop is too small for a shop model.", "give more products.");
            return (card.Model, card.ModelForPictures, card.Codes ?? card.Model, clock.Elapsed.TotalMinutes);
        }

        var key = ExperimentSources.HashOfTraining(repository, experiment, run, (int)request.Seed, catalogue);
        if (repository.Trained.Take(key, path, request.Name) is { } minutes)
        {
            note($"{experiment.Name}: {request.Name} was trained before, from the same data and sources");
            return (request.Name, request.Name, request.Name, minutes);
        }

        var trained = Training.Run(path, run.Method, request with { Resume = request.Resume && ModelDirectory.In(path, request.Name).HasCheckpoint }, progress, cancellation);
        minutes = clock.Elapsed.TotalMinutes;
        repository.Trained.Keep(key, path, trained, minutes);
        return (trained, trained, trained, minutes);
    }

    // A shop model is several models and what was found on the way: each experiment makes its own.
    private static bool IsShared(ExperimentRun run) => run.Method != ExperimentRun.Shop;

    /// <summary>The model of the earlier run that a run names, of the same seed; encoded where it is not yet.</summary>
    private static string VectorsOf(Experiment experiment, ExperimentRun run, TrainingRequest request)
    {
        var earlier = experiment.Runs.TakeWhile(other => other != run).FirstOrDefault(other => other.Label == run.Rescore)
            ?? throw new MeasurementException($"the run '{run.Label}' is scored anew by '{run.Rescore}', and no earlier run is called so.", "put that run before it.");
        return earlier.Model((int)request.Seed);
    }
}
