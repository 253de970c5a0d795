using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Models;
using Vitrine.Search.Neighbours;
using Vitrine.Search.Shop;
using Vitrine.Workbench;

namespace Vitrine.Cli.Verbs;

/// <summary>Checks a shop's synonyms and proposes further ones.</summary>
internal sealed class SynonymsVerb : Verb
{
    private readonly Argument<string> store = VerbArguments.Store();
    private readonly Option<string?> model = VerbArguments.Model();
    private readonly Option<int> count = new Option<int>("--count", "-k") { Description = "Proposals to show.", HelpName = "N", DefaultValueFactory = _ => 30 }.Within(1);

    public SynonymsVerb()
        : base("synonyms", "Check a shop's own synonyms (synonyms.txt in the store), and propose words that a model puts near each other. Nothing is taken by itself.",
            "vitrine synonyms shop.vitrine",
            "vitrine synonyms shop.vitrine --model towers -k 100 --json")
    {
        Arguments.Add(store);
        Options.Add(model);
        Options.Add(count);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var path = arguments.GetRequiredValue(store);
        using var catalogue = CatalogueStore.Open(path);
        var names = SynonymNames.Of(catalogue);
        var name = ShopCard.ModelOf(path, arguments.GetValue(model));
        var proposals = name is null ? [] : session.Track("Reading words", progress =>
        {
            using var loaded = Methods.Load(path, name);
            return SynonymProposals.Of(catalogue, loaded, arguments.GetValue(count), progress.Count("Reading words", 0), session.Stop);
        });
        session.Answer(
            () => new JsonObject
            {
                ["names"] = new JsonArray([.. names.Select(own => new JsonObject { ["typed"] = own.Typed, ["read"] = own.Read, ["products"] = own.Products })]),
                ["model"] = name,
                ["proposals"] = new JsonArray([.. proposals.Select(ToJson)]),
            },
            output => Show(path, name, names, proposals, output));
        return ExitCode.Ok;
    }

    private static void Show(string path, string? model, IReadOnlyList<SynonymName> names, IReadOnlyList<SynonymProposal> proposals, TextOutput output)
    {
        output.Line(names.Count == 0 ? $"'{path}' has no synonyms of its own." : $"{names.Count:N0} names in {Path.Combine(path, "synonyms.txt")}.");
        foreach (var name in names.Where(name => name.Products == 0))
            output.Line($"'{name.Typed}' finds nothing: no product has '{name.Read}'.");
        if (model is null)
            output.Line($"There is no model that could propose any. Train one with: vitrine train {path}");
        else if (proposals.Count == 0)
            output.Line("No two words are near enough to each other to be proposed.");
        if (proposals.Count == 0)
            return;
        output.Line("They may mean the same. Put those that do into synonyms.txt, a line each: one, other");
        var table = new Table().Border(TableBorder.Simple).AddColumns("one", "other").AddColumn(new TableColumn("likeness").RightAligned()).AddColumn(new TableColumn("products").RightAligned()).AddColumn(new TableColumn("titles with both").RightAligned());
        foreach (var proposal in proposals)
            table.AddRow(Markup.Escape(proposal.Word), Markup.Escape(proposal.Other), $"{proposal.Likeness:F2}", $"{proposal.Products:N0}, {proposal.OtherProducts:N0}", $"{proposal.Together:N0}");
        output.Draw(table);
    }

    private static JsonObject ToJson(SynonymProposal proposal) => new()
    {
        ["words"] = new JsonArray(proposal.Word, proposal.Other),
        ["likeness"] = Math.Round(proposal.Likeness, 4),
        ["products"] = new JsonArray(proposal.Products, proposal.OtherProducts),
        ["together"] = proposal.Together,
    };
}
