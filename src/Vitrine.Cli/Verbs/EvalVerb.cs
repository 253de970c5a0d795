using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Search;
using Vitrine.Search.Queries;
using Vitrine.Workbench.Comparing;
using Vitrine.Workbench.Hashing;
using Vitrine.Workbench.Measuring;
using Vitrine.Workbench.Shopping;

namespace Vitrine.Cli.Verbs;

/// <summary>Measures a model on products that its training never saw.</summary>
internal sealed class EvalVerb : Verb
{
    private static readonly string[] Tasks = [.. Evaluating.Tasks, WeightedCategoryTask.Name, CodePairsTask.Name, ShopperTask.Name, JudgedTask.Name, TitleTask.Name];

    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> model = VerbArguments.Model();
    private readonly Option<string> task = new("--task")
    {
        Description = "category: products find training products of their category. category-weighted: the same by codes whose bits count as much as the query is sure of them. pairs: titles find their own photos, and back. pairs-codes: the same by codes alone, weighted, and with the first scored anew. classification: photos get the name of their category. composed: a photo and words that change it find the product that they lead to. shopper: words made of the products' attributes find the products that have them. judged: the queries of the store's log find what people clicked for them. titles: a product's own title finds it. candidates: the queries of a KDD Cup folder rank theirs.",
        HelpName = string.Join("|", Tasks),
        DefaultValueFactory = _ => Evaluating.Tasks[0],
    };

    private readonly Option<string?> submission = new Option<string?>("--submission") { Description = "candidates: write the five best products of each query as CSV. composed, on a store of captions: write the fifty best photos of each as JSON, also where targets are kept secret.", HelpName = "FILE" }.FileToWrite();
    private readonly Option<string?> run = new Option<string?>("--run") { Description = "category, category-weighted: also write what each query gave, for 'vitrine compare'.", HelpName = "DIR" }.FolderToWrite();
    private readonly Option<bool> trec = new("--trec") { Description = "With --run: also the rankings and judgements as TREC files, the first thousand of each query." };
    private readonly Option<string?> rescore = new("--rescore") { Description = "pairs-codes: a model by whose vectors the first 200 are scored anew. [default: none]", HelpName = "MODEL" };
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

    private readonly Option<string[]> attributes = new("--attributes")
    {
        Description = "shopper: what is asked for, in the order in which it is said; category is the kind of product. May be given several times. [default: one to four of what the products offer]",
        HelpName = "NAME,…",
    };

    private readonly Option<string?> database = DatabaseAddress.Option();

    public EvalVerb()
        : base("eval", "Measure a model on products that its training never saw, with chance levels and bounds over ties.",
            "vitrine eval shop.vitrine --model hichnet-64 --task category",
            "vitrine eval shop.vitrine --model hichnet-64 --task pairs --json | jq .metrics",
            "vitrine eval shop.vitrine --model hichnet-64 --gallery unseen",
            "vitrine eval shop.vitrine --model hichnet-64 --task category-weighted",
            "vitrine eval shop.vitrine --model hichnet-128 --task pairs-codes --rescore contrastive",
            "vitrine eval shop.vitrine --model hichnet-64 --run runs/hichnet-64 --trec",
            "vitrine eval shop.vitrine --model cca-sign-64 --task pairs --by codes --part validation",
            "vitrine eval shop.vitrine --model progressive --task composed",
            "vitrine eval shop.vitrine --model contrastive --task shopper --attributes colour,category",
            "vitrine eval shop.vitrine --model contrastive --task judged --json",
            "vitrine eval kdd/ --task candidates --submission best.csv")
    {
        task.AcceptOnlyFromAmong(Tasks);
        gallery.AcceptOnlyFromAmong("training", "unseen");
        Arguments.Add(store);
        Options.Add(model);
        Options.Add(task);
        Options.Add(submission);
        part.AcceptOnlyFromAmong("test", "validation", "train");
        Options.Add(by);
        Options.Add(gallery);
        Options.Add(part);
        Options.Add(attributes);
        Options.Add(run);
        Options.Add(trec);
        Options.Add(rescore);
        Options.Add(database);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        DatabaseAddress.Use(arguments.GetValue(database));
        var path = arguments.GetRequiredValue(store);
        if (arguments.GetValue(submission) is not null && arguments.GetRequiredValue(task) is not (Evaluating.Candidates or Evaluating.Composed))
        {
            throw VerbException.Usage($"--submission writes the answers of --task {Evaluating.Candidates} or {Evaluating.Composed}, and the task is {arguments.GetRequiredValue(task)}.",
                $"say --task {Evaluating.Candidates} or {Evaluating.Composed}, or leave --submission out.");
        }

        if (arguments.GetValue(run) is not null && arguments.GetRequiredValue(task) is not (Evaluating.Category or WeightedCategoryTask.Name))
            throw VerbException.Usage($"--run records --task {Evaluating.Category} or {WeightedCategoryTask.Name}, and the task is {arguments.GetRequiredValue(task)}.", "leave --run out.");
        if (arguments.GetValue(trec) && arguments.GetValue(run) is null)
            throw VerbException.Usage("--trec writes files beside those of a run.", "add --run DIR.");
        if (arguments.GetValue(rescore) is not null && arguments.GetRequiredValue(task) != CodePairsTask.Name)
            throw VerbException.Usage($"--rescore is for --task {CodePairsTask.Name}, and the task is {arguments.GetRequiredValue(task)}.", "leave --rescore out.");
        var name = VerbArguments.ChooseModel(path, arguments.GetValue(model));
        if (arguments.GetRequiredValue(task) == ShopperTask.Name)
            return AskAsShoppers(path, name, arguments, session);
        if (arguments.GetRequiredValue(task) is JudgedTask.Name or TitleTask.Name)
            return AskTheSearch(path, name, arguments, session);
        if (arguments.GetValue(attributes) is { Length: > 0 })
            throw VerbException.Usage($"--attributes are what --task {ShopperTask.Name} asks for, and the task is {arguments.GetRequiredValue(task)}.", $"say --task {ShopperTask.Name}, or leave --attributes out.");
        var request = new EvaluationRequest(arguments.GetRequiredValue(task))
        {
            Part = arguments.GetValue(part) ?? Part.Test,
            By = arguments.GetValue(by),
            Gallery = arguments.GetValue(gallery) ?? GalleryRule.Training,
            Submission = arguments.GetValue(submission),
            Threads = session.Threads,
        };
        if (request.Task == Evaluating.Classification && request.By is not null)
            throw VerbException.Usage($"The task {request.Task} looks at vectors, by classifiers.", "leave --by out.");
        if (request.Task is WeightedCategoryTask.Name or CodePairsTask.Name && request.By == SearchBy.Vectors)
            throw VerbException.Usage($"The task {request.Task} compares codes.", "leave --by vectors out.");
        var result = session.Track($"Evaluating {name}", progress => request.Task switch
        {
            WeightedCategoryTask.Name => WeightedCategoryTask.Run(path, name, request, progress: progress, cancellation: session.Stop),
            CodePairsTask.Name => CodePairsTask.Run(path, name, arguments.GetValue(rescore), request, progress: progress, cancellation: session.Stop),
            _ => Evaluating.Run(path, name, request, progress: progress, cancellation: session.Stop),
        });
        if (arguments.GetValue(run) is { } folder)
        {
            session.Track($"Recording {name}", progress => RunRecording.Run(path, name, new RunRequest
            {
                Part = request.Part,
                Gallery = request.Gallery,
                By = request.By,
                IsWeighted = request.Task == WeightedCategoryTask.Name,
                WritesTrec = arguments.GetValue(trec),
                Threads = session.Threads,
            }, folder, progress, session.Stop));
        }

        return Answered(session, name, result.ToJson, text => EvaluationText.Write(result, text));
    }

    private int AskAsShoppers(string path, string name, ParseResult arguments, Session session)
    {
        if (arguments.GetValue(gallery) == GalleryRule.Training || arguments.GetValue(by) is not null)
            throw VerbException.Usage($"The task {ShopperTask.Name} searches all products by all signals.", "leave --by and --gallery training out; --gallery unseen searches those that training never saw.");
        var result = session.Track($"Evaluating {name}", progress => ShopperTask.Run(path, name, new ShopperRequest
        {
            Queries = new ShopperOptions
            {
                Part = arguments.GetValue(part) ?? Part.Test,
                Attributes = ShopperRequest.Lists(arguments.GetValue(attributes) ?? []),
            },
            IsUnseenOnly = arguments.GetValue(gallery) == GalleryRule.Unseen,
        }, progress: progress, cancellation: session.Stop));
        return Answered(session, name, result.ToJson, text => ShopperText.Write(result, text));
    }

    private int AskTheSearch(string path, string name, ParseResult arguments, Session session)
    {
        var asked = arguments.GetRequiredValue(task);
        if (new Option[] { part, by, gallery, attributes }.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false }) is { } other)
            throw VerbException.Usage($"The task {asked} asks for all products, by all signals.", $"leave {other.Name} out.");
        var result = session.Track($"Evaluating {name}", progress => asked == JudgedTask.Name
            ? JudgedTask.Run(path, name, progress: progress, cancellation: session.Stop) : TitleTask.Run(path, name, progress: progress, cancellation: session.Stop));
        return Answered(session, name, result.ToJson, text => JudgedText.Write(result, text));
    }

    private static int Answered(Session session, string model, Func<JsonObject> toJson, Action<TextOutput> write)
    {
        session.Answer(
            () =>
            {
                var document = toJson();
                document.Insert(0, "model", model);
                return document;
            },
            write);
        return ExitCode.Ok;
    }
}
