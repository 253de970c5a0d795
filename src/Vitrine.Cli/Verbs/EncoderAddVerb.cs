using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Workbench.Encoders;

namespace Vitrine.Cli.Verbs;

/// <summary>Keeps the network that a shop has learned for the next.</summary>
internal sealed class EncoderAddVerb : Verb
{
    private readonly Argument<string> name = new("NAME") { Description = "What it is to be called: letters, digits and hyphens." };
    private readonly Argument<string> model = new("STORE/MODEL") { Description = "The model that learned it: its store, a slash, and its name." };

    public EncoderAddVerb()
        : base("add", "Keep the image network that a model has learned, as an encoder for other shops.", "vitrine encoders add my-shop shop.vitrine/contrastive")
    {
        Arguments.Add(name);
        Arguments.Add(model);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var shelf = EncoderShelf.OfUser;
        var given = arguments.GetRequiredValue(name);
        shelf.PutLearned(given, VerbArguments.ModelOf(arguments.GetRequiredValue(model)));
        session.Answer(
            () => new JsonObject { ["name"] = given, ["from"] = shelf.OriginOf(given)!.From, ["folder"] = Path.Combine(shelf.Folder, given) },
            text => text.Line($"Next: vitrine train OTHER-STORE --method contrastive --image-encoder {given}"));
        return ExitCode.Ok;
    }
}
