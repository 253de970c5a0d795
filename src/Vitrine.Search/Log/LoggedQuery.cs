using System.Text.RegularExpressions;

namespace Vitrine.Search.Log;

/// <summary>A query that somebody asked, without anything that tells who: no address, no session, and the time to the minute.</summary>
/// <param name="Id">Random, of this one query; what is clicked names it.</param>
/// <param name="Time">To the minute.</param>
/// <param name="Text">As it was typed, without what may be somebody's address or number.</param>
/// <param name="HitIds">The ids of the products that were shown, the first first; at most <see cref="MostHits"/>.</param>
/// <param name="Total">Products that were found on all pages; null where nobody counted them.</param>
public sealed partial record LoggedQuery(string Id, DateTimeOffset Time, string Text, IReadOnlyList<string> HitIds, long? Total)
{
    /// <summary>Hits that are kept of one query.</summary>
    public const int MostHits = 24;

    private const int LongestText = 256;
    private const string LeftOut = "…";

    /// <summary>A query of now, with an id of its own.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="hitIds">The ids of the products that are shown.</param>
    /// <param name="total">Products that were found on all pages.</param>
    public static LoggedQuery Now(string text, IEnumerable<string> hitIds, long total) => new(Guid.NewGuid().ToString(), Minute(DateTimeOffset.UtcNow), text, [.. hitIds], total);

    /// <summary>The same with no more than is kept: people type or paste addresses and telephone numbers into any box.</summary>
    internal LoggedQuery Cleaned() => this with { Time = Minute(Time), Text = CleanText(Text), HitIds = HitIds.Count > MostHits ? [.. HitIds.Take(MostHits)] : HitIds };

    internal static DateTimeOffset Minute(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);

    private static string CleanText(string text)
    {
        var clean = Number().Replace(Address().Replace(text.ReplaceLineEndings(" "), LeftOut), LeftOut).Trim();
        return clean.Length <= LongestText ? clean : clean[..(char.IsHighSurrogate(clean[LongestText - 1]) ? LongestText - 1 : LongestText)];
    }

    [GeneratedRegex(@"\S+@\S+")]
    private static partial Regex Address();

    // Nine digits or more, as of telephones, cards and accounts.
    [GeneratedRegex(@"\+?\d(?:[ /.-]?\d){8,}")]
    private static partial Regex Number();
}

/// <summary>Something that somebody did with a product that a query had found.</summary>
/// <param name="QueryId">The query's.</param>
/// <param name="Time">To the minute.</param>
/// <param name="Action">"click", "add_to_cart", "purchase" and so on.</param>
/// <param name="ProductId">The shop's id of the product.</param>
/// <param name="Place">Where it stood among the hits, from 1; null where nobody knows.</param>
public sealed record LoggedClick(string QueryId, DateTimeOffset Time, string Action, string ProductId, int? Place);
