using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Models;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Takes a model to another store.</summary>
internal sealed class ModelCopyVerb : Verb
{
    private readonly Argument<string> from = new("FROM/NAME") { Description = "The model: its store, a slash, and its name." };
    private readonly Argument<string> to = new("TO") { Description = "The store that gets a copy." };
    private readonly Option<string?> name = new("--name") { Description = "The copy's name. [default: the model's]", HelpName = "NAME" };

    public ModelCopyVerb()
        : base("copy", "Copy a model to another store, with its card, its network, and the list of products that it was trained on.",
            "vitrine models copy shop.vitrine/hichnet-64 other.vitrine",
            "vitrine models copy shop.vitrine/contrastive other.vitrine --name contrastive-of-shop")
    {
        Arguments.Add(from);
        Arguments.Add(to);
        Options.Add(name);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var source = VerbArguments.ModelOf(arguments.GetRequiredValue(from));
        var path = arguments.GetRequiredValue(to);
        var copy = arguments.GetValue(name) ?? source.Name;
        using var target = LearningSource.Open(path, session.Stop);
        var card = ModelCopy.Copy(source, target.Data, copy, session.Stop);
        session.Answer(
            () => new JsonObject { ["model"] = copy, ["store"] = path, ["method"] = card.Method, ["weightsHash"] = card.WeightsHash },
            text =>
            {
                text.Line($"Model {copy} of {card.Method} in {path}.");
                text.Line(NextStep.WithModel(path, copy));
            });
        return ExitCode.Ok;
    }
}
