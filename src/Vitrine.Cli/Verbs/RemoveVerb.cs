using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Takes products out of a store and out of everything that is found.</summary>
internal sealed class RemoveVerb : Verb
{
    // A million ids of sixteen characters; more is no list of ids.
    private const long MostBytes = 64 << 20;

    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Argument<string[]> named = new("ID") { Description = "Products by the shop's ids.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> ids = new Option<string?>("--ids") { Description = "A file with ids, one a line.", HelpName = "FILE" }.ExistingFile();

    public RemoveVerb()
        : base("remove", "Take products out of a store and out of what its models find.",
            "vitrine remove shop.vitrine 15970 39386",
            "vitrine remove shop.vitrine --ids sold-out.txt")
    {
        Arguments.Add(store);
        Arguments.Add(named);
        Options.Add(ids);
        Validators.Add(result =>
        {
            if (result.GetValue(named) is null or [] && result.GetResult(ids) is null)
                result.AddError("give the ID of a product, several of them, or --ids FILE.");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        string[] gone = [.. arguments.GetValue(named) ?? [], .. arguments.GetValue(ids) is { } file ? Read(file) : []];
        var removal = session.Track("Removing products", progress => Removing.Run(path, gone, progress, session.Stop));
        session.Answer(
            () => new JsonObject
            {
                ["store"] = path,
                ["removed"] = removal.Removed,
                ["products"] = removal.Left,
                ["encoded"] = new JsonObject(removal.Indexed.Select(model => KeyValuePair.Create(model.Key, (JsonNode?)JsonValue.Create(model.Value)))),
            },
            text =>
            {
                text.Line($"{removal.Removed:N0} removed, {removal.Left:N0} left.");
                if (removal.Indexed.Count > 0)
                    text.Line($"What is found with {string.Join(", ", removal.Indexed.Keys)} is up to date.");
            });
        return ExitCode.Ok;
    }

    private static string[] Read(string file)
    {
        if (new FileInfo(file).Length > MostBytes)
            throw VerbException.BadData($"'{file}' has more than {MostBytes:N0} bytes.", "give a text file with one id a line.");
        string[] read = [.. File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0)];
        return read.Length > 0 ? read : throw VerbException.BadData($"'{file}' has no ids.", "give a text file with one id a line.");
    }
}
