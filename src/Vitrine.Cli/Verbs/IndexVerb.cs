using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Cli.Terminal;
using Vitrine.Index;
using Vitrine.Models.Files;
using Vitrine.Search.Large;
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
        Description = "The language of the shop's words, such as german; none: 'dresses' then finds no 'dress'. [default: as it was given before, first english]",
        HelpName = "NAME",
    };

    public IndexVerb()
        : base("index", "Make a store searchable: its words, the codes and vectors of a model, and what these tell of its products.",
            "vitrine index shop.vitrine",
            "vitrine index shop.vitrine --model hichnet-64 --language german",
            "vitrine index shop.vitrine --model cca-sign-64 --vector-format int8")
    {
        Arguments.Add(store);
        Options.Add(model);
        Options.Add(vectorFormat);
        Options.Add(language);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        var (path, format) = (arguments.GetRequiredValue(store), arguments.GetValue(vectorFormat));
        // A store without a model still has words.
        var name = arguments.GetValue(model) is null && format is null && ModelDirectory.NamesIn(path).Count == 0 ? null : VerbArguments.ChooseModel(path, arguments.GetValue(model));
        var index = session.Track("Indexing", progress => ShopIndexing.Run(path, name, arguments.GetValue(language), format, progress, session.Stop));
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
                text.Line(name is null ? NextStep.WithProducts(path) : NextStep.WithIndex(path, name));
            });
        return ExitCode.Ok;
    }
}
