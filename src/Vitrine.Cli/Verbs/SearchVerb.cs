using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Catalogue.Images;
using Vitrine.Cli.Terminal;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Search.Shop;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Finds products by words or by picture.</summary>
internal sealed class SearchVerb : Verb
{
    // Words that count against a product push half as hard as the others pull: at equal weight what was asked for hardly shows.
    private const float AgainstWeight = -0.5f;

    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> model = VerbArguments.Model();
    private readonly Option<string?> text = new("--text") { Description = "Words to search for; with --image or --like: what to change.", HelpName = "WORDS" };
    private readonly Option<string[]> image = new Option<string[]>("--image") { Description = "A picture to search for: JPEG, PNG, WebP, GIF, TIFF, SVG or AVIF. May be given several times: what the pictures have in common counts.", HelpName = "FILE" }.ExistingFiles();
    private readonly Option<string[]> like = new("--like") { Description = "A product to start from, by its id; with --text: what to change. May be given several times.", HelpName = "ID" };
    private readonly Option<double?> imageWeight = new Option<double?>("--image-weight") { Description = "How much --image or --like counts beside --text, 0 to 1. [default: as the model sees fit; half where it has not learned to change things]", HelpName = "SHARE" }.Within(0, 1);
    private readonly Option<string?> not = new("--not") { Description = "Words that count against a product.", HelpName = "WORDS" };
    private readonly Option<bool> asTyped = new("--as-typed") { Description = "Take every word of --text as it is typed: mend no slip, and read no condition such as 'under 50' or 'without hood'." };
    private readonly Option<int> hits = new Option<int>("-k") { Description = "Products to show.", HelpName = "N", DefaultValueFactory = _ => 10 }.Within(1);
    private readonly Option<string?> category = new("--category") { Description = "Only this branch of the category tree, coarse to fine, in any letter case.", HelpName = "NAME/NAME/…" };

    private readonly Option<SearchBy?> by = VerbArguments.By();
    private readonly Option<string?> explain = new Option<string?>("--explain") { Description = "Write explanation.json: the shares of each hit's score; and, for models that look at regions, its photo with those that spoke for it.", HelpName = "DIR" }.FolderToWrite();

    public SearchVerb()
        : base("search", "Find products by words or by picture.",
            "vitrine search shop.vitrine --text \"red dress with short sleeves\"",
            "vitrine search shop.vitrine --image photo.jpg -k 20",
            "vitrine search shop.vitrine --like 15970 --text \"in navy blue\" --not hooded",
            "vitrine search shop.vitrine --image one.jpg --image two.jpg --text \"with long sleeves\" --image-weight 0.4",
            "vitrine search shop.vitrine --text \"warm and blue\" --category Apparel/Topwear --json | jq '.hits[].id'",
            "vitrine search shop.vitrine --model hsl-small --text \"striped shirt\" --explain why/")
    {
        Arguments.Add(store);
        foreach (var option in new Option[] { text, image, like, imageWeight, not, asTyped, hits, category, model, by, explain })
            Options.Add(option);
        Validators.Add(result =>
        {
            var hasStart = result.GetValue(image) is { Length: > 0 } || result.GetValue(like) is { Length: > 0 };
            if (!hasStart && result.GetValue(text) is null)
                result.AddError("give --text WORDS, --image FILE or --like ID.");
            else if (result.GetResult(imageWeight) is not null && !(hasStart && result.GetValue(text) is not null))
                result.AddError("--image-weight weighs a picture against words: give --image FILE or --like ID, and --text WORDS.");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        return IsByWords(arguments) ? ByWords(path, arguments, session) : ByModel(path, arguments, session);
    }

    // Words alone are searched in all that the shop knows, unless one model's own comparison is asked for.
    private bool IsByWords(ParseResult arguments) =>
        arguments.GetValue(image) is not { Length: > 0 } && arguments.GetValue(like) is not { Length: > 0 } && arguments.GetValue(by) is null;

    private int ByWords(string path, ParseResult arguments, Session session)
    {
        var name = ShopCard.ModelOf(path, arguments.GetValue(model));
        using var search = ShopSearch.Open(path, name);
        var query = new ShopQuery(arguments.GetRequiredValue(text)!)
        {
            Not = arguments.GetValue(not),
            IsAsTyped = arguments.GetValue(asTyped),
            Count = arguments.GetValue(hits),
            Category = arguments.GetValue(category),
        };
        var clock = Stopwatch.StartNew();
        var answer = search.Answer(query);
        var milliseconds = clock.Elapsed.TotalMilliseconds;
        if (arguments.GetValue(explain) is { } folder)
            ShopExplanationFile.Write(answer, query.Text, folder);
        session.Answer(
            () => new JsonObject
            {
                ["model"] = name,
                ["understood"] = answer.Understood.Text,
                ["notes"] = new JsonArray([.. answer.Understood.Notes.Select(note => JsonValue.Create(note))]),
                ["milliseconds"] = Math.Round(milliseconds, 2),
                ["hits"] = new JsonArray([.. answer.Hits.Select(ToJson)]),
                ["lessLikely"] = new JsonArray([.. answer.LessLikely.Select(ToJson)]),
            },
            output =>
            {
                foreach (var note in answer.Understood.Notes)
                    output.Line(note);
                if (answer.Hits.Count + answer.LessLikely.Count == 0)
                    output.Line("Nothing was found.");
                if (answer.Hits.Count > 0)
                    output.Draw(ToTable(answer.Hits));
                if (answer.LessLikely.Count > 0)
                {
                    output.Line(answer.Hits.Count > 0 ? "Less likely:" : "Nothing is likely to be what was asked for. Nearest to it:");
                    output.Draw(ToTable(answer.LessLikely));
                }
            });
        return ExitCode.Ok;
    }

    private int ByModel(string path, ParseResult arguments, Session session)
    {
        var name = VerbArguments.ChooseModel(path, arguments.GetValue(model) ?? ShopCard.Read(path)?.ModelForPictures);
        using var search = ProductSearch.Open(path, name, arguments.GetValue(by));
        var clock = Stopwatch.StartNew();
        var query = QueryOf(arguments, search);
        var answer = search.Answer(query, arguments.GetValue(hits), arguments.GetValue(category));
        var found = answer.Hits;
        var milliseconds = clock.Elapsed.TotalMilliseconds;

        if (arguments.GetValue(explain) is { } folder)
            ExplanationFiles.Write(search, query, arguments.GetValue(text) ?? "", found, folder);

        session.Answer(
            () => new JsonObject
            {
                ["model"] = name,
                ["bitsPerLayer"] = new JsonArray([.. search.Model.CodeBitsPerLayer.Select(bits => JsonValue.Create(bits))]),
                ["unknown"] = new JsonArray([.. answer.UnknownWords.Select(word => JsonValue.Create(word))]),
                ["byKeywords"] = answer.IsByKeywords,
                ["weights"] = new JsonArray([.. answer.Changes.Select(change => new JsonObject { ["image"] = change.Image, ["text"] = change.Text })]),
                ["milliseconds"] = Math.Round(milliseconds, 2),
                ["hits"] = new JsonArray([.. found.Select(ToJson)]),
            },
            text =>
            {
                if (answer.IsByKeywords)
                    text.Line($"The model knows none of the words ({string.Join(", ", answer.UnknownWords)}). Titles were searched for them{(found.Count == 0 ? ", and none has any" : "")}.");
                else if (answer.UnknownWords.Count > 0)
                    text.Line($"Not known: {string.Join(", ", answer.UnknownWords)}.");
                foreach (var change in answer.Changes)
                    text.Line($"image {change.Image:F2} · text {change.Text:F2}");
                if (found.Count > 0)
                    text.Draw(ToTable(found));
            });
        return ExitCode.Ok;
    }

    // A start and words are something to change; words alone are words. Of several starts each is changed, and their sum looked for.
    private Query QueryOf(ParseResult arguments, ProductSearch search)
    {
        var words = arguments.GetValue(text);
        QueryPart[] starts = [.. StartsOf(arguments, search)];
        IEnumerable<QueryPart> asked = starts.Length == 0 ? [new TextPart(words!)]
            : words is null ? starts
            : starts.Select(start => new ChangePart(start, words) { ImageWeight = (float?)arguments.GetValue(imageWeight) });
        return new Query([.. asked, .. arguments.GetValue(not) is { } against ? [new TextPart(against) { Weight = AgainstWeight }] : Array.Empty<QueryPart>()]);
    }

    private IEnumerable<QueryPart> StartsOf(ParseResult arguments, ProductSearch search)
    {
        foreach (var file in arguments.GetValue(image) ?? [])
            yield return new PicturePart(ReadPicture(file));
        foreach (var id in arguments.GetValue(like) ?? [])
        {
            var product = search.FindProduct(id) ?? throw VerbException.Usage($"there is no product '{id}' in the store.", "give an id of the shop's table.");
            yield return search.Like(product).Parts[0];
        }
    }

    private static byte[] ReadPicture(string file)
    {
        var info = new FileInfo(file);
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
        else if (hit.Nearness is KeywordScore words)
        {
            json["keywordScore"] = words.Score;
        }
        else if (hit.Nearness is MatchProbability match)
        {
            json["probability"] = Math.Round(match.Value, 4);
        }

        json["attributes"] = new JsonObject(hit.Product.Attributes.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)(pair.Value is [var only] ? JsonValue.Create(only) : new JsonArray([.. pair.Value.Select(value => JsonValue.Create(value))])))));
        json["numbers"] = new JsonObject(hit.Product.Numbers.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))));
        return json;
    }

    /// <summary>A distance is bits that differ; "3 = 0+1+2" tells it per layer, coarse first.</summary>
    public static Table ToTable(IReadOnlyList<ProductHit> found)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("#").RightAligned()).AddColumns("id", "title", "category")
            .AddColumn(new TableColumn(found.Any(hit => hit.Nearness is CodeDistance) ? "distance" : found.Any(hit => hit.Nearness is MatchProbability) ? "match" : "score").RightAligned());
        for (var i = 0; i < found.Count; i++)
        {
            var hit = found[i];
            table.AddRow($"{i + 1}", Markup.Escape(hit.Product.Id), Markup.Escape(hit.Product.Title), Markup.Escape(string.Join(" / ", hit.CategoryPath)), $"{hit.Nearness}");
        }

        return table;
    }
}
