using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Search;
using Vitrine.Search.Codes;
using Vitrine.Search.Fields;
using Vitrine.Search.Shop;

namespace Vitrine.Cli.Terminal;

/// <summary>Products that a search found, and how they divide, as JSON and for people.</summary>
internal static class HitsText
{
    private const int ValuesShown = 8;

    public static JsonObject Json(ProductHit hit)
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
        else if (hit.Nearness is WeightedDistance weighted)
        {
            json["weightedDistance"] = Math.Round(weighted.Distance, 6);
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
    /// <param name="found">The products.</param>
    /// <param name="before">Products on the pages before.</param>
    public static Table Table(IReadOnlyList<ProductHit> found, int before = 0)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Simple).AddColumn(new TableColumn("#").RightAligned()).AddColumns("id", "title", "category")
            .AddColumn(new TableColumn(found.Any(hit => hit.Nearness is CodeDistance or WeightedDistance) ? "distance" : found.Any(hit => hit.Nearness is MatchProbability) ? "match" : "score").RightAligned());
        for (var i = 0; i < found.Count; i++)
        {
            var hit = found[i];
            table.AddRow($"{before + i + 1}", Markup.Escape(hit.Product.Id), Markup.Escape(hit.Product.Title), Markup.Escape(string.Join(" / ", hit.CategoryPath)), $"{hit.Nearness}");
        }

        return table;
    }

    public static JsonObject Json(ShopFacet facet)
    {
        var json = new JsonObject { ["field"] = facet.Field.Name, ["kind"] = facet.Field.Kind.ToString().ToLowerInvariant() };
        if (facet.Field.Kind == ShopFieldKind.Number)
            (json["least"], json["greatest"]) = (facet.Least, facet.Greatest);
        else
            json["values"] = new JsonArray([.. facet.Values.Select(value => new JsonObject { ["value"] = value.Text, ["count"] = value.Count })]);
        return json;
    }

    /// <summary>"colour: red 12, blue 5 and 3 more".</summary>
    public static string Line(ShopFacet facet) => facet.Field.Kind == ShopFieldKind.Number
        ? $"{facet.Field.Name}: {(facet.Least is null ? "none" : $"{facet.Least} to {facet.Greatest}")}"
        : $"{facet.Field.Name}: {string.Join(", ", facet.Values.Take(ValuesShown).Select(value => $"{value.Text} {value.Count:N0}"))}{(facet.Values.Count > ValuesShown ? $" and {facet.Values.Count - ValuesShown:N0} more" : "")}";
}
