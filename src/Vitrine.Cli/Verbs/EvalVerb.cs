using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Line;
using Vitrine.Cli.Terminal;
using Vitrine.Search;

namespace Vitrine.Cli.Verbs;

/// <summary>Measures a model on products that its training never saw.</summary>
sealed class EvalVerb : Verb
{
    readonly Argument<string> store = VerbArguments.Store();
    readonly Option<string?> model = VerbArguments.Model();
    readonly Option<string> task = new("--task")
    {
        Description = "category: test products find training products of their category. pairs: test titles find their own photos, and back. candidates: the queries of a KDD Cup folder rank theirs.",
        HelpName = string.Join("|", [.. Evaluating.Tasks, CandidateTask.Name]),
        DefaultValueFactory = _ => Evaluating.Tasks[0],
    };

    readonly Option<string?> submission = new("--submission") { Description = "candidates: write the five best products of each query as CSV.", HelpName = "FILE" };
    readonly Option<SearchBy?> by = VerbArguments.By();

    public EvalVerb()
        : base("eval", "Measure a model on the test part of its store, with chance levels and bounds over ties.",
            "vitrine eval shop.vitrine --model hichnet-64 --task category",
            "vitrine eval shop.vitrine --model hichnet-64 --task pairs --json | jq .metrics",
            "vitrine eval kdd/ --task candidates --submission best.csv")
    {
        task.AcceptOnlyFromAmong([.. Evaluating.Tasks, CandidateTask.Name]);
        Arguments.Add(store);
        Options.Add(model);
        Options.Add(task);
        Options.Add(submission);
        Options.Add(by);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string path = arguments.GetRequiredValue(store);
        string name = VerbArguments.ChooseModel(path, arguments.GetValue(model));
        string chosen = arguments.GetRequiredValue(task);
        Evaluated result = chosen == CandidateTask.Name
            ? CandidateTask.Evaluate(path, name, arguments.GetValue(submission), session)
            : Evaluating.Run(path, name, chosen, session, by: arguments.GetValue(by));
        session.Answer(
            () =>
            {
                JsonObject document = result.ToJson();
                document.Insert(0, "model", name);
                return document;
            },
            result.Write);
        return ExitCode.Ok;
    }
}
