using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Models.Contract;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Shows what a store holds, or which rows its last import skipped and why.</summary>
internal sealed class InspectVerb : Verb
{
    private const int HistogramRows = 20;
    private const int MostPairs = 100; // rows of a sheet

    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<bool> report = new("--report") { Description = "The rows that the last import skipped, and what other products had to do without: file, line, column, reason." };

    private readonly Option<string?> labels = new("--labels") { Description = "What a model's fine-grained labels say of the training pairs: how they spread, the hardest pairs of one class and of two.", HelpName = "MODEL" };
    private readonly Option<int> pairs = new Option<int>("--pairs") { Description = "Hard pairs of each kind to show.", HelpName = "N", DefaultValueFactory = _ => 10 }.Within(1, MostPairs);
    private readonly Option<string?> sheet = new Option<string?>("--sheet") { Description = "Draw the hard pairs with their photos, as a PNG.", HelpName = "FILE" }.FileToWrite();
    private readonly Option<string?> chart = new Option<string?>("--chart") { Description = "Draw how the labels spread over pairs of one class and of two, as an SVG.", HelpName = "FILE" }.FileToWrite();

    private readonly Option<string?> codes = new("--codes") { Description = "How well the codes of a model use their bits: balance and entropy, correlation, distances within and across categories, identical codes.", HelpName = "MODEL" };
    private readonly Option<bool> titles = new("--titles") { Description = "With --codes: the codes of titles instead of photos." };

    public InspectVerb()
        : base("inspect", "Show a store: counts, tree, categories, hashes; its import report; the labels of training pairs; or the codes of a model.",
            "vitrine inspect shop.vitrine",
            "vitrine inspect shop.vitrine --report",
            "vitrine inspect shop.vitrine --labels fgl --sheet hard-pairs.png --chart labels.svg",
            "vitrine inspect shop.vitrine --codes hichnet-64",
            "vitrine inspect shop.vitrine --json | jq .categories")
    {
        Arguments.Add(store);
        Options.Add(report);
        Options.Add(labels);
        Options.Add(pairs);
        Options.Add(sheet);
        Options.Add(chart);
        Options.Add(codes);
        Options.Add(titles);
        Validators.Add(result =>
        {
            if (result.GetResult(labels) is null && (result.GetResult(sheet) is not null || result.GetResult(chart) is not null || result.GetResult(pairs) is { Implicit: false }))
                result.AddError("--sheet, --chart and --pairs show labels of training pairs: name the model with --labels MODEL.");
            if (result.GetResult(labels) is not null && result.GetResult(report) is { Implicit: false })
                result.AddError("--labels and --report are two questions: ask one at a time.");
            if (result.GetResult(codes) is not null && (result.GetResult(labels) is not null || result.GetResult(report) is { Implicit: false }))
                result.AddError("--codes is a question of its own: leave --labels and --report out.");
            if (result.GetResult(titles) is { Implicit: false } && result.GetResult(codes) is null)
                result.AddError("--titles chooses codes: name the model with --codes MODEL.");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        if (arguments.GetValue(labels) is { } model)
        {
            var inspected = session.Track("Comparing titles", _ => InspectingLabels.Run(arguments.GetRequiredValue(store), model, arguments.GetValue(pairs), session.Stop));
            if (arguments.GetValue(sheet) is { } file)
                File.WriteAllBytes(file, inspected.DrawSheet());
            if (arguments.GetValue(chart) is { } drawing)
                File.WriteAllText(drawing, inspected.DrawChart().ToSvg());
            session.Answer(() => LabelsText.ToJson(inspected), text => LabelsText.Write(inspected, text));
            return ExitCode.Ok;
        }

        if (arguments.GetValue(codes) is { } ofModel)
        {
            var health = session.Track("Comparing codes", _ => InspectingCodes.Run(arguments.GetRequiredValue(store), ofModel, arguments.GetValue(titles) ? ItemField.Title : ItemField.Photo));
            session.Answer(() => CodesText.ToJson(health), text => CodesText.Write(health, text));
            return ExitCode.Ok;
        }

        using var opened = CatalogueStore.Open(arguments.GetRequiredValue(store));
        if (arguments.GetValue(report))
            WriteReport(opened, session);
        else
            session.Answer(() => ToJson(opened), text => WriteOverview(opened, text));
        return ExitCode.Ok;
    }

    /// <summary>One line per bad row in the form that compilers use, so that editors and grep understand it.</summary>
    private static void WriteReport(CatalogueStore store, Session session) => session.Answer(
        () => new JsonObject
        {
            ["skipped"] = store.LastImport?.Skipped ?? 0,
            ["rows"] = new JsonArray([.. store.Report().Select(bad => new JsonObject
            {
                ["file"] = bad.File,
                ["line"] = bad.Line,
                ["column"] = bad.Column,
                ["reason"] = bad.Reason.Name(),
                ["detail"] = bad.Detail,
                ["id"] = bad.Id,
                ["isNote"] = bad.IsNote,
            })]),
            ["placeholders"] = new JsonArray([.. (store.LastImport?.Placeholders.MostShared ?? []).Select(photo => new JsonObject
            {
                ["products"] = photo.Products,
                ["exampleId"] = photo.ExampleId,
            })]),
        },
        text =>
        {
            if (store.LastImport is not { } import)
            {
                text.Line("No table was imported into this store, so there is no report.");
                return;
            }

            foreach (var bad in store.Report())
            {
                var column = bad.Column.Length > 0 ? $" {bad.Column}:" : "";
                var id = bad.Id.Length > 0 ? $" (id {bad.Id})" : "";
                text.Line($"{bad.File}:{bad.Line}:{column} {(bad.IsNote ? "note: " : "")}{bad.Reason.Name()}: {bad.Detail}{id}");
            }

            var notes = store.Report().LongCount(bad => bad.IsNote);
            text.Line($"{import.Skipped:N0} of {import.Rows:N0} rows skipped{Words.Reasons(import)}{(notes > 0 ? $"; {notes:N0} notes of products that came in nevertheless" : "")}.");
            foreach (var photo in import.Placeholders.MostShared)
                text.Line($"placeholder: one photo of {photo.Products:N0} products with different titles, such as id {photo.ExampleId}; it joins none of them in the split");
        });

    private static JsonObject ToJson(CatalogueStore store) => new()
    {
        ["store"] = store.Path,
        ["products"] = store.Count,
        ["parts"] = new JsonObject(Enum.GetValues<Part>().Select(part =>
            KeyValuePair.Create(part.ToString().ToLowerInvariant(), (JsonNode?)JsonValue.Create(store.RowsOf(part).Count)))),
        ["layers"] = new JsonArray([.. Layers(store).Select(layer => new JsonObject { ["name"] = layer.Name, ["classes"] = layer.Classes })]),
        ["categories"] = new JsonArray([.. Histogram(store).Select(row => new JsonObject
        {
            ["path"] = Words.Path(store.Tree, row.Category),
            ["products"] = row.Products,
        })]),
        ["dataHash"] = store.DataHash,
        ["splitHash"] = store.SplitHash,
        ["features"] = Names(store, "features"),
        ["models"] = Names(store, "models"),
    };

    private static void WriteOverview(CatalogueStore store, TextOutput text)
    {
        var facts = new Grid().AddColumn().AddColumn();
        void Fact(string name, string value) => facts.AddRow(name, Markup.Escape(value));
        Fact("products", $"{store.Count:N0}");
        Fact("parts", string.Join(", ", Enum.GetValues<Part>().Select(part => $"{part.ToString().ToLowerInvariant()} {store.RowsOf(part).Count:N0}")));
        Fact("layers", string.Join(" > ", Layers(store).Select(layer => $"{layer.Name} {layer.Classes:N0}")));
        if (store.LastImport is { } import)
            Fact("last import", $"{import.Table}: {import.Rows:N0} rows, {import.Skipped:N0} skipped{Words.Reasons(import)}");
        if (store.LastImport is { } imported && Words.Placeholders(imported) is { } placeholders)
            Fact("placeholders", placeholders);
        Fact("data hash", store.DataHash);
        Fact("split hash", store.SplitHash);
        Fact("features", Listed(Names(store, "features")));
        Fact("models", Listed(Names(store, "models")));
        text.Draw(facts);
        text.Line();
        text.Draw(CategoryDrawing.Tree(store));
        text.Line();
        text.Draw(CategoryDrawing.Histogram(store.Tree, [.. Histogram(store)], HistogramRows));
    }

    private static IEnumerable<(string Name, int Classes)> Layers(CatalogueStore store) =>
        Enumerable.Range(1, store.Tree.Depth).Select(layer => (Words.Layer(store, layer), store.Tree.ClassCount(layer)));

    private static IEnumerable<(int Category, int Products)> Histogram(CatalogueStore store) => store.Categories
        .CountBy(category => category)
        .OrderByDescending(pair => pair.Value)
        .ThenBy(pair => pair.Key)
        .Select(pair => (pair.Key, pair.Value));

    private static JsonArray Names(CatalogueStore store, string folder)
    {
        var path = Path.Combine(store.Path, folder);
        var entries = Directory.Exists(path) ? Directory.EnumerateDirectories(path) : [];
        return new JsonArray([.. entries.Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]);
    }

    private static string Listed(JsonArray names) => names.Count == 0 ? "none yet" : string.Join(", ", names);
}
