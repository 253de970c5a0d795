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

    private readonly Option<bool> list = new("--list") { Description = "List the experiments with their data, minutes and last verdict; [OLD] where what it was measured with has changed since." };
    private readonly Option<bool> all = new("--all") { Description = "Run every experiment whose data is there." };
    private readonly Option<bool> resume = new("--resume") { Description = "Go on with an interrupted run: what it has measured is kept." };
    private readonly Option<int?> seed = new Option<int?>("--seed") { Description = "Measure with this seed alone, where the experiment has several: a third of the time of three, and no deviation.", HelpName = "N" }.Within(0);
    private readonly Option<bool> expect = new("--expect") { Description = "Take the figures of the last result as those that are expected from now on; runs nothing." };
    private readonly Option<bool> tables = new("--tables") { Description = "Write the tables of README.md and docs/ from the last results; runs nothing." };

    public ReproduceVerb()
        : base("reproduce", "Run a measured experiment again and compare it with its expected values.",
            "vitrine reproduce --list",
            "vitrine reproduce shop-hichnet",
            "vitrine reproduce shop-hichnet --expect",
            "vitrine reproduce myntra-contrastive --seed 1",
            "vitrine reproduce myntra-hichnet --json > result.json",
            "vitrine reproduce --all && vitrine reproduce --tables")
    {
        Arguments.Add(name);
        Options.Add(list);
        Options.Add(all);
        Options.Add(resume);
        Options.Add(seed);
        Options.Add(expect);
        Options.Add(tables);
        Validators.Add(result =>
        {
            var chosen = new[] { result.GetValue(name) is not null, result.GetValue(list), result.GetValue(all), result.GetValue(tables) }.Count(given => given);
            if (chosen != 1)
                result.AddError("give exactly one of NAME, --list, --all and --tables.");
            if ((result.GetValue(resume) || result.GetValue(expect) || result.GetResult(seed) is not null) && result.GetValue(name) is null)
                result.AddError("--resume, --seed and --expect go with the NAME of an experiment.");
            if (result.GetValue(expect) && (result.GetValue(resume) || result.GetResult(seed) is not null))
                result.AddError("--expect runs nothing: it goes without --resume and --seed.");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var repository = Repository.Find();
        if (arguments.GetValue(list))
            return List(repository, session);
        if (arguments.GetValue(tables))
            return WriteTables(repository, session);
        if (arguments.GetValue(name) is not { } one)
            return RunAll(repository, session);
        var experiment = repository.ReadExperiment(one);
        if (arguments.GetValue(seed) is { } only)
            experiment = experiment.WithSeed(only);
        return arguments.GetValue(expect) ? Expect(experiment, repository, session) : RunOne(experiment, repository, arguments.GetValue(resume), session);
    }

    private static int Expect(Experiment experiment, Repository repository, Session session)
    {
        var figures = ExpectedFigures.Write(repository, experiment);
        session.Answer(
            () => new JsonObject { ["name"] = experiment.Name, ["figures"] = figures },
            text => text.Line($"reproduce/{experiment.Name}.json expects {figures} figures of the last result from now on."));
        return ExitCode.Ok;
    }

    private static ExperimentResult Run(Experiment experiment, Repository repository, bool isResumed, Session session)
    {
        try
        {
            return session.Track(experiment.Name, progress => new ExperimentRunner(repository, session.Threads, session.Note, progress, session.Stop).Run(experiment, isResumed));
        }
        catch (OperationCanceledException)
        {
            throw VerbException.Stopped($"what was learned and measured is kept: go on with 'vitrine reproduce {experiment.Name} --resume'.");
        }
    }

    private static int RunOne(Experiment experiment, Repository repository, bool isResumed, Session session)
    {
        var result = Run(experiment, repository, isResumed, session);
        result.Save(repository, experiment);
        session.Answer(() => result.ToJson(experiment), text => Write(experiment, result, text));
        return CodeOf(experiment, result);
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
            result.Save(repository, experiment);
            results.Add((experiment, result));
        }

        session.Answer(
            () => new JsonObject { ["experiments"] = new JsonArray([.. results.Select(pair => pair.Result.ToJson(pair.Experiment))]) },
            text =>
            {
                foreach ((var experiment, var result) in results)
                    Write(experiment, result, text);
            });
        return results.Count == 0 ? ExitCode.Failed : results.Max(pair => CodeOf(pair.Experiment, pair.Result));
    }

    private static int List(Repository repository, Session session)
    {
        Listed[] experiments = [.. repository.ExperimentNames().Select(repository.ReadExperiment).Select(experiment => new Listed(experiment, repository))];
        session.Answer(
            () => new JsonObject { ["experiments"] = new JsonArray([.. experiments.Select(listed => listed.Json())]) },
            text =>
            {
                var table = new Table().Border(TableBorder.Simple).AddColumns("name", "what", "minutes", "data", "last");
                foreach (var listed in experiments)
                    table.AddRow([.. listed.Row().Select(Markup.Escape)]);
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
        var judgement = new Judgement(experiment, result.Metrics);
        text.Line($"{experiment.Name}: {experiment.Title}");
        text.Draw(TableOf(experiment, new ResultTable(experiment, result.Metrics)));
        foreach (var check in judgement.Checks)
            text.Line($"{check.Verdict.Mark(),-6} {check.Name}: {check.Measured:F4}, expected {check.Expected.Value:F4} ± {check.Expected.Tolerance:F4}");
        foreach (var check in judgement.Targets)
            text.Line($"target {check.Target.Text}: {check.Outcome}");
        foreach (var test in result.Tests)
            text.Line($"paired randomisation test {test.Text}");
        text.Line($"{judgement.Verdict.Mark()} {experiment.Name}, measured on {Revision.InWords(result.Revision, result.IsClean)}");
        if (judgement.Verdict is Verdict.New or Verdict.Better)
            text.Line($"'{experiment.Command} --expect' takes these figures as those that are expected from now on.");
    }

    private static int CodeOf(Experiment experiment, ExperimentResult result) =>
        new Judgement(experiment, result.Metrics).Verdict == Verdict.Fail ? ExitCode.Failed : ExitCode.Ok;

    private static Table TableOf(Experiment experiment, ResultTable results)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("method");
        foreach (var column in experiment.Columns)
            table.AddColumn(new Spectre.Console.TableColumn(Markup.Escape(column.Heading)).RightAligned());
        foreach (var row in results.Rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        return table;
    }

    /// <summary>A line of the list.</summary>
    private sealed class Listed(Experiment experiment, Repository repository)
    {
        private readonly string? missing = experiment.Data.MissingIn(repository);
        private readonly ExperimentResult? last = repository.LastResult(experiment.Name);

        private bool IsOld => last is not null && repository.IsOld(experiment, last);

        private Verdict? Verdict => last is null ? null : new Judgement(experiment, last.Metrics).Verdict;

        public string[] Row() =>
        [
            experiment.Name, experiment.Title, $"{experiment.Minutes:0.#}", missing is null ? "there" : $"missing: {missing}",
            $"{Verdict?.Mark() ?? "–"}{(IsOld ? " [OLD]" : "")}",
        ];

        public JsonObject Json() => new()
        {
            ["name"] = experiment.Name,
            ["title"] = experiment.Title,
            ["command"] = experiment.Command,
            ["minutes"] = experiment.Minutes,
            ["dataPresent"] = missing is null,
            ["lastVerdict"] = Verdict?.Name(),
            ["isOld"] = IsOld,
            ["revision"] = last?.Revision,
        };
    }
}
