using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Server;
using Vitrine.Server.Settings;

namespace Vitrine.Cli.Verbs;

/// <summary>Answers searches of a store over HTTP, until it is stopped.</summary>
internal sealed class ServeVerb : Verb
{
    private const string TokenVariable = "VITRINE_TOKEN";

    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string> urls = new("--urls") { Description = "Addresses to listen on, with ';' in between.", HelpName = "URL", DefaultValueFactory = _ => ServerOptions.DefaultUrl };
    private readonly Option<string?> token = new("--token") { Description = $"What a client has to show to change products. [default: the environment variable {TokenVariable}, which no list of processes shows]", HelpName = "TOKEN" };
    private readonly Option<bool> tokenForReads = new("--token-for-reads") { Description = "Ask for the token of those who search, too." };
    private readonly Option<bool> readOnly = new("--read-only") { Description = "Let nobody change products." };
    private readonly Option<bool> allowRemote = new("--allow-remote") { Description = "Allow addresses in --urls that other machines can reach; see docs/security.md." };
    private readonly Option<int> rate = new Option<int>("--rate") { Description = "Requests that one address may make in a second, twice as many in a burst; 0 for no limit.", HelpName = "N", DefaultValueFactory = _ => ServerOptions.DefaultRequestsPerSecond }.Within(0);
    private readonly Option<bool> logQueries = new("--log-queries") { Description = "Write down what is asked in the store, without anything that tells who asked: for /v1/shop and the shop's own reports." };
    private readonly Option<bool> mcp = new("--mcp") { Description = "Offer language models tools at /mcp: search, product and suggest (Model Context Protocol)." };
    private readonly Option<string?> model = VerbArguments.Model();

    private readonly Option<string?> database = DatabaseAddress.Option();

    public ServeVerb()
        : base("serve", "Answer searches over HTTP, and show a page to search with.",
            "vitrine serve shop.vitrine",
            "vitrine serve shop.vitrine --urls http://localhost:8080 --token-for-reads",
            "vitrine serve shop.vitrine --urls http://*:8080 --allow-remote --read-only")
    {
        Arguments.Add(store);
        foreach (var option in new Option[] { urls, token, tokenForReads, readOnly, allowRemote, rate, logQueries, mcp, model })
            Options.Add(option);
        Options.Add(database);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        DatabaseAddress.Use(arguments.GetValue(database));
        var options = new ServerOptions(arguments.GetRequiredValue(store))
        {
            Urls = arguments.GetRequiredValue(urls).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Token = arguments.GetValue(token) ?? Environment.GetEnvironmentVariable(TokenVariable),
            IsTokenForReads = arguments.GetValue(tokenForReads),
            IsReadOnly = arguments.GetValue(readOnly),
            AllowsRemote = arguments.GetValue(allowRemote),
            RequestsPerSecond = arguments.GetValue(rate),
            LogsQueries = arguments.GetValue(logQueries),
            HasMcp = arguments.GetValue(mcp),
            Model = arguments.GetValue(model),
        };
        ServeAsync(options, session).GetAwaiter().GetResult();
        return ExitCode.Ok;
    }

    private static async Task ServeAsync(ServerOptions options, Session session)
    {
        await using var server = await ShopServer.StartAsync(options, session.Stop);
        session.Answer(
            () => new JsonObject { ["urls"] = new JsonArray([.. server.Urls.Select(url => JsonValue.Create(url))]) },
            text => text.Line($"{options.StorePath} is served at {string.Join(" and ", server.Urls)}"));
        await UntilStoppedAsync(session);
    }

    /// <summary>Keeps a server that was started and told of.</summary>
    internal static Task UntilStoppedAsync(Session session)
    {
        session.Note("Ctrl-C stops it.");
        return Task.Delay(Timeout.Infinite, session.Stop).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
