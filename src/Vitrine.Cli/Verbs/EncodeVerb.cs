using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Turns the photo and the title of every product into what the model makes of them.</summary>
internal sealed class EncodeVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> model = VerbArguments.Model();

    public EncodeVerb()
        : base("encode", "Turn all products of a store into codes, vectors, or both.",
            "vitrine encode shop.vitrine --model hichnet-64")
    {
        Arguments.Add(store);
        Options.Add(model);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        var name = VerbArguments.ChooseModel(path, arguments.GetValue(model));
        var update = session.Track($"Encoding with {name}", progress => Indexing.Run(path, name, progress: progress, cancellation: session.Stop));
        session.Answer(
            () => new JsonObject
            {
                ["model"] = name,
                ["products"] = update.Products,
                ["encoded"] = update.Encoded,
                ["bitsPerLayer"] = new JsonArray([.. update.Schema.CodeBitsPerLayer.Select(bits => JsonValue.Create(bits))]),
                ["dimensions"] = update.Schema.VectorDimensions,
            },
            text =>
            {
                text.Line($"{update.Products:N0} products as {Words.Encodings(update.Schema.CodeBitsPerLayer, update.Schema.VectorDimensions)}; {update.Encoded:N0} photos and titles were new.");
                text.Line(NextStep.WithIndex(path, name));
            });
        return ExitCode.Ok;
    }
}
