using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Datasets.KddCup;
using Vitrine.Datasets.Shop;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Makes a shop of drawn products, to try things on and to measure with exact answers.</summary>
internal sealed class SynthVerb : Verb
{
    private readonly Option<int> products = new Option<int>("--products") { Description = "How many products.", HelpName = "N", DefaultValueFactory = _ => new ShopOptions().Products }.Within(1, 10_000_000);
    private readonly Option<int?> scenes = new Option<int?>("--scenes") { Description = "Instead of products so many photos in which two to four products lie beside each other, with texts that name one or several.", HelpName = "N" }.Within(1, 10_000_000);
    private readonly Option<int> seed = VerbArguments.Seed();
    private readonly Option<string?> output = new Option<string?>("--out") { Description = "Folder for products.csv, images/ and changes.jsonl, as a shop would deliver them.", HelpName = "DIR" }.FolderToWrite();
    private readonly Option<string?> store = new Option<string?>("--store") { Description = "Make a store at once instead of files to import.", HelpName = "STORE" }.FolderToWrite();

    private readonly Option<string?> kdd = new Option<string?>("--kdd") { Description = "Instead of photos, files in the layout of the KDD Cup 2020 task: regions, queries, candidates, answers.", HelpName = "DIR" }.FolderToWrite();

    public SynthVerb()
        : base("synth", "Make a synthetic shop: drawn products with titles, categories, attributes and changes.",
            "vitrine synth --products 2000 --seed 1 --out shop/",
            "vitrine synth --products 2000 --store shop.vitrine",
            "vitrine synth --scenes 5000 --store scenes.vitrine",
            "vitrine synth --products 6000 --kdd kdd/")
    {
        foreach (var option in new Option[] { products, scenes, seed, output, store, kdd })
            Options.Add(option);
        Validators.Add(result =>
        {
            if (new[] { output, store, kdd }.Count(place => result.GetValue(place) is not null) != 1)
                result.AddError("give either --out DIR, --store STORE or --kdd DIR.");
            if (result.GetResult(scenes) is not null && (result.GetResult(kdd) is not null || result.GetResult(products) is { Implicit: false }))
                result.AddError("--scenes goes with --out DIR or --store STORE, and without --products.");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        try
        {
            return Make(arguments, session);
        }
        catch (OperationCanceledException)
        {
            throw VerbException.Stopped("nothing was made; run the same command to begin again.");
        }
    }

    private int Make(ParseResult arguments, Session session)
    {
        var options = new ShopOptions(arguments.GetValue(products), (ulong)arguments.GetValue(seed));
        // A shop's own table may be called products.csv too.
        if ((arguments.GetValue(kdd) ?? arguments.GetValue(output)) is { } target && Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw VerbException.Usage($"the folder '{target}' is not empty.", "give a new one, or empty it first: nothing is replaced.");
        if (arguments.GetValue(kdd) is { } files)
            return WriteKddCup(files, new KddShopOptions(options.Products, Seed: options.Seed), session);
        var folder = arguments.GetValue(output);
        var place = folder ?? arguments.GetValue(store)!;
        var shop = arguments.GetValue(scenes) is { } count ? SceneGenerator.Generate(new SceneOptions(count, options.Seed), session.Stop) : ShopGenerator.Generate(options, session.Stop);
        session.Track("Drawing products", progress =>
        {
            if (folder is null)
                Synthesising.IntoStore(place, shop, progress, session.Stop);
            else
                Synthesising.IntoFolder(place, shop, progress, session.Stop);
            return shop;
        });
        session.Answer(
            () => new JsonObject { [folder is null ? "store" : "folder"] = place, ["products"] = shop.Products.Count, ["changes"] = shop.Changes.Count },
            text =>
            {
                text.Line($"{shop.Products.Count:N0} products and {shop.Changes.Count:N0} changes in {place}.");
                text.Line(folder is null
                    ? NextStep.WithProducts(place)
                    : $"Next: vitrine import --table {Path.Combine(place, "products.csv")} --images {Path.Combine(place, "images")} --id id --title title "
                        + $"--category department/group/type --attribute {string.Join(',', ShopWriter.AttributeColumns)} --out shop.vitrine");
            });
        return ExitCode.Ok;
    }

    private static int WriteKddCup(string folder, KddShopOptions options, Session session)
    {
        var rows = session.Track("Detecting regions", progress => Synthesising.IntoKddCup(folder, options, progress, session.Stop));
        session.Answer(
            () => new JsonObject { ["folder"] = folder, ["rows"] = rows },
            text =>
            {
                text.Line($"{rows:N0} rows in {folder}.");
                text.Line($"Next: vitrine train {folder} --method hsl");
            });
        return ExitCode.Ok;
    }
}
