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
    private readonly Option<string> images = new("--images") { Description = "The photos: a folder, a .zip, a .tar or a .tar.gz.", HelpName = "DIR|FILE", Required = true };
    private readonly Option<string> id = new("--id") { Description = "Column with the shop's own id. The second of two columns of one name is name#2.", HelpName = "COL", Required = true };
    private readonly Option<string> title = new("--title") { Description = "Columns that make up the title.", HelpName = "COL,COL", Required = true };
    private readonly Option<string> category = new("--category") { Description = "Columns of the category path, coarse to fine; or one whose cells hold paths such as 'Shoes > Boots', or several of them.", HelpName = "COL/COL/…", Required = true };
    private readonly Option<string> attribute = new("--attribute")
    {
        Description = "Columns kept as attributes. One that is about colour also teaches the split which words only name a colour.",
        HelpName = "COL,COL",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string> number = new("--number") { Description = "Columns kept as numbers.", HelpName = "COL,COL", DefaultValueFactory = _ => "" };
    private readonly Option<string?> price = new("--price") { Description = "Column with the price.", HelpName = "COL" };
    private readonly Option<string?> brand = new("--brand") { Description = "Column with the brand, kept as an attribute.", HelpName = "COL" };
    private readonly Option<string?> description = new("--description") { Description = "Column with the description.", HelpName = "COL" };
    private readonly Option<string?> variantOf = new("--variant-of")
    {
        Description = "Column that says of which product a row is a variant or a further photo; may be that of --id, where rows of a product repeat its id.",
        HelpName = "COL",
    };

    private readonly Option<string?> variantId = new("--variant-id") { Description = "Column with the id of a variant, where it is not that of --id.", HelpName = "COL" };
    private readonly Option<string?> split = new("--split") { Description = "Column that gives the split (train, validation, test): a published one is kept.", HelpName = "COL" };
    private readonly Option<string?> group = new("--group") { Description = "Column that groups products which the split must not part.", HelpName = "COL" };
    private readonly Option<string> imagePattern = new("--image-pattern")
    {
        Description = "What names a product's photo within --images; {id} or {id}.* for any ending.",
        HelpName = "PATTERN",
        DefaultValueFactory = _ => "{id}.jpg",
    };

    private readonly Option<string> image = new("--image")
    {
        Description = "Columns with the photos' paths or addresses, the main photo first, instead of --image-pattern. Nothing is downloaded: the file of that name is looked for in --images.",
        HelpName = "COL,COL",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string> output = new Option<string>("--out") { Description = "The store: made when it is not there, brought up to date when it is.", HelpName = "STORE", Required = true }.FolderToWrite();
    private readonly Option<bool> sync = new("--sync") { Description = "Remove the products that the table no longer has; not more than a fifth of them without --yes." };
    private readonly Option<bool> yes = new("--yes") { Description = "Remove however many." };
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
        foreach (var option in new Option[] { table, images, id, title, category, attribute, number, price, brand, description, variantOf, variantId, imagePattern, image, split, group, output, sync, yes, encoding, delimiter, strict, accept })
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
            Title = [arguments.GetRequiredValue(title)],
            Category = [arguments.GetRequiredValue(category)],
            Attribute = [arguments.GetRequiredValue(attribute)],
            ImagePattern = arguments.GetRequiredValue(imagePattern),
            Image = [arguments.GetRequiredValue(image)],
            Number = [arguments.GetRequiredValue(number)],
            Price = arguments.GetValue(price),
            Brand = arguments.GetValue(brand),
            Description = arguments.GetValue(description),
            VariantOf = arguments.GetValue(variantOf),
            VariantId = arguments.GetValue(variantId),
            Split = arguments.GetValue(split),
            Group = arguments.GetValue(group),
            Sync = arguments.GetValue(sync),
            Yes = arguments.GetValue(yes),
            Encoding = arguments.GetValue(encoding),
            Delimiter = arguments.GetValue(delimiter),
            Strict = arguments.GetValue(strict),
            Accept = arguments.GetValue(accept),
        }, progress, session.Stop));

        session.Answer(() => ToJson(store, summary), text =>
        {
            foreach (var note in summary.Notes)
                text.Line(note);
            text.Line($"{summary.Rows:N0} rows of {summary.Table}: {summary.Added:N0} added, {summary.Updated:N0} updated, {summary.Unchanged:N0} unchanged, {summary.Removed:N0} removed, "
                + $"{summary.Skipped:N0} skipped{Words.Reasons(summary)}.");
            if (summary.Skipped > 0)
                text.Line($"Which and why: vitrine inspect {store} --report");
            if (Words.EndingEarly(summary) is { } endingEarly)
                text.Line(endingEarly);
            if (summary.Kept > 0)
                text.Line($"Not in the table, and kept: {Words.Count(summary.Kept, "product")} of the store. To remove what the table no longer has: --sync");
            if (summary.WithoutPhoto > 0)
                text.Line($"Without a photo: {Words.Count(summary.WithoutPhoto, "product")}. Words find them, pictures do not.");
            if (summary.MissingPhotos > 0)
                text.Line($"Not in {summary.Images}: {Words.Count(summary.MissingPhotos, "photo")}, listed for a downloader in {Path.Combine(store, CatalogueImporter.MissingPhotosFile)}");
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
        ["removed"] = summary.Removed,
        ["kept"] = summary.Kept,
        ["withoutPhoto"] = summary.WithoutPhoto,
        ["missingPhotos"] = summary.MissingPhotos,
        ["skipped"] = summary.Skipped,
        ["skippedByReason"] = new JsonObject(summary.SkippedByReason.Select(pair => KeyValuePair.Create(pair.Key.Name(), (JsonNode?)JsonValue.Create(pair.Value)))),
        ["placeholders"] = summary.Placeholders.Count,
        ["photosEndingEarly"] = summary.EndingEarly,
        ["notes"] = new JsonArray([.. summary.Notes.Select(note => (JsonNode?)JsonValue.Create(note))]),
    };
}
