using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Archive;
using Vitrine.Cli.Terminal;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Reads a shop's table and photos into a store; goes on after an interruption, updates after a change.</summary>
internal sealed class ImportVerb : Verb
{
    private const string StoreExtension = ".vitrine";

    private readonly ImportArguments arguments = new();
    private readonly Option<bool> sync = new("--sync") { Description = "Remove the products that the table no longer has; not more than a fifth of them without --yes." };
    private readonly Option<bool> yes = new("--yes") { Description = "Take what was guessed without asking; with --sync, remove however many." };
    private readonly Option<bool> readAllPhotos = new("--read-all-photos") { Description = "Read also the photos whose files have the size and time that they had at the last import; otherwise these are taken to be what they were." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Show what would be imported, with three products, and write nothing." };
    private readonly Option<bool> accept = new("--accept") { Description = "Import the good rows also where more than 5 % fail in one way, which otherwise ends with exit 3 and changes nothing." };
    private readonly Option<bool> strict = new("--strict") { Description = "Stop at the first bad row with exit 3 and import nothing, instead of skipping and reporting it." };

    public ImportVerb()
        : base("import", "Read a table of products and their photos into a store, or an exported store.",
            "vitrine import products.csv",
            "vitrine import products_export.csv --preset shopify --images files/ --out shop.vitrine",
            "vitrine import products.csv --images photos/ --id sku --title name --category department/type --out shop.vitrine",
            "vitrine import products.tsv --images photos.tar.gz --image-pattern 'images/{id}.jpg' --id id --title name \\",
            "               --category group/subgroup/type --attribute colour,season --out shop.vitrine",
            "vitrine import products.jsonl --images photos/ --image photo --id id --title name --category type --out shop.vitrine --strict")
    {
        arguments.AddTo(this);
        foreach (var option in new Option[] { sync, yes, readAllPhotos, dryRun, strict, accept })
            Options.Add(option);
    }

    protected override int Run(ParseResult parsed, Session session)
    {
        if (arguments.File(parsed) is { Length: > 0 } file && StoreArchive.IsOne(file))
            return ImportArchive(file, parsed, session);
        var said = arguments.Said(parsed) with
        {
            Sync = parsed.GetValue(sync),
            Yes = parsed.GetValue(yes),
            ReadAllPhotos = parsed.GetValue(readAllPhotos),
            Strict = parsed.GetValue(strict),
            Accept = parsed.GetValue(accept),
        };
        var import = ImportGuess.Complete(said, arguments.Preset(parsed));
        if (parsed.GetValue(dryRun))
        {
            var preview = ImportPreview.Of(import.Options, session.Stop);
            session.Answer(() => PreviewText.ToJson(import, preview), text =>
            {
                foreach (var line in PreviewText.Lines(import, preview))
                    text.Line(line);
                text.Line($"Nothing was written. To import: {ImportCommand.Of(import.Options)}");
            });
            return ExitCode.Ok;
        }

        if (import.AreColumnsGuessed || said.Out.Length == 0)
            Agree(import, session);
        var store = import.Options.Out;
        var summary = session.Track("Reading the table", progress => Importing.Run(import.Options, progress, session.Stop));

        session.Answer(() => ToJson(store, summary), text =>
        {
            foreach (var note in summary.Notes)
                text.Line(note);
            text.Line($"{summary.Rows:N0} rows of {summary.Table}: {summary.Added:N0} added, {summary.Updated:N0} updated, {summary.Unchanged:N0} unchanged, {summary.Removed:N0} removed, "
                + $"{summary.Skipped:N0} skipped{Words.Reasons(summary)}.");
            if (Words.EndingEarly(summary) is { } endingEarly)
                text.Line(endingEarly);
            if (summary.Skipped > 0 || summary.EndingEarly > 0)
                text.Line($"Which and why: vitrine inspect {store} --report");
            if (summary.Translations > 0)
                text.Line($"Left out: {Words.Count(summary.Translations, "row")} that translate other rows for a store view.");
            if (summary.Unpublished > 0)
                text.Line($"Left out: {Words.Count(summary.Unpublished, "row")} of products that the shop does not show ({string.Join(", ", import.Options.Status)}).");
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

    // A store that was exported: nothing in it is to be guessed.
    private int ImportArchive(string file, ParseResult parsed, Session session)
    {
        if (Options.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name).FirstOrDefault(name => name is not ("--out" or "--quiet" or "--json" or "--threads")) is { } said)
            throw VerbException.Usage($"'{file}' is a whole store, and {said} is about a table.", $"leave it out: vitrine import {file} --out STORE");
        var store = arguments.Store(parsed) ?? Path.ChangeExtension(file, StoreExtension);
        var (files, bytes) = session.Track("Reading the store", progress =>
            StoreArchive.Read(file, store, progress.Select<(long Done, long Total)>(read => new WorkProgress("Reading the store", read.Done, read.Total)), session.Stop));
        session.Answer(
            () => new JsonObject { ["store"] = store, ["files"] = files, ["bytes"] = bytes },
            text => text.Line($"{files:N0} files, {bytes:N0} bytes, each as it was exported, in {store}."));
        return ExitCode.Ok;
    }

    /// <summary>Shows what was guessed, and asks whether it is right where somebody is there to answer.</summary>
    private static void Agree(GuessedImport import, Session session)
    {
        foreach (var line in PreviewText.Lines(import, ImportPreview.Of(import.Options, session.Stop)))
            session.Note(line);
        if (import.Options.Yes)
            return;
        if (!session.CanAsk)
            throw VerbException.Usage("nothing was imported: what was not said was guessed, and nobody is there to be asked.", $"take it with --yes, or run: {ImportCommand.Of(import.Options)}");
        if (!session.Ask($"Import this into {import.Options.Out}?"))
            throw VerbException.Failed("nothing was imported.", $"change what is wrong, and run: {ImportCommand.Of(import.Options)}");
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
        ["translations"] = summary.Translations,
        ["unpublished"] = summary.Unpublished,
        ["photosEndingEarly"] = summary.EndingEarly,
        ["notes"] = new JsonArray([.. summary.Notes.Select(note => (JsonNode?)JsonValue.Create(note))]),
    };
}
