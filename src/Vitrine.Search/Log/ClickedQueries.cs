using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;

namespace Vitrine.Search.Log;

/// <summary>A text that people asked for, with the products of the store that they clicked for it.</summary>
/// <param name="Text">As it was typed last.</param>
/// <param name="Asked">How often it was asked for.</param>
/// <param name="Clicked">Rows of the products, ascending, with how many queries of this text led to each; at least one.</param>
public sealed record ClickedQuery(string Text, long Asked, IReadOnlyList<(int Row, long Clicks)> Clicked);

/// <summary>Judges products by clicks. People click what they are shown, the first places most: such judgements compare rankings with each other, they do not say how good one is.</summary>
public static class ClickedQueries
{
    /// <summary>The texts of a store's log of which some product was clicked, the most asked first.</summary>
    /// <param name="store">The products; clicks on others are passed over.</param>
    /// <param name="since">From then on; null for all that there is.</param>
    public static IReadOnlyList<ClickedQuery> Of(CatalogueStore store, DateTimeOffset? since = null)
    {
        var texts = new Dictionary<string, (string Text, long Asked, Dictionary<int, long> Clicked)>(StringComparer.Ordinal);
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var query in QueryLog.ReadQueries(store.Path, since))
        {
            var key = keys[query.Id] = SameTitle.KeyOf(query.Text);
            texts[key] = texts.TryGetValue(key, out var known) ? (query.Text, known.Asked + 1, known.Clicked) : (query.Text, 1, []);
        }

        var rows = new Dictionary<string, int?>(StringComparer.Ordinal);
        foreach (var click in QueryLog.ReadClicks(store.Path).DistinctBy(click => (click.QueryId, click.ProductId)))
        {
            if (!keys.TryGetValue(click.QueryId, out var key))
                continue;
            if (!rows.TryGetValue(click.ProductId, out var row))
                rows.Add(click.ProductId, row = store.Find(click.ProductId)?.Row);
            if (row is { } found)
                texts[key].Clicked[found] = texts[key].Clicked.GetValueOrDefault(found) + 1;
        }

        return
        [
            .. texts.Values.Where(text => text.Clicked.Count > 0 && !string.IsNullOrWhiteSpace(text.Text)).OrderByDescending(text => text.Asked).ThenBy(text => text.Text, StringComparer.Ordinal)
                .Select(text => new ClickedQuery(text.Text, text.Asked, [.. text.Clicked.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))])),
        ];
    }
}
