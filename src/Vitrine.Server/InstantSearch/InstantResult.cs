using System.Text.Json.Serialization;
using Vitrine.Server.Products;

namespace Vitrine.Server.InstantSearch;

/// <summary>What one search of a widget found, under the names that widgets look for.</summary>
internal sealed record InstantResult
{
    public required string Index { get; init; }

    public required string Query { get; init; }

    public required IReadOnlyList<Dictionary<string, object?>> Hits { get; init; }

    public required long NbHits { get; init; }

    public required int Page { get; init; }

    public required int HitsPerPage { get; init; }

    public required long NbPages { get; init; }

    public required bool ExhaustiveNbHits { get; init; }

    /// <summary>Field to value to number of products.</summary>
    public required IReadOnlyDictionary<string, Dictionary<string, long>> Facets { get; init; }

    /// <summary>Fields of numbers to their least and greatest.</summary>
    [JsonPropertyName("facets_stats")]
    public required IReadOnlyDictionary<string, InstantRange> FacetsStats { get; init; }

    public required int ProcessingTimeMS { get; init; }
}

/// <summary>The numbers of a field.</summary>
/// <param name="Min">The least.</param>
/// <param name="Max">The greatest.</param>
internal sealed record InstantRange(double Min, double Max);

/// <summary>A hit as widgets show it: its fields side by side.</summary>
internal static class InstantHit
{
    public static Dictionary<string, object?> Of(HitBody hit)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in hit.Attributes)
            fields[name] = value;
        foreach (var (name, value) in hit.Numbers)
            fields[name] = value;
        (fields["objectID"], fields["title"], fields["category"], fields["image"]) = (hit.Id, hit.Title, hit.Category, hit.Image);
        return fields;
    }
}
