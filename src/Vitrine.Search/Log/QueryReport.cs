using Vitrine.Catalogue.Text;

namespace Vitrine.Search.Log;

/// <summary>One text that people asked for, in any letter case and spacing.</summary>
/// <param name="Text">As it was typed last.</param>
/// <param name="Asked">How often.</param>
/// <param name="Found">How often it found anything.</param>
/// <param name="Clicks">How often any of its products was clicked.</param>
public sealed record AskedText(string Text, long Asked, long Found, long Clicks);

/// <summary>What a log of queries tells a shop.</summary>
/// <param name="Queries">All that were asked.</param>
/// <param name="Texts">Different texts.</param>
/// <param name="Clicks">All that followed them.</param>
/// <param name="MostWanted">The texts that were asked for most.</param>
/// <param name="NeverFound">Those of them that never found anything.</param>
/// <param name="NeverClicked">Those that found something of which nothing was ever clicked; none where the log has no click at all.</param>
public sealed record QueryReport(long Queries, long Texts, long Clicks, IReadOnlyList<AskedText> MostWanted, IReadOnlyList<AskedText> NeverFound, IReadOnlyList<AskedText> NeverClicked)
{
    /// <summary>Reads the log of a store.</summary>
    /// <param name="storePath">The store.</param>
    /// <param name="since">From then on; null for all that there is.</param>
    /// <param name="count">Of each list.</param>
    public static QueryReport Of(string storePath, DateTimeOffset? since, int count)
    {
        var clicked = QueryLog.ReadClicks(storePath).GroupBy(click => click.QueryId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.LongCount(), StringComparer.Ordinal);
        var texts = new Dictionary<string, AskedText>(StringComparer.Ordinal);
        foreach (var query in QueryLog.ReadQueries(storePath, since))
        {
            var key = SameTitle.KeyOf(query.Text);
            var before = texts.GetValueOrDefault(key) ?? new AskedText(query.Text, 0, 0, 0);
            var isFound = query.Total > 0 || query.HitIds.Count > 0;
            texts[key] = new AskedText(query.Text, before.Asked + 1, before.Found + (isFound ? 1 : 0), before.Clicks + clicked.GetValueOrDefault(query.Id));
        }

        AskedText[] ordered = [.. texts.Values.OrderByDescending(text => text.Asked).ThenBy(text => text.Text, StringComparer.Ordinal)];
        var clicks = ordered.Sum(text => text.Clicks);
        return new QueryReport(ordered.Sum(text => text.Asked), ordered.Length, clicks, [.. ordered.Take(count)], [.. ordered.Where(text => text.Found == 0).Take(count)],
            clicks == 0 ? [] : [.. ordered.Where(text => text is { Found: > 0, Clicks: 0 }).Take(count)]);
    }
}
