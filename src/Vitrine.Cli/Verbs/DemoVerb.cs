using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Datasets.Shop;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Workbench;
using Vitrine.Workbench.Demo;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Cli.Verbs;

/// <summary>The whole line in one command: a catalogue, a model, an index, figures, and searches to look at.</summary>
internal sealed class DemoVerb : Verb
{
    private const string Method = "hichnet";
    private const int HitsPerSearch = 10;

    private readonly Option<string?> catalogue = new Option<string?>("--catalogue")
    {
        Description = "Your own products instead of a synthetic shop: a folder with a table and its photos. Which column is what is guessed as by import.",
        HelpName = "DIR",
    }.ExistingFolder();

    private readonly Option<string> output = new Option<string>("--out") { Description = "Folder for the store and the contact sheet.", HelpName = "DIR", DefaultValueFactory = _ => "vitrine-demo" }.FolderToWrite();

    public DemoVerb()
        : base("demo", "All of it on a synthetic shop, or on your own products, in one command.",
            "vitrine demo",
            "vitrine demo --catalogue my-shop/ --out my-shop-demo")
    {
        Options.Add(catalogue);
        Options.Add(output);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var clock = Stopwatch.StartNew();
        var folder = arguments.GetRequiredValue(output);
        var own = arguments.GetValue(catalogue);
        var store = MakeStore(folder, own, session);
        var model = session.Track("Preparing", progress => Training.Run(store, Method, new TrainingRequest(""), progress, session.Stop));
        session.Track($"Encoding with {model}", progress => Indexing.Run(store, model, progress: progress, cancellation: session.Stop));
        var evaluated = Measure(store, model, session);

        var searches = Search(store, model, own is null);
        var sheet = Path.Combine(folder, "searches.png");
        DemoSheet.Write(sheet, store, searches);
        session.Answer(
            () => new JsonObject
            {
                ["store"] = store,
                ["model"] = model,
                ["metrics"] = evaluated?.ToJson()["metrics"]!.DeepClone(),
                ["searches"] = new JsonArray([.. searches.Select(search => new JsonObject
                {
                    ["query"] = search.Query.Name,
                    ["hits"] = new JsonArray([.. search.Hits.Select(SearchVerb.ToJson)]),
                })]),
                ["sheet"] = sheet,
                ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds, 1),
            },
            text =>
            {
                if (evaluated is not null)
                    EvaluationText.Write(evaluated, text);
                foreach ((var query, var hits) in searches)
                {
                    text.Line($"Search for {query.Name}:");
                    text.Draw(SearchVerb.ToTable(hits));
                }

                text.Line($"The same with photos: {sheet}");
                text.Line($"Done in {Pace.Clock(clock.Elapsed.TotalSeconds)}. Try your own: vitrine search {store} --text \"…\"");
            });
        return ExitCode.Ok;
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

    // A shop too small to be measured is still a shop to be searched.
    private static Evaluated? Measure(string store, string model, Session session)
    {
        try
        {
            return session.Track($"Evaluating {model}", progress =>
                Evaluating.Run(store, model, new EvaluationRequest(Evaluating.Category) { Threads = session.Threads }, progress: progress, cancellation: session.Stop));
        }
        catch (MeasurementException impossible)
        {
            session.Note($"Not measured: {impossible.Message}");
            return null;
        }
    }

    private static List<(DemoQuery Query, IReadOnlyList<ProductHit> Hits)> Search(string storePath, string model, bool isSynthetic)
    {
        using var store = CatalogueStore.Open(storePath);
        using var search = ProductSearch.Open(storePath, model);
        var queries = isSynthetic ? DemoQueries.OfSyntheticShop(store) : DemoQueries.OfCatalogue(store);
        return [.. queries.Select(query => (query, query.Run(search, HitsPerSearch)))];
    }
}
