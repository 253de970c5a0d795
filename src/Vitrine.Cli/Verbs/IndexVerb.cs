using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Index;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Makes the codes and vectors of a store searchable.</summary>
internal sealed class IndexVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> model = VerbArguments.Model();
    private readonly Option<VectorFormat?> vectorFormat = VerbArguments.VectorFormat("How vectors are kept: 4, 2 or 1 byte a number. 'vitrine eval' measures what that costs. [default: as they are kept, first float16]");

    public IndexVerb()
        : base("index", "Make the codes and vectors of a store searchable.",
            "vitrine index shop.vitrine --model hichnet-64",
            "vitrine index shop.vitrine --model cca-sign-64 --vector-format int8")
    {
        Arguments.Add(store);
        Options.Add(model);
        Options.Add(vectorFormat);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        var name = VerbArguments.ChooseModel(path, arguments.GetValue(model));
        var update = session.Track($"Indexing {name}", progress => Indexing.Run(path, name, arguments.GetValue(vectorFormat), progress, session.Stop));
        var schema = update.Schema;
        session.Answer(
            () => new JsonObject
            {
                ["model"] = name,
                ["products"] = update.Products,
                ["encoded"] = update.Encoded,
                ["bits"] = schema.CodeBitsPerLayer.Sum(),
                ["dimensions"] = schema.VectorDimensions,
                ["vectorFormat"] = schema.HasVectors ? schema.VectorFormat.ToString().ToLowerInvariant() : null,
            },
            text =>
            {
                text.Line($"{update.Products:N0} products are searchable by {Words.Encodings(schema.CodeBitsPerLayer, schema.VectorDimensions, schema.VectorFormat)}.");
                text.Line(NextStep.WithIndex(path, name));
            });
        return ExitCode.Ok;
    }
}
