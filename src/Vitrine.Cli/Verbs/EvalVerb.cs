using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Line;
using Vitrine.Cli.Terminal;

namespace Vitrine.Cli.Verbs;

/// <summary>Measures a model on products that its training never saw.</summary>
sealed class EvalVerb : Verb
{
    readonly Argument<string> store = VerbArguments.Store();
    readonly Option<string?> model = VerbArguments.Model();
    readonly Option<string> task = new("--task")
    {
        Description = "category: test products find training products of their category. pairs: test titles find their own photos, and back.",
        HelpName = string.Join("|", Evaluating.Tasks),
        DefaultValueFactory = _ => Evaluating.Tasks[0],
    };

    public EvalVerb()
        : base("eval", "Measure a model on the test part of its store, with chance levels and bounds over ties.",
            "vitrine eval shop.vitrine --model hichnet-64 --task category",
            "vitrine eval shop.vitrine --model hichnet-64 --task pairs --json | jq .metrics")
    {
        task.AcceptOnlyFromAmong(Evaluating.Tasks);
        Arguments.Add(store);
        Options.Add(model);
        Options.Add(task);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string path = arguments.GetRequiredValue(store);
        string name = VerbArguments.ChooseModel(path, arguments.GetValue(model));
        Evaluated result = Evaluating.Run(path, name, arguments.GetRequiredValue(task), session);
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
