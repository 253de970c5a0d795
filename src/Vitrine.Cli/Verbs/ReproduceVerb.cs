using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Cli.Terminal;
using Vitrine.Workbench.Experiments;

namespace Vitrine.Cli.Verbs;

/// <summary>Runs experiments of <c>reproduce/</c>, judges them, keeps their results, and writes the documents' tables from these.</summary>
internal sealed class ReproduceVerb : Verb
{
    private readonly Argument<string?> name = new("NAME")
    {
        Description = "The experiment: a file of reproduce/ without its ending.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> list = new("--list") { Description = "List the experiments with their data, minutes and last verdict." };
    private readonly Option<bool> all = new("--all") { Description = "Run every experiment whose data is there." };
    private readonly Option<bool> resume = new("--resume") { Description = "Go on with an interrupted run: what it has measured is kept." };
    private readonly Option<bool> tables = new("--tables") { Description = "Write the tables of README.md and docs/ from the last results; runs nothing." };

    public ReproduceVerb()
        : base("reproduce", "Run a measured experiment again and compare it with its expected values.",
            "vitrine reproduce --list",
            "vitrine reproduce shop-hichnet",
            "vitrine reproduce myntra-hichnet --json > result.json",
            "vitrine reproduce --all && vitrine reproduce --tables")
    {
        Arguments.Add(name);
        Options.Add(list);
        Options.Add(all);
        Options.Add(resume);
        Options.Add(tables);
        Validators.Add(result =>
        {
            var chosen = new[] { result.GetValue(name) is not null, result.GetValue(list), result.GetValue(all), result.GetValue(tables) }.Count(given => given);
            if (chosen != 1)
                result.AddError("give exactly one of NAME, --list, --all and --tables.");
            if (result.GetValue(resume) && result.GetValue(name) is null)
                result.AddError("--resume goes with the NAME of an experiment.");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var repository = Repository.Find();
        if (arguments.GetValue(list))
            return List(repository, session);
        if (arguments.GetValue(tables))
            return WriteTables(repository, session);
        if (arguments.GetValue(name) is { } one)
            return RunOne(repository.ReadExperiment(one), repository, arguments.GetValue(resume), session);
        return RunAll(repository, session);
    }

    private static ExperimentResult Run(Experiment experiment, Repository repository, bool isResumed, Session session) => session.Track(experiment.Name,
        progress => new ExperimentRunner(repository, session.Threads, session.Note, progress, session.Stop).Run(experiment, isResumed));

    private static int RunOne(Experiment experiment, Repository repository, bool isResumed, Session session)
    {
        var result = Run(experiment, repository, isResumed, session);
        result.Save(repository);
        session.Answer(result.ToJson, text => Write(experiment, result, text));
        return CodeOf(result);
    }

    private static int RunAll(Repository repository, Session session)
    {
        var results = new List<(Experiment Experiment, ExperimentResult Result)>();
        foreach (var experiment in repository.ExperimentNames().Select(repository.ReadExperiment))
        {
            if (experiment.Data.MissingIn(repository) is { } missing)
            {
                session.Note($"{experiment.Name}: left out, {missing} is not there.");
                continue;
            }

            var result = Run(experiment, repository, isResumed: false, session);
            result.Save(repository);
            results.Add((experiment, result));
        }

        session.Answer(
            () => new JsonObject { ["experiments"] = new JsonArray([.. results.Select(pair => pair.Result.ToJson())]) },
            text =>
            {
                foreach ((var experiment, var result) in results)
                    Write(experiment, result, text);
            });
        return results.Count == 0 ? ExitCode.Failed : results.Max(pair => CodeOf(pair.Result));
    }

    private static int List(Repository repository, Session session)
    {
        Experiment[] experiments = [.. repository.ExperimentNames().Select(repository.ReadExperiment)];
        session.Answer(
            () => new JsonObject
            {
                ["experiments"] = new JsonArray([.. experiments.Select(experiment => new JsonObject
                {
                    ["name"] = experiment.Name,
                    ["title"] = experiment.Title,
                    ["command"] = experiment.Command,
                    ["minutes"] = experiment.Minutes,
                    ["dataPresent"] = experiment.Data.MissingIn(repository) is null,
                    ["lastVerdict"] = repository.LastVerdict(experiment.Name),
                })]),
            },
            text =>
            {
                var table = new Table().Border(TableBorder.Simple).AddColumns("name", "what", "minutes", "data", "last");
                foreach (var experiment in experiments)
                {
                    var data = experiment.Data.MissingIn(repository) is { } missing ? $"missing: {missing}" : "there";
                    var verdict = repository.LastVerdict(experiment.Name) ?? "–";
                    table.AddRow(Markup.Escape(experiment.Name), Markup.Escape(experiment.Title), $"{experiment.Minutes:0.#}", Markup.Escape(data), Markup.Escape(verdict));
                }

                text.Draw(table);
            });
        return ExitCode.Ok;
    }

    private static int WriteTables(Repository repository, Session session)
    {
        var changed = Documents.Update(repository);
        session.Answer(
            () => new JsonObject { ["changed"] = new JsonArray([.. changed.Select(document => JsonValue.Create(document))]) },
            text => text.Line(changed.Count == 0 ? "All tables were up to date." : $"Wrote the tables of {string.Join(", ", changed)}."));
        return ExitCode.Ok;
    }

    private static void Write(Experiment experiment, ExperimentResult result, TextOutput text)
    {
        text.Line($"{experiment.Name}: {experiment.Title}");
        text.Draw(TableOf(experiment, ResultTable.Of(experiment, result.Metrics)));
        foreach (var check in result.Checks)
        {
            var expected = check.IsLowerBound ? $"at least {check.Expected.Value:F4}" : $"{check.Expected.Value:F4} ± {check.Expected.Tolerance:F4}";
            text.Line($"{check.Verdict.Mark(),-6} {check.Name}: {check.Measured:F4}, expected {expected}");
        }

        text.Line($"{result.Verdict.Mark()} {experiment.Name}");
    }

    private static int CodeOf(ExperimentResult result) => result.Verdict == Verdict.Fail ? ExitCode.Failed : ExitCode.Ok;

    private static Table TableOf(Experiment experiment, ResultTable results)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("method");
        foreach (var column in experiment.Columns)
            table.AddColumn(new Spectre.Console.TableColumn(Markup.Escape(column.Heading)).RightAligned());
        foreach (var row in results.Rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        return table;
    }
}
