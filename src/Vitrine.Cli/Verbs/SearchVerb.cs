using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Catalogue.Images;
using Vitrine.Cli.Line;
using Vitrine.Cli.Terminal;
using Vitrine.Search;

namespace Vitrine.Cli.Verbs;

/// <summary>Finds products by words or by picture.</summary>
internal sealed class SearchVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> model = VerbArguments.Model();
    private readonly Option<string?> text = new("--text") { Description = "Words to search for.", HelpName = "WORDS" };
    private readonly Option<string?> image = new("--image") { Description = "A picture to search for: JPEG, PNG, WebP, GIF, TIFF, SVG or AVIF.", HelpName = "FILE" };
    private readonly Option<int> hits = new("-k") { Description = "Products to show.", HelpName = "N", DefaultValueFactory = _ => 10 };
    private readonly Option<string?> category = new("--category") { Description = "Only this branch of the category tree, coarse to fine, in any letter case.", HelpName = "NAME/NAME/…" };

    private readonly Option<SearchBy?> by = VerbArguments.By();
    private readonly Option<string?> explain = new("--explain") { Description = "hsl, with --text: write explanation.json and, per hit, its photo with the regions that spoke for it.", HelpName = "DIR" };

    public SearchVerb()
        : base("search", "Find products by words or by picture.",
            "vitrine search shop.vitrine --text \"red dress with short sleeves\"",
            "vitrine search shop.vitrine --image photo.jpg -k 20",
            "vitrine search shop.vitrine --text \"warm and blue\" --category Apparel/Topwear --json | jq '.hits[].id'",
            "vitrine search shop.vitrine --model hsl-small --text \"striped shirt\" --explain why/")
    {
        Arguments.Add(store);
        foreach (var option in new Option[] { text, image, hits, category, model, by, explain })
            Options.Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(text) is null == result.GetValue(image) is null)
                result.AddError("give either --text WORDS or --image FILE.");
            else if (result.GetValue(explain) is not null && result.GetValue(text) is null)
                result.AddError("--explain tells which regions agree with words: give --text WORDS.");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        var name = VerbArguments.ChooseModel(path, arguments.GetValue(model));
        using var search = ProductSearch.Open(path, name, arguments.GetValue(by));
        var clock = Stopwatch.StartNew();
        var found = arguments.GetValue(text) is { } words
            ? search.ByText(words, arguments.GetValue(hits), arguments.GetValue(category))
            : search.ByImage(ReadPicture(arguments.GetValue(image)!), arguments.GetValue(hits), arguments.GetValue(category));
        var milliseconds = clock.Elapsed.TotalMilliseconds;

        if (arguments.GetValue(explain) is { } folder)
            Explaining.Write(search, arguments.GetValue(text)!, found, folder);

        session.Answer(
            () => new JsonObject
            {
                ["model"] = name,
                ["bitsPerLayer"] = new JsonArray([.. search.BitsPerLayer.Select(bits => JsonValue.Create(bits))]),
                ["milliseconds"] = Math.Round(milliseconds, 2),
                ["hits"] = new JsonArray([.. found.Select(ToJson)]),
            },
            text => text.Draw(ToTable(found)));
        return ExitCode.Ok;
    }

    private static byte[] ReadPicture(string file)
    {
        var info = new FileInfo(file);
        if (!info.Exists)
            throw VerbException.Usage($"there is no picture '{file}'.", "check the path; relative paths start at the current folder.");
        if (info.Length > ImageLimits.Default.MaxBytes)
            throw VerbException.BadData($"'{file}' has {info.Length:N0} bytes; a picture may have {ImageLimits.Default.MaxBytes:N0}.", "save it smaller.");
        return File.ReadAllBytes(file);
    }

    public static JsonObject ToJson(ProductHit hit)
    {
        var json = new JsonObject
        {
            ["id"] = hit.Product.Id,
            ["title"] = hit.Product.Title,
            ["category"] = new JsonArray([.. hit.CategoryPath.Select(name => JsonValue.Create(name))]),
        };
        if (hit.Nearness is CodeDistance code)
        {
            json["distance"] = code.Distance;
            json["layerDistances"] = new JsonArray([.. code.PerLayer.Select(distance => JsonValue.Create(distance))]);
        }
        else if (hit.Nearness is VectorScore vector)
        {
            json["score"] = vector.Score;
        }

        json["attributes"] = new JsonObject(hit.Product.Attributes.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));
        return json;
    }

    /// <summary>A distance is bits that differ; "3 = 0+1+2" tells it per layer, coarse first.</summary>
    public static Table ToTable(IReadOnlyList<ProductHit> found)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("#").RightAligned()).AddColumns("id", "title", "category")
            .AddColumn(new TableColumn(found is [{ Nearness: VectorScore }, ..] ? "score" : "distance").RightAligned());
        for (var i = 0; i < found.Count; i++)
        {
            var hit = found[i];
            table.AddRow($"{i + 1}", Markup.Escape(hit.Product.Id), Markup.Escape(hit.Product.Title), Markup.Escape(string.Join(" / ", hit.CategoryPath)), $"{hit.Nearness}");
        }

        return table;
    }
}
