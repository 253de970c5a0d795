using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Index;
using Vitrine.Models.Files;
using Vitrine.Postgres;
using Vitrine.Search.Indexes;
using Vitrine.Search.Large;
using Vitrine.Search.Shop;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Makes everything of a store searchable: its words, the codes and vectors of a model, and what these tell of its products.</summary>
internal sealed class IndexVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> model = VerbArguments.Model();
    private readonly Option<VectorFormat?> vectorFormat = VerbArguments.VectorFormat("How vectors are kept: 4, 2 or 1 byte a number. 'vitrine eval' measures what that costs. [default: as they are kept, first float16]");

    private readonly Option<string?> language = new("--language")
    {
        Description = "The language of the shop's words, such as german; none: 'dresses' then finds no 'dress'. [default: as before, at first what titles and descriptions speak]",
        HelpName = "NAME",
    };

    private readonly Option<string?> copy = new("--copy")
    {
        Description = $"Copy the indexes of the store to a database of PostgreSQL, where those of several shops may stand, and make nothing anew. [default of ADDRESS: {DatabaseAddress.Variable}]",
        HelpName = "ADDRESS",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> back = new("--back") { Description = "With --copy: from the database to the store." };

    private readonly Option<string?> shop = new("--as") { Description = "With --copy: what the shop is called in the database. [default: the store's name]", HelpName = "SHOP" };

    private readonly Option<string?> database = DatabaseAddress.Option();

    public IndexVerb()
        : base("index", "Make a store searchable: its words, the codes and vectors of a model, and what these tell of its products.",
            "vitrine index shop.vitrine",
            "vitrine index shop.vitrine --model hichnet-64 --language german",
            "vitrine index shop.vitrine --model cca-sign-64 --vector-format int8",
            "vitrine index shop.vitrine --copy postgres://shop@db:5432/products")
    {
        Arguments.Add(store);
        Options.Add(model);
        Options.Add(vectorFormat);
        Options.Add(language);
        Options.Add(copy);
        Options.Add(back);
        Options.Add(shop);
        Options.Add(database);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        if (arguments.GetResult(copy) is not null)
            return Copy(arguments, session);
        DatabaseAddress.Use(arguments.GetValue(database));
        if (arguments.GetValue(back) || arguments.GetValue(shop) is not null)
            throw VerbException.Usage("--back and --as say how indexes are copied, but none is to be.", "give --copy as well, or leave them out.");
        var (path, format) = (arguments.GetRequiredValue(store), arguments.GetValue(vectorFormat));
        var chosen = arguments.GetValue(model) is null ? ShopCard.Read(path) : null;
        // A store without a model still has words.
        var name = arguments.GetValue(model) is null && format is null && ModelDirectory.NamesIn(path).Count == 0 ? null : VerbArguments.ChooseModel(path, arguments.GetValue(model));
        var index = session.Track("Indexing", progress => chosen is null
            ? ShopIndexing.Run(path, name, arguments.GetValue(language), format, progress, session.Stop)
            : ShopIndexing.RunAll(path, chosen, arguments.GetValue(language), format, progress, session.Stop));
        var schema = index.Gallery?.Schema;
        session.Answer(
            () => new JsonObject
            {
                ["model"] = name,
                ["products"] = index.Words.Products,
                ["words"] = index.Words.Words,
                ["language"] = index.Words.Language,
                ["encoded"] = index.Gallery?.Encoded,
                ["bits"] = schema?.CodeBitsPerLayer.Sum(),
                ["dimensions"] = schema?.VectorDimensions,
                ["vectorFormat"] = schema is { HasVectors: true } ? schema.VectorFormat.ToString().ToLowerInvariant() : null,
                ["cells"] = index.Cells.Count == 0 ? null : new JsonObject([.. index.Cells.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value.Sum(partition => partition.Cells)))]),
                ["traits"] = new JsonArray([.. index.Traits.Select(trait => JsonValue.Create(trait))]),
            },
            text =>
            {
                text.Line($"{index.Words.Products:N0} products are searchable by {index.Words.Words:N0} words{(index.Words.Language == "none" ? "" : $" ({index.Words.Language})")}{(schema is null ? "" : $", by {Words.Encodings(schema.CodeBitsPerLayer, schema.VectorDimensions, schema.VectorFormat)}")}{(index.Traits.Count == 0 ? "" : $", and by what these show of: {string.Join(", ", index.Traits)}")}.");
                if (index.Cells.Count > 0)
                    text.Line($"Vectors of {string.Join(" and ", index.Cells.Select(field => $"{field.Key}s lie in {field.Value.Sum(partition => partition.Cells):N0} cells"))}; a search finds {100 * GalleryCells.Recall:F0} % of the nearest, as measured with titles.");
                text.Line(name is null ? NextStep.WithWords(path) : NextStep.WithIndex(path, name));
            });
        return ExitCode.Ok;
    }

    private int Copy(ParseResult arguments, Session session)
    {
        if (arguments.GetValue(model) is not null || arguments.GetValue(vectorFormat) is not null || arguments.GetValue(language) is not null)
            throw VerbException.Usage("--copy makes nothing anew, and goes with no option that says how.", "run 'vitrine index' without --copy first.");
        using var database = new PostgresIndexes(DatabaseAddress.Of(arguments.GetValue(copy)));
        using var products = CatalogueStore.Open(arguments.GetRequiredValue(store));
        var (folder, name) = (Path.Combine(products.Path, "index"), arguments.GetValue(shop) ?? StoreIndexes.NameOf(products.Path));
        var isBack = arguments.GetValue(back);
        var copied = session.Track("Copying", progress =>
        {
            Func<string, IProgress<int>?> each = index => progress.Count($"Copying {index}", 0);
            return isBack ? ShopCopy.From(folder, name, database, each, session.Stop) : ShopCopy.To(folder, name, database, each, session.Stop);
        });
        if (copied.Count == 0)
            throw VerbException.Usage($"there is no index of '{name}' {(isBack ? $"at {database.Address}" : $"in {products.Path}")}.", isBack ? "name the shop with --as; 'vitrine database' shows those that are there." : $"run: vitrine index {products.Path}");
        session.Answer(
            () => new JsonObject
            {
                ["shop"] = name,
                ["address"] = database.Address.ToString(),
                ["indexes"] = new JsonArray([.. copied.Select(index => new JsonObject { ["name"] = index.Name, ["items"] = index.Report.Items, ["copied"] = index.Report.Copied, ["hash"] = index.Report.Hash })]),
            },
            text =>
            {
                foreach (var index in copied)
                    text.Line($"{index.Name}: {index.Report.Items:N0} items, {(index.Report.Copied == 0 ? "all there before" : $"{index.Report.Copied:N0} copied")}; both sides have the hash {index.Report.Hash[..16]}….");
            });
        return ExitCode.Ok;
    }
}
