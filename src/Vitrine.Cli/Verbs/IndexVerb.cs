using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Index;
using Vitrine.Models.Files;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Makes the words of a store searchable, and the codes and vectors of a model.</summary>
internal sealed class IndexVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> model = VerbArguments.Model();
    private readonly Option<VectorFormat?> vectorFormat = VerbArguments.VectorFormat("How vectors are kept: 4, 2 or 1 byte a number. 'vitrine eval' measures what that costs. [default: as they are kept, first float16]");

    private readonly Option<string?> language = new("--language")
    {
        Description = "The language of the shop's words, such as german, or none: 'dresses' then finds no 'dress'. [default: as it was given before, first english]",
        HelpName = "NAME",
    };

    public IndexVerb()
        : base("index", "Make the words of a store searchable, and the codes and vectors of a model.",
            "vitrine index shop.vitrine",
            "vitrine index shop.vitrine --model hichnet-64 --language german",
            "vitrine index shop.vitrine --model cca-sign-64 --vector-format int8")
    {
        Arguments.Add(store);
        Options.Add(model);
        Options.Add(vectorFormat);
        Options.Add(language);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var (path, asked, format) = (arguments.GetRequiredValue(store), arguments.GetValue(model), arguments.GetValue(vectorFormat));
        // A store without a model still has words.
        var name = asked is null && format is null && ModelDirectory.NamesIn(path).Count == 0 ? null : VerbArguments.ChooseModel(path, asked);
        var words = session.Track("Indexing the words", progress => Indexing.Words(path, arguments.GetValue(language), progress, session.Stop));
        var update = name is null ? null : session.Track($"Indexing {name}", progress => Indexing.Run(path, name, format, progress, session.Stop));
        session.Answer(
            () => new JsonObject
            {
                ["model"] = name,
                ["products"] = words.Products,
                ["words"] = words.Words,
                ["language"] = words.Language,
                ["encoded"] = update?.Encoded,
                ["bits"] = update?.Schema.CodeBitsPerLayer.Sum(),
                ["dimensions"] = update?.Schema.VectorDimensions,
                ["vectorFormat"] = update?.Schema is { HasVectors: true } schema ? schema.VectorFormat.ToString().ToLowerInvariant() : null,
            },
            text =>
            {
                text.Line($"{words.Products:N0} products are searchable by {words.Words:N0} words{(words.Language == "none" ? "" : $" ({words.Language})")}.");
                if (update is not null)
                    text.Line($"{update.Products:N0} products are searchable by {Words.Encodings(update.Schema.CodeBitsPerLayer, update.Schema.VectorDimensions, update.Schema.VectorFormat)}.");
                text.Line(name is null ? NextStep.WithProducts(path) : NextStep.WithIndex(path, name));
            });
        return ExitCode.Ok;
    }
}
