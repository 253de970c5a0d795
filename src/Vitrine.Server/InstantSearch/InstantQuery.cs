using System.Globalization;
using System.Text.Json;
using Vitrine.Search.Fields;
using Vitrine.Server.Problems;
using Vitrine.Server.Searching;
using Vitrine.Server.Shops;

namespace Vitrine.Server.InstantSearch;

/// <summary>One search of a widget.</summary>
/// <param name="Index">The index's name, as it is told back.</param>
/// <param name="Request">The same search as /v1/search takes it.</param>
/// <param name="Page">From 0.</param>
/// <param name="HitsPerPage">0 for counts alone.</param>
/// <param name="Facets">Names as the widget wants them counted.</param>
internal sealed record InstantQuery(string Index, SearchRequest Request, int Page, int HitsPerPage, IReadOnlyList<string> Facets)
{
    private const int DefaultHits = 20, MostHits = 200, MostPages = 10_000;

    /// <summary>Reads it.</summary>
    /// <exception cref="ProblemException">Something in it is not as widgets send it, or cannot be asked.</exception>
    public static InstantQuery Of(JsonElement request, OpenShop shop)
    {
        var parameters = InstantParams.Of(request);
        var hits = parameters.Number("hitsPerPage", DefaultHits, 0, MostHits);
        var page = parameters.Number("page", 0, 0, MostPages);
        var conditions = InstantFilters.Read(parameters.Groups("facetFilters"), parameters.Groups("numericFilters"));
        string[] facets = [.. parameters.Groups("facets").SelectMany(names => names).Distinct(StringComparer.Ordinal)];
        return new InstantQuery(parameters.Index, new SearchRequest
        {
            Text = parameters.Text("query") is var text && string.IsNullOrWhiteSpace(text) ? null : text,
            Filters = conditions.ToDictionary(condition => condition.Key, condition => new FilterBody(condition.Value)),
            Facets = [.. facets.Select(InstantFilters.FieldOf).Distinct(StringComparer.Ordinal)],
            Offset = page * Math.Max(1, hits),
            Count = Math.Max(1, hits),
        }, page, hits, facets);
    }

    /// <summary>Answers it.</summary>
    public InstantResult Answer(Searcher searcher, OpenShop shop)
    {
        var answer = searcher.Answer(Request, shop, new StageClock());
        return new InstantResult
        {
            Index = Index,
            Query = Request.Text ?? "",
            Hits = HitsPerPage == 0 ? [] : [.. answer.Hits.Select(InstantHit.Of)],
            NbHits = answer.Total,
            Page = Page,
            HitsPerPage = HitsPerPage,
            NbPages = HitsPerPage == 0 ? 0 : (answer.Total + HitsPerPage - 1) / HitsPerPage,
            ExhaustiveNbHits = answer.IsTotalExact,
            Facets = Facets.SelectMany(name => name == FacetChoice.Fitting ? answer.Facets.Select(facet => facet.Field) : [name]).Distinct(StringComparer.Ordinal)
                .Where(name => IsCounted(answer, name)).ToDictionary(name => name, name => CountsOf(answer, name)),
            FacetsStats = answer.Facets.Where(facet => facet.Least is not null).ToDictionary(facet => facet.Field, facet => new InstantRange(facet.Least!.Value, facet.Greatest!.Value)),
            ProcessingTimeMS = (int)answer.Milliseconds,
        };
    }

    private static bool IsCounted(SearchBody answer, string name) => FacetOf(answer, name) is { Values: not null };

    private static FacetBody? FacetOf(SearchBody answer, string name) =>
        answer.Facets.FirstOrDefault(facet => string.Equals(facet.Field, InstantFilters.FieldOf(name), StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, long> CountsOf(SearchBody answer, string name)
    {
        var values = FacetOf(answer, name)!.Values!;
        if (InstantFilters.FieldOf(name) != ShopField.Category)
            return values.ToDictionary(value => $"{value.Value}", value => value.Count);
        var depth = int.TryParse(name.AsSpan(Math.Min(name.Length, InstantFilters.CategoryLayer.Length)), CultureInfo.InvariantCulture, out var layer) ? layer + 1 : (int?)null;
        return values.Where(value => value.Value is IReadOnlyList<string> path && (depth is null || path.Count == depth))
            .ToDictionary(value => string.Join(InstantFilters.Between, (IReadOnlyList<string>)value.Value), value => value.Count);
    }
}
