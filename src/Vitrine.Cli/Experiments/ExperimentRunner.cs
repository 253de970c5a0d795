using System.Diagnostics;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;
using Vitrine.Datasets.Shop;
using Vitrine.Cli.Line;
using Vitrine.Cli.Terminal;
using Vitrine.Models;

namespace Vitrine.Cli.Experiments;

/// <summary>Runs an experiment from its data to its verdict, with the very steps that the verbs run.</summary>
internal static class ExperimentRunner
{
    /// <param name="experiment">What to run.</param>
    /// <param name="repository">Where it runs.</param>
    /// <param name="isResumed">Keep what an interrupted run has measured and trained.</param>
    /// <param name="session">Threads, progress, cancellation.</param>
    public static ExperimentResult Run(Experiment experiment, Repository repository, bool isResumed, Session session)
    {
        var clock = Stopwatch.StartNew();
        var folder = Path.Combine(repository.WorkFolder, experiment.Name);
        var store = Path.Combine(folder, "shop.vitrine");
        var measured = isResumed ? Measured.Read(folder) : null;
        if (measured is null)
        {
            MakeStore(experiment, repository, folder, store, session);
            measured = Measured.Nothing(folder);
        }

        var values = new SeedValues();
        var protocols = new JsonObject();
        var before = 0.0; // seconds of what an interrupted run measured
        foreach ((var number, var run) in experiment.Runs.Index())
        {
            foreach (var seed in experiment.Seeds)
            {
                session.Note($"{experiment.Name}: {run.Label}, seed {seed}");
                var found = measured.Find(experiment, run, seed);
                if (found is null)
                {
                    var request = run.Request(seed, experiment.Runs.Take(number), repository);
                    found = Measure(experiment, run.Label, run.Method, request, store, session);
                    measured.Add(experiment, run, seed, found);
                }
                else
                {
                    before += found.Seconds;
                }

                values.Add(found.Metrics);
                protocols = found.Protocols;
            }
        }

        // That of the first task, which tables show; those of the others below their names.
        var protocol = (JsonObject)protocols[experiment.Tasks[0]]!.DeepClone();
        foreach (var task in experiment.Tasks.Skip(1))
            protocol[task] = protocols[task]!.DeepClone();
        protocol["seeds"] = new JsonArray([.. experiment.Seeds.Select(seed => JsonValue.Create(seed))]);
        using var process = Process.GetCurrentProcess();
        return new ExperimentResult(experiment, values.Summary(), protocol, before + clock.Elapsed.TotalSeconds, process.PeakWorkingSet64 / 1e6);
    }

    /// <summary>Trains a model, and measures it on each task.</summary>
    private static RunMeasured Measure(
        Experiment experiment, string label, string method, TrainingRequest request, string store, Session session)
    {
        var ranksCandidates = experiment.Tasks is [CandidateTask.Name];
        var clock = Stopwatch.StartNew();
        if (ranksCandidates)
            CandidateTask.Train(store, method, request, session);
        else
            Training.Run(store, method, request, session);
        var metrics = new Dictionary<string, double> { [$"{label}/training/minutes"] = clock.Elapsed.TotalMinutes };
        var protocols = new JsonObject();
        if (!ranksCandidates)
            Encoding.Run(store, request.Name, session);
        foreach (var task in experiment.Tasks)
        {
            var evaluated = ranksCandidates
                ? CandidateTask.Evaluate(store, request.Name, experiment.Part, submission: null, session, label)
                : Evaluating.Run(store, request.Name, new EvaluationRequest(task) { Part = experiment.Part ?? Part.Test }, session, label);
            protocols[task] = evaluated.ProtocolJson();
            foreach ((var key, var value) in evaluated.Metrics())
                metrics[key] = value;
        }

        return new RunMeasured(metrics, protocols, clock.Elapsed.TotalSeconds);
    }

    /// <summary>A store made from nothing, so that a result never depends on what an earlier run left behind.</summary>
    private static void MakeStore(Experiment experiment, Repository repository, string folder, string store, Session session)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        switch (experiment.Data)
        {
            case { Synth: { } shop }:
                Synthesising.IntoStore(store, new ShopOptions(shop.Products, (ulong)shop.Seed), session);
                break;
            case { Kdd: { } kdd }:
                CandidateTask.Synthesise(store, new KddShopOptions(kdd.Rows, kdd.Queries, (ulong)kdd.Seed), session);
                break;
            case { Table: { } table, Images: { } images, Columns: { } columns }:
                Importing.Run(columns.Import(table.Find(repository), images.Find(repository), store), session);
                break;
            default:
                throw VerbException.BadData($"reproduce/{experiment.Name}.json: its data is neither a synthetic shop, nor synthetic KDD Cup files, nor a table with images and columns.",
                    "give either \"synth\", \"kdd\" or \"table\", \"images\" and \"columns\".");
        }
    }
}
