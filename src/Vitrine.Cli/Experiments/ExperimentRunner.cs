using System.Diagnostics;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Benchmarks;
using Vitrine.Catalogue.Shop;
using Vitrine.Cli.Line;
using Vitrine.Cli.Terminal;
using Vitrine.Models;

namespace Vitrine.Cli.Experiments;

/// <summary>Runs an experiment from its data to its verdict, with the very steps that the verbs run.</summary>
static class ExperimentRunner
{
    public static ExperimentResult Run(Experiment experiment, Repository repository, Session session)
    {
        var clock = Stopwatch.StartNew();
        string store = MakeStore(experiment, repository, session);
        var values = new SeedValues();
        var protocols = new JsonObject();
        foreach ((int number, ExperimentRun run) in experiment.Runs.Index())
            foreach (int seed in experiment.Seeds)
            {
                session.Note($"{experiment.Name}: {run.Label}, seed {seed}");
                TrainingRequest request = run.Request(seed, experiment.Runs.Take(number), repository);
                foreach (Evaluated evaluated in Measure(experiment, run.Label, run.Method, request, store, values, session))
                    protocols[evaluated.Task] = evaluated.ProtocolJson();
            }

        // That of the first task, which tables show; those of the others below their names.
        JsonObject protocol = (JsonObject)protocols[experiment.Tasks[0]]!.DeepClone();
        foreach (string task in experiment.Tasks.Skip(1))
            protocol[task] = protocols[task]!.DeepClone();
        protocol["seeds"] = new JsonArray([.. experiment.Seeds.Select(seed => JsonValue.Create(seed))]);
        using var process = Process.GetCurrentProcess();
        return new ExperimentResult(experiment, values.Summary(), protocol, clock.Elapsed.TotalSeconds, process.PeakWorkingSet64 / 1e6);
    }

    /// <summary>Trains a model, and measures it on each task.</summary>
    static IEnumerable<Evaluated> Measure(Experiment experiment, string label, string method, TrainingRequest request, string store, SeedValues values, Session session)
    {
        var clock = Stopwatch.StartNew();
        if (experiment.Tasks is [CandidateTask.Name])
            CandidateTask.Train(store, method, request, session);
        else
            Training.Run(store, method, request, session);
        values.Add(new Dictionary<string, double> { [$"{label}/training/minutes"] = clock.Elapsed.TotalMinutes });
        if (experiment.Tasks is not [CandidateTask.Name])
            Encoding.Run(store, request.Name, session);
        foreach (string task in experiment.Tasks)
        {
            Evaluated evaluated = task == CandidateTask.Name
                ? CandidateTask.Evaluate(store, request.Name, experiment.Part, submission: null, session, label)
                : Evaluating.Run(store, request.Name, new EvaluationRequest(task) { Part = experiment.Part ?? Part.Test }, session, label);
            values.Add(evaluated.Metrics());
            yield return evaluated;
        }
    }

    /// <summary>A store made from nothing, so that a result never depends on what an earlier run left behind.</summary>
    static string MakeStore(Experiment experiment, Repository repository, Session session)
    {
        string folder = Path.Combine(repository.WorkFolder, experiment.Name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        string store = Path.Combine(folder, "shop.vitrine");
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
        return store;
    }
}
