using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Workbench.Encoders;

namespace Vitrine.Cli.Verbs;

/// <summary>Lists the encoders that trainings can take by name; below it those that bring one here.</summary>
internal sealed class EncodersVerb : Verb
{
    public EncodersVerb()
        : base("encoders", "List the encoders that trainings can take by name, fetch a published one, or keep one that a shop has learned.",
            "vitrine encoders",
            "vitrine encoders get resnet18",
            "vitrine encoders add my-shop shop.vitrine/contrastive")
    {
        Subcommands.Add(new EncoderListVerb());
        Subcommands.Add(new EncoderGetVerb());
        Subcommands.Add(new EncoderAddVerb());
    }

    protected override int Run(ParseResult arguments, Session session) => EncoderListVerb.List(session);
}

/// <summary>Lists encoders.</summary>
internal sealed class EncoderListVerb() : Verb("list", "List the encoders that are here, and the published ones that can be fetched.", "vitrine encoders list")
{
    public static int List(Session session)
    {
        var shelf = EncoderShelf.OfUser;
        var here = shelf.Names.Select(name => (Name: name, Origin: shelf.OriginOf(name)!)).ToArray();
        var toFetch = KnownEncoder.All.Where(known => !shelf.Names.Contains(known.Name)).ToArray();
        session.Answer(
            () => new JsonObject
            {
                ["folder"] = shelf.Folder,
                ["encoders"] = new JsonArray(
                [
                    .. here.Select(encoder => ToJson(encoder.Name, encoder.Origin.Takes, encoder.Origin.From, encoder.Origin.Licence, isHere: true)),
                    .. toFetch.Select(known => ToJson(known.Name, known.Takes, $"{known.Package} {known.Version}", known.Licence, isHere: false)),
                ]),
            },
            text =>
            {
                foreach (var (name, origin) in here)
                    text.Line($"{name}: for {origin.Takes}, from {origin.From}{(origin.Licence is { } licence ? $", licence {licence}" : "")}");
                foreach (var known in toFetch)
                    text.Line($"{known.Name}: {known.Title}, for {known.Takes}, licence {known.Licence}; fetch it with: vitrine encoders get {known.Name}");
                text.Line($"They are kept in {shelf.Folder}.");
            });
        return ExitCode.Ok;
    }

    protected override int Run(ParseResult arguments, Session session) => List(session);

    private static JsonObject ToJson(string name, string takes, string from, string? licence, bool isHere) =>
        new() { ["name"] = name, ["takes"] = takes, ["from"] = from, ["licence"] = licence, ["here"] = isHere };
}
