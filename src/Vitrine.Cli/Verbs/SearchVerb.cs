using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Vitrine.Catalogue.Images;
using Vitrine.Cli.Terminal;
using Vitrine.Models.Contract;
using Vitrine.Search;
using Vitrine.Search.Codes;
using Vitrine.Search.Fields;
using Vitrine.Search.Log;
using Vitrine.Search.Shop;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Finds products by words, by picture, by what is said of them.</summary>
internal sealed class SearchVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> model = VerbArguments.Model();
    private readonly Option<string?> text = new("--text") { Description = "Words to search for; with --image or --like: what to change.", HelpName = "WORDS" };
    private readonly Option<string[]> image = new Option<string[]>("--image") { Description = "A picture to search for: JPEG, PNG, WebP, GIF, TIFF, SVG or AVIF. May be given several times: what the pictures have in common counts.", HelpName = "FILE" }.ExistingFiles();
    private readonly Option<string[]> like = new("--like") { Description = "A product to start from, by its id; with --text: what to change. May be given several times.", HelpName = "ID" };
    private readonly Option<double?> imageWeight = new Option<double?>("--image-weight") { Description = "How much --image or --like counts beside --text, 0 to 1. [default: as the model sees fit; half where it has not learned to change things]", HelpName = "SHARE" }.Within(0, 1);
    private readonly Option<string?> not = new("--not") { Description = "Words that no product may have; with --by they only count against it.", HelpName = "WORDS" };
    private readonly Option<bool> asTyped = new("--as-typed") { Description = "Take every word of --text as it is typed: mend no slip, and read no condition such as 'under 50' or 'without hood'." };
    private readonly Option<bool> noRules = new("--no-rules") { Description = "Leave the shop's rules (rules.txt) out." };
    private readonly Option<bool> log = new("--log") { Description = "Write the query down in the store's log (vitrine queries): its words, the time to the minute and what was found, nothing of who asked." };
    private readonly Option<int> hits = new Option<int>("--count", "-k") { Description = "Products to show.", HelpName = "N", DefaultValueFactory = _ => 10 }.Within(1);
    private readonly Option<string?> category = new("--category") { Description = "Only this branch of the category tree, coarse to fine, in any letter case.", HelpName = "NAME/NAME/…" };

    private readonly Option<string[]> where = new("--where") { Description = "Only products that meet a condition: a value of an attribute, or a number or its range (price=10..50, price=..50). Of one field several values may be given; of several fields all have to hold.", HelpName = "FIELD=VALUE" };
    private readonly Option<string[]> facet = new("--facet") { Description = "Count the values of a field over all that was found: an attribute, a number, or category; '*' for those that fit what was found. May be given several times.", HelpName = "FIELD" };
    private readonly Option<string?> sort = new("--sort") { Description = "Show what is likely asked for in the order of a number, smallest first; with a minus before it, largest first. [default: by how likely it is]", HelpName = "FIELD" };
    private readonly Option<double?> cutOff = new("--cut-off") { Description = "Leave out what does not reach it: a probability from 0 to 1 of words, an inner product of pictures, or of codes the bits that may differ at most. [default: nothing is left out; what is less likely stands apart]", HelpName = "NUMBER" };
    private readonly Option<string?> groupBy = new("--group-by") { Description = "Show the best product of each value of an attribute alone, such as the brand.", HelpName = "FIELD" };
    private readonly Option<int> offset = new Option<int>("--offset") { Description = "Products to pass over: those of the pages before.", HelpName = "N" }.Within(0);

    private readonly Option<SearchBy?> by = VerbArguments.By();
    private readonly Option<bool> weighted = new("--weighted") { Description = "With --by codes: a bit counts as much as the model is sure of it in the query, which breaks most ties." };
    private readonly Option<string?> explain = new Option<string?>("--explain") { Description = "Write explanation.json: the shares of each hit's score; and, for models that look at regions, its photo with those that spoke for it.", HelpName = "DIR" }.FolderToWrite();

    private readonly Option<string?> database = DatabaseAddress.Option();

    public SearchVerb()
        : base("search", "Find products by words or by picture.",
            "vitrine search shop.vitrine --text \"red dress with short sleeves\"",
            "vitrine search shop.vitrine --image photo.jpg -k 20",
            "vitrine search shop.vitrine --like 15970 --text \"in navy blue\" --not hooded",
            "vitrine search shop.vitrine --image one.jpg --image two.jpg --text \"with long sleeves\" --image-weight 0.4",
            "vitrine search shop.vitrine --text dress --where colour=red --where price=..50 --facet size --sort price",
            "vitrine search shop.vitrine --text \"warm and blue\" --category Apparel/Topwear --json | jq '.hits[].id'",
            "vitrine search shop.vitrine --model hsl-small --text \"striped shirt\" --explain why/")
    {
        Arguments.Add(store);
        foreach (var option in new Option[] { text, image, like, imageWeight, not, asTyped, noRules, log, hits, offset, category, where, facet, sort, cutOff, groupBy, model, by, weighted, explain })
            Options.Add(option);
        Options.Add(database);
        Validators.Add(result =>
        {
            var hasStart = result.GetValue(image) is { Length: > 0 } || result.GetValue(like) is { Length: > 0 };
            if (result.GetResult(imageWeight) is not null && !(hasStart && result.GetValue(text) is not null))
                result.AddError("--image-weight weighs a picture against words: give --image FILE or --like ID, and --text WORDS.");
            var isByModel = result.GetResult(by) is not null;
            if (result.GetValue(weighted) && result.GetValue(by) != SearchBy.Codes)
                result.AddError("--weighted weighs the bits of codes: add --by codes.");
            if (isByModel && new Option[] { where, facet, sort, cutOff, groupBy, offset }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } ofShop)
                result.AddError($"--by asks one model alone, and {ofShop.Name} is about all that the shop knows: leave out one of them.");
            if (isByModel && !hasStart && result.GetValue(text) is null)
                result.AddError("give --text WORDS, --image FILE or --like ID.");
            else if (!hasStart && !new Option[] { text, category, where, sort, facet, groupBy }.Any(option => result.GetResult(option) is { Implicit: false }))
                result.AddError("give --text WORDS, --image FILE or --like ID; or --category, --where, --sort or --facet for what they say of all products.");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        DatabaseAddress.Use(arguments.GetValue(database));
        var path = arguments.GetRequiredValue(store);
        return arguments.GetValue(by) is { } compared ? ByModel(path, compared, arguments, session) : ByShop(path, arguments, session);
    }

    // All that the shop knows.
    private int ByShop(string path, ParseResult arguments, Session session)
    {
        var asked = arguments.GetValue(model);
        using var search = ShopSearch.Open(path, ShopCard.ModelOf(path, asked), asked ?? ShopCard.Read(path)?.ModelForPictures);
        var query = new ShopQuery
        {
            Text = arguments.GetValue(text),
            Starts = [.. (arguments.GetValue(image) ?? []).Select(file => new PicturePart(ReadPicture(file))), .. (arguments.GetValue(like) ?? []).Select(search.Like)],
            ImageWeight = (float?)arguments.GetValue(imageWeight),
            Not = arguments.GetValue(not),
            IsAsTyped = arguments.GetValue(asTyped),
            IgnoresRules = arguments.GetValue(noRules),
            Count = arguments.GetValue(hits),
            CutOff = arguments.GetValue(cutOff),
            GroupBy = arguments.GetValue(groupBy),
            Offset = arguments.GetValue(offset),
            Category = arguments.GetValue(category),
            Where = Conditions.Of(arguments.GetValue(where) ?? [], search.Fields),
            Facets = arguments.GetValue(facet) ?? [],
            Sort = arguments.GetValue(sort) is { Length: > 0 } order ? new SortBy(order.TrimStart('-'), order[0] == '-') : null,
        };
        var clock = Stopwatch.StartNew();
        var answer = search.Answer(query);
        var milliseconds = clock.Elapsed.TotalMilliseconds;
        if (arguments.GetValue(explain) is { } folder)
            Explain(path, query, answer, folder);
        var logged = arguments.GetValue(log) && query.Text is { } typed ? LoggedQuery.Now(typed, answer.Hits.Select(hit => hit.Product.Id), answer.Total) : null;
        if (logged is not null)
            QueryLog.Append(path, logged, session.Stop);
        session.Answer(() => Json(answer, milliseconds, logged?.Id), output => Show(answer, query, output));
        return ExitCode.Ok;
    }

    private static void Explain(string path, ShopQuery query, ShopAnswer answer, string folder)
    {
        if (answer.Asked is null)
        {
            ShopExplanationFile.Write(answer, query.Text ?? "", folder);
            return;
        }

        using var model = ProductSearch.Open(path, answer.Model!);
        ExplanationFiles.Write(model, answer.Asked, query.Text ?? "", [.. answer.Hits, .. answer.LessLikely], folder);
    }

    private static JsonObject Json(ShopAnswer answer, double milliseconds, string? queryId) => new()
    {
        ["model"] = answer.Model,
        ["understood"] = answer.Understood.Text,
        ["notes"] = new JsonArray([.. answer.Understood.Notes.Select(note => JsonValue.Create(note))]),
        ["rules"] = RulesText.Json(answer.Rules),
        ["redirect"] = answer.Rules.Redirect?.Place,
        ["queryId"] = queryId,
        ["weights"] = Json(answer.Changes),
        ["milliseconds"] = Math.Round(milliseconds, 2),
        ["total"] = answer.Total,
        ["isTotalExact"] = answer.IsTotalExact,
        ["recall"] = answer.Recall,
        ["facets"] = new JsonArray([.. answer.Facets.Select(HitsText.Json)]),
        ["hits"] = new JsonArray([.. answer.Hits.Select(HitsText.Json)]),
        ["lessLikely"] = new JsonArray([.. answer.LessLikely.Select(HitsText.Json)]),
    };

    private static JsonArray Json(IReadOnlyList<ChangeWeights> changes) => [.. changes.Select(change => new JsonObject { ["image"] = change.Image, ["text"] = change.Text })];

    private static void Show(ShopAnswer answer, ShopQuery query, TextOutput output)
    {
        foreach (var note in answer.Understood.Notes)
            output.Line(note);
        foreach (var rule in answer.Rules.Rules)
            output.Line(RulesText.Line(rule));
        foreach (var change in answer.Changes)
            output.Line($"image {change.Image:F2} · text {change.Text:F2}");
        if (answer.Hits.Count + answer.LessLikely.Count == 0 && answer.Rules.Redirect is null)
            output.Line(answer.Total > 0 ? $"{Words.Count(answer.Total, "product")} were found, and none of them stands after the first {query.Offset:N0}." : "Nothing was found.");
        if (answer.Hits.Count > 0)
            output.Draw(HitsText.Table(answer.Hits, query.Offset));
        if (answer.LessLikely.Count > 0)
        {
            output.Line(answer.Total > 0 ? "Less likely:" : "Nothing is likely to be what was asked for. Nearest to it:");
            output.Draw(HitsText.Table(answer.LessLikely, query.Offset + answer.Hits.Count));
        }

        foreach (var counted in answer.Facets)
            output.Line(HitsText.Line(counted));
    }

    // One model alone.
    private int ByModel(string path, SearchBy compared, ParseResult arguments, Session session)
    {
        var card = ShopCard.Read(path);
        var name = VerbArguments.ChooseModel(path, arguments.GetValue(model) ?? (compared == SearchBy.Codes ? card?.Codes : null) ?? card?.ModelForPictures);
        using var search = ProductSearch.Open(path, name, compared);
        var clock = Stopwatch.StartNew();
        var query = QueryOf(arguments, search);
        var answer = arguments.GetValue(weighted)
            ? ByWeights(path, name, search, query, arguments)
            : search.Answer(query, arguments.GetValue(hits), arguments.GetValue(category));
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
                ["weights"] = Json(answer.Changes),
                ["milliseconds"] = Math.Round(milliseconds, 2),
                ["hits"] = new JsonArray([.. found.Select(HitsText.Json)]),
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
                    text.Draw(HitsText.Table(found));
            });
        return ExitCode.Ok;
    }

    // Words that the model does not know say nothing of bits: titles are searched for them then, as without weights.
    private SearchAnswer ByWeights(string path, string name, ProductSearch search, Query query, ParseResult arguments)
    {
        using var byCodes = WeightedSearch.Open(path, name, search.Model);
        var encoded = search.Encode(query);
        return encoded.KnowsNothing
            ? search.Answer(query, arguments.GetValue(hits), arguments.GetValue(category))
            : new SearchAnswer(byCodes.Find(encoded, arguments.GetValue(hits), arguments.GetValue(category)), encoded.UnknownWords, IsByKeywords: false);
    }

    // A start and words are something to change; words alone are words. Of several starts each is changed, and their sum looked for.
    private Query QueryOf(ParseResult arguments, ProductSearch search)
    {
        var words = arguments.GetValue(text);
        QueryPart[] starts = [.. StartsOf(arguments, search)];
        IEnumerable<QueryPart> asked = starts.Length == 0 ? [new TextPart(words!)]
            : words is null ? starts
            : starts.Select(start => new ChangePart(start, words) { ImageWeight = (float?)arguments.GetValue(imageWeight) });
        return new Query([.. asked, .. arguments.GetValue(not) is { } against ? [new TextPart(against) { Weight = ShopSearch.AgainstWeight }] : Array.Empty<QueryPart>()]);
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
}
