using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Datasets.Shop;
using Vitrine.Models.Files;
using Vitrine.Search;
using Vitrine.Search.Shop;
using Vitrine.Server;
using Vitrine.Server.Settings;
using Vitrine.Workbench;
using Vitrine.Workbench.Demo;
using Vitrine.Workbench.Recipe;

namespace Vitrine.Cli.Verbs;

/// <summary>The whole line in one command: a catalogue, a model, an index, figures, and searches to look at.</summary>
internal sealed class DemoVerb : Verb
{
    // Together with the drawing of products and a first build the whole is done in three.
    private const double Minutes = 1;

    // After minutes of work nothing may fail because a port is taken.
    private const string FreePort = "http://127.0.0.1:0";

    private readonly Option<string?> catalogue = new Option<string?>("--catalogue")
    {
        Description = "Your own products instead of a synthetic shop: a folder with a table and its photos. Which column is what is guessed as by import.",
        HelpName = "DIR",
    }.ExistingFolder();

    private readonly Option<string> output = new Option<string>("--out") { Description = "Folder for the store and the contact sheet.", HelpName = "DIR", DefaultValueFactory = _ => "vitrine-demo" }.FolderToWrite();

    private readonly Option<bool> serve = new("--serve") { Description = "Then serve the shop, and show a page to search with; its address is the last line." };

    public DemoVerb()
        : base("demo", "All of it on a synthetic shop, or on your own products, in one command.",
            "vitrine demo",
            "vitrine demo --serve",
            "vitrine demo --catalogue my-shop/ --out my-shop-demo")
    {
        Options.Add(catalogue);
        Options.Add(output);
        Options.Add(serve);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var clock = Stopwatch.StartNew();
        var folder = arguments.GetRequiredValue(output);
        var own = arguments.GetValue(catalogue);
        var store = MakeStore(folder, own, session);
        var card = session.Track("Training the shop", progress => ShopTraining.Run(store, new ShopTrainingOptions { Minutes = Minutes }, progress, session.Stop));
        var searches = Search(store, card);
        var sheet = Path.Combine(folder, "searches.png");
        DemoSheet.Write(sheet, store, searches);
        if (arguments.GetValue(serve))
            ServeAsync(store, session, Tell).GetAwaiter().GetResult();
        else
            Tell(page: null);
        return ExitCode.Ok;

        void Tell(string? page) => session.Answer(
            () => new JsonObject
            {
                ["store"] = store,
                ["shop"] = JsonSerializer.SerializeToNode(card, ModelCard.Json),
                ["searches"] = new JsonArray([.. searches.Select(search => new JsonObject
                {
                    ["query"] = search.Query.Name,
                    ["hits"] = new JsonArray([.. search.Hits.Select(HitsText.Json)]),
                })]),
                ["sheet"] = sheet,
                ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds, 1),
                ["page"] = page,
            },
            text =>
            {
                ShopText.Write(store, card, text);
                foreach ((var query, var hits) in searches)
                {
                    text.Line($"Search for {query.Name}:");
                    text.Draw(HitsText.Table(hits));
                }

                text.Line($"The same with photos: {sheet}");
                text.Line($"Done in {Pace.Clock(clock.Elapsed.TotalSeconds)}. Try your own: vitrine search {store} --text \"…\"");
                text.Line(page is null ? $"Or in a browser: vitrine serve {store}" : $"Or in a browser: {page}");
            });
    }

    private static async Task ServeAsync(string store, Session session, Action<string> tell)
    {
        await using var server = await ShopServer.StartAsync(new ServerOptions(store) { Urls = [FreePort] }, session.Stop);
        tell(server.Urls[0]);
        await ServeVerb.UntilStoppedAsync(session);
    }

    private static string MakeStore(string folder, string? own, Session session)
    {
        if (own is null)
        {
            var synthetic = Path.Combine(folder, "synthetic.vitrine");
            session.Track("Drawing products", progress =>
            {
                var shop = ShopGenerator.Generate(new ShopOptions(), session.Stop);
                Synthesising.IntoStore(synthetic, shop, progress, session.Stop);
                return shop;
            });
            return synthetic;
        }

        var store = Path.Combine(folder, $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(own)))}.vitrine");
        var import = CatalogueFolder.Describe(own, store);
        foreach (var line in PreviewText.Lines(import, ImportPreview.Of(import.Options, session.Stop)))
            session.Note(line);
        var summary = session.Track("Reading the table", progress => Importing.Run(import.Options, progress, session.Stop));
        if (summary.Skipped > 0)
            session.Note($"{summary.Skipped:N0} of {summary.Rows:N0} rows skipped{Words.Reasons(summary)}: vitrine inspect {store} --report");
        return store;
    }

    private static List<(DemoQuery Query, IReadOnlyList<ProductHit> Hits)> Search(string storePath, ShopCard? card)
    {
        using var store = CatalogueStore.Open(storePath);
        using var shop = ShopSearch.Open(storePath, card?.Model);
        using var pictures = card is null ? null : ProductSearch.Open(storePath, card.ModelForPictures);
        return [.. DemoQueries.Of(store).Select(query => (query, query.Run(shop, pictures, DemoQueries.Hits))).Where(search => search.Item2.Count > 0)];
    }
}
