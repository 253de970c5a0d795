using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Line;
using Vitrine.Cli.Terminal;
using Vitrine.Index;

namespace Vitrine.Cli.Verbs;

/// <summary>Makes the codes and vectors of a store searchable.</summary>
internal sealed class IndexVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> model = VerbArguments.Model();
    private readonly Option<VectorFormat?> vectorFormat = VerbArguments.VectorFormat("How vectors are kept: 4, 2 or 1 byte a number. 'vitrine eval --vector-format' measures what that costs. [default: float16]");

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
        (var schema, var products) = Indexing.Run(path, name, session, arguments.GetValue(vectorFormat));
        session.Answer(
            () => new JsonObject
            {
                ["model"] = name,
                ["products"] = products,
                ["bits"] = schema.CodeBitsPerLayer.Sum(),
                ["dimensions"] = schema.VectorDimensions,
                ["vectorFormat"] = schema.HasVectors ? schema.VectorFormat.ToString().ToLowerInvariant() : null,
            },
            text =>
            {
                text.Line($"{products:N0} products are searchable by {Words.Encodings(schema.CodeBitsPerLayer, schema.VectorDimensions, schema.VectorFormat)}.");
                text.Line($"Next: vitrine search {path} --model {name} --text \"…\"");
            });
        return ExitCode.Ok;
    }
}
