using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Reads a shop's table and photos into a store; goes on after an interruption, updates after a change.</summary>
internal sealed class ImportVerb : Verb
{
    private readonly Option<string> table = new("--table") { Description = "The table: .csv, .tsv, .json, .jsonl or .xlsx, also as .gz or alone in a .zip.", HelpName = "FILE", Required = true };
    private readonly Option<string> images = new("--images") { Description = "The photos: a folder, a .tar or a .tar.gz.", HelpName = "DIR|FILE", Required = true };
    private readonly Option<string> id = new("--id") { Description = "Column with the shop's own id. The second of two columns of one name is name#2.", HelpName = "COL", Required = true };
    private readonly Option<string> title = new("--title") { Description = "Column with the title.", HelpName = "COL", Required = true };
    private readonly Option<string> category = new("--category") { Description = "Columns of the category path, coarse to fine.", HelpName = "COL/COL/…", Required = true };
    private readonly Option<string> attribute = new("--attribute")
    {
        Description = "Columns kept as attributes. One that is about colour also teaches the split which words only name a colour.",
        HelpName = "COL,COL",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string> imagePattern = new("--image-pattern")
    {
        Description = "Where a product's photo lies within --images.",
        HelpName = "PATTERN",
        DefaultValueFactory = _ => "{id}.jpg",
    };

    private readonly Option<string?> image = new("--image") { Description = "Column with the photo's path within --images, instead of --image-pattern.", HelpName = "COL" };
    private readonly Option<string> output = new("--out") { Description = "The store: made when it is not there, brought up to date when it is.", HelpName = "STORE", Required = true };
    private readonly Option<string?> encoding = new("--encoding") { Description = "Encoding of the table, such as utf-8 or windows-1252; found out if not said.", HelpName = "NAME" };
    private readonly Option<string?> delimiter = new("--delimiter") { Description = "What parts the cells: comma, semicolon, tab, bar or a character; found out if not said.", HelpName = "CHAR" };
    private readonly Option<bool> accept = new("--accept") { Description = "Import the good rows also where more than 5 % fail in one way, which otherwise ends with exit 3 and changes nothing." };
    private readonly Option<bool> strict = new("--strict") { Description = "Stop at the first bad row with exit 3 and import nothing, instead of skipping and reporting it." };

    public ImportVerb()
        : base("import", "Read a table of products and their photos into a store.",
            "vitrine import --table products.csv --images photos/ --id sku --title name --category department/type --out shop.vitrine",
            "vitrine import --table products.tsv --images photos.tar.gz --image-pattern 'images/{id}.jpg' --id id --title name \\",
            "               --category group/subgroup/type --attribute colour,season --out shop.vitrine",
            "vitrine import --table products.jsonl --images photos/ --image photo --id id --title name --category type --out shop.vitrine --strict")
    {
        foreach (var option in new Option[] { table, images, id, title, category, attribute, imagePattern, image, output, encoding, delimiter, strict, accept })
            Options.Add(option);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var store = arguments.GetRequiredValue(output);
        var summary = session.Track("Reading the table", progress => Importing.Run(new ImportOptions
        {
            Table = arguments.GetRequiredValue(table),
            Images = arguments.GetRequiredValue(images),
            Out = store,
            Id = arguments.GetRequiredValue(id),
            Title = arguments.GetRequiredValue(title),
            Category = [arguments.GetRequiredValue(category)],
            Attribute = [arguments.GetRequiredValue(attribute)],
            ImagePattern = arguments.GetRequiredValue(imagePattern),
            Image = arguments.GetValue(image),
            Encoding = arguments.GetValue(encoding),
            Delimiter = arguments.GetValue(delimiter),
            Strict = arguments.GetValue(strict),
            Accept = arguments.GetValue(accept),
        }, progress, session.Stop));

        session.Answer(() => ToJson(store, summary), text =>
        {
            foreach (var note in summary.Notes)
                text.Line(note);
            text.Line($"{summary.Rows:N0} rows of {summary.Table}: {summary.Added:N0} added, {summary.Updated:N0} updated, {summary.Unchanged:N0} unchanged, "
                + $"{summary.Skipped:N0} skipped{Words.Reasons(summary)}.");
            if (summary.Skipped > 0)
                text.Line($"Which and why: vitrine inspect {store} --report");
            if (Words.Placeholders(summary) is { } placeholders)
                text.Line(placeholders);
            text.Line(NextStep.WithProducts(store));
        });
        return ExitCode.Ok;
    }

    private static JsonObject ToJson(string store, ImportSummary summary) => new()
    {
        ["store"] = store,
        ["rows"] = summary.Rows,
        ["added"] = summary.Added,
        ["updated"] = summary.Updated,
        ["unchanged"] = summary.Unchanged,
        ["kept"] = summary.Kept,
        ["skipped"] = summary.Skipped,
        ["skippedByReason"] = new JsonObject(summary.SkippedByReason.Select(pair => KeyValuePair.Create(pair.Key.Name(), (JsonNode?)JsonValue.Create(pair.Value)))),
        ["placeholders"] = summary.Placeholders.Count,
        ["notes"] = new JsonArray([.. summary.Notes.Select(note => (JsonNode?)JsonValue.Create(note))]),
    };
}
