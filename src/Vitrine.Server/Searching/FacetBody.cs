using System.Text.Json.Serialization;
using Vitrine.Search.Fields;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Searching;

/// <summary>How what was found divides by a field.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Kind">"keywords", "path" (the category) or "number".</param>
internal sealed record FacetBody(string Field, string Kind)
{
    private const int MostValues = 200;

    /// <summary>Values, those of most products first; of keywords and paths.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FacetValueBody>? Values { get; init; }

    /// <summary>The smallest; of numbers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Least { get; init; }

    /// <summary>The greatest; of numbers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Greatest { get; init; }

    public static FacetBody Of(ShopFacet facet) => new(facet.Field.Name, ApiKinds.Of(facet.Field.Kind))
    {
        Values = facet.Field.Kind == ShopFieldKind.Number ? null
            : [.. facet.Values.Take(MostValues).Select(value => new FacetValueBody(facet.Field.Kind == ShopFieldKind.Branch ? value.Path : value.Text, value.Count))],
        Least = facet.Least,
        Greatest = facet.Greatest,
    };
}

/// <summary>A value of a field.</summary>
/// <param name="Value">The value; of a path the names from coarse to fine.</param>
/// <param name="Count">Products that have it.</param>
internal sealed record FacetValueBody(object Value, long Count);
