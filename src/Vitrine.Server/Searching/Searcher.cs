using Vitrine.Server.Logging;
using Vitrine.Server.Metrics;
using Vitrine.Server.Shops;

namespace Vitrine.Server.Searching;

/// <summary>Answers requests to search, and keeps account of them.</summary>
internal sealed class Searcher(ServerMetrics metrics, QueryNotes notes)
{
    // A model looks at each of them again.
    private const int MostExplained = 48;

    /// <param name="request">What is asked.</param>
    /// <param name="shop">The state to answer from.</param>
    /// <param name="clock">Running since the request came.</param>
    /// <inheritdoc cref="QueryReading.QueryOf" path="/exception"/>
    public SearchBody Answer(SearchRequest request, OpenShop shop, StageClock clock)
    {
        using var activity = ServerMetrics.StartSearch(shop.Store.Path);
        var query = QueryReading.QueryOf(request, shop);
        var read = clock.Lap();
        var answer = shop.Search.Answer(query);
        var search = clock.Lap();
        var body = SearchBody.Of(answer, request.Explain, request.Explain ? shop.Search.Explain(answer, MostExplained) : []);
        var show = clock.Lap();
        metrics.Searched(KindOf(request), search, answer.Total + answer.LessLikely.Count == 0);
        if (request is { Text: { } text, Offset: 0 })
            notes.Note(text, answer.Hits.Select(hit => hit.Product.Id), answer.Total);
        return body with { Milliseconds = clock.Total, Timings = request.Timings ? new TimingsBody(read, search, show) : null };
    }

    private static SearchKind KindOf(SearchRequest request) => (request.Text, request.Image ?? (object?)request.Images ?? request.Like ?? request.Parts ?? request.Vector ?? (object?)request.Code) switch
    {
        (null, null) => SearchKind.Browse,
        (not null, null) => SearchKind.Words,
        (null, not null) => SearchKind.Pictures,
        _ => SearchKind.Change,
    };
}
