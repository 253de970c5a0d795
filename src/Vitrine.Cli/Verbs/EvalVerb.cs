using System.CommandLine;
using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Search;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Cli.Verbs;

/// <summary>Measures a model on products that its training never saw.</summary>
internal sealed class EvalVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> model = VerbArguments.Model();
    private readonly Option<string> task = new("--task")
    {
        Description = "category: products find training products of their category. pairs: titles find their own photos, and back. classification: photos get the name of their category. composed: a photo and words that change it find the product that they lead to. candidates: the queries of a KDD Cup folder rank theirs.",
        HelpName = string.Join("|", Evaluating.Tasks),
        DefaultValueFactory = _ => Evaluating.Tasks[0],
    };

    private readonly Option<string?> submission = new Option<string?>("--submission") { Description = "candidates: write the five best products of each query as CSV. composed, on a store of captions: write the fifty best photos of each as JSON, also where targets are kept secret.", HelpName = "FILE" }.FileToWrite();
    private readonly Option<SearchBy?> by = VerbArguments.By();
    private readonly Option<Part?> part = new("--part")
    {
        Description = "Whose products ask: validation to choose settings, test for figures to report; pairs of train tell how much was learned by heart. [default: test]",
        HelpName = "test|validation|train",
    };

    private readonly Option<GalleryRule?> gallery = new("--gallery")
    {
        Description = "category: what is searched. training: the training products, whose labels the model has learned. unseen: products that training never saw, none of them of a query's own titles. [default: training]",
        HelpName = "training|unseen",
    };

    public EvalVerb()
        : base("eval", "Measure a model on products that its training never saw, with chance levels and bounds over ties.",
            "vitrine eval shop.vitrine --model hichnet-64 --task category",
            "vitrine eval shop.vitrine --model hichnet-64 --task pairs --json | jq .metrics",
            "vitrine eval shop.vitrine --model hichnet-64 --gallery unseen",
            "vitrine eval shop.vitrine --model cca-sign-64 --task pairs --by codes --part validation",
            "vitrine eval shop.vitrine --model progressive --task composed",
            "vitrine eval kdd/ --task candidates --submission best.csv")
    {
        task.AcceptOnlyFromAmong([.. Evaluating.Tasks]);
        gallery.AcceptOnlyFromAmong("training", "unseen");
        Arguments.Add(store);
        Options.Add(model);
        Options.Add(task);
        Options.Add(submission);
        part.AcceptOnlyFromAmong("test", "validation", "train");
        Options.Add(by);
        Options.Add(gallery);
        Options.Add(part);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        if (arguments.GetValue(submission) is not null && arguments.GetRequiredValue(task) is not (Evaluating.Candidates or Evaluating.Composed))
        {
            throw VerbException.Usage($"--submission writes the answers of --task {Evaluating.Candidates} or {Evaluating.Composed}, and the task is {arguments.GetRequiredValue(task)}.",
                $"say --task {Evaluating.Candidates} or {Evaluating.Composed}, or leave --submission out.");
        }

        var name = VerbArguments.ChooseModel(path, arguments.GetValue(model));
        var result = session.Track($"Evaluating {name}", progress => Evaluating.Run(path, name, new EvaluationRequest(arguments.GetRequiredValue(task))
        {
            Part = arguments.GetValue(part) ?? Part.Test,
            By = arguments.GetValue(by),
            Gallery = arguments.GetValue(gallery) ?? GalleryRule.Training,
            Submission = arguments.GetValue(submission),
            Threads = session.Threads,
        }, progress: progress, cancellation: session.Stop));
        session.Answer(
            () =>
            {
                var document = result.ToJson();
                document.Insert(0, "model", name);
                return document;
            },
            text => EvaluationText.Write(result, text));
        return ExitCode.Ok;
    }
}
