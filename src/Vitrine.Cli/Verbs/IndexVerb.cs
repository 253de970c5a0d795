using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Line;
using Vitrine.Cli.Terminal;
using Vitrine.Index;

namespace Vitrine.Cli.Verbs;

/// <summary>Makes the codes of a store searchable.</summary>
sealed class IndexVerb : Verb
{
    readonly Argument<string> store = VerbArguments.Store();
    readonly Option<string?> model = VerbArguments.Model();

    public IndexVerb()
        : base("index", "Make the codes and vectors of a store searchable.",
            "vitrine index shop.vitrine --model hichnet-64")
    {
        Arguments.Add(store);
        Options.Add(model);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string path = arguments.GetRequiredValue(store);
        string name = VerbArguments.ChooseModel(path, arguments.GetValue(model));
        (IndexSchema schema, int products) = Indexing.Run(path, name, session);
        session.Answer(
            () => new JsonObject { ["model"] = name, ["products"] = products, ["bits"] = schema.CodeBitsPerLayer.Sum(), ["dimensions"] = schema.VectorDimensions },
            text =>
            {
                text.Line($"{products:N0} products are searchable by {Words.Encodings([.. schema.CodeBitsPerLayer], schema.VectorDimensions)}.");
                text.Line($"Next: vitrine search {path} --model {name} --text \"…\"");
            });
        return ExitCode.Ok;
    }
}
