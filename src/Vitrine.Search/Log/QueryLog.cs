namespace Vitrine.Search.Log;

/// <summary>
/// What people asked a shop and what they clicked, in <c>log</c> in its store, as NDJSON in the schema of User Behavior Insights. Nothing is written unless somebody asks for it, and nothing of a person
/// (<see cref="LoggedQuery"/>). At most 64 MB; the oldest are forgotten. Safe for several processes.
/// </summary>
public static class QueryLog
{
    private const string Folder = "log";

    /// <summary>Writes a query down.</summary>
    /// <param name="storePath">The store.</param>
    /// <param name="query">See <see cref="LoggedQuery.Now"/>.</param>
    /// <param name="cancellation">Ends the waiting for another process.</param>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public static void Append(string storePath, LoggedQuery query, CancellationToken cancellation = default) => Queries(storePath).Append([UbiLine.Of(query.Cleaned())], cancellation);

    /// <summary>Writes down what was clicked.</summary>
    /// <inheritdoc cref="Append(string, LoggedQuery, CancellationToken)"/>
    /// <param name="storePath">The store.</param>
    /// <param name="click">The product, and the query that found it.</param>
    /// <param name="cancellation">Ends the waiting for another process.</param>
    public static void Append(string storePath, LoggedClick click, CancellationToken cancellation = default) => Clicks(storePath).Append([UbiLine.Of(click with { Time = LoggedQuery.Minute(click.Time) })], cancellation);

    /// <summary>The queries of a store, the oldest first, each once; none where nothing was written down.</summary>
    /// <param name="storePath">The store.</param>
    /// <param name="since">From then on; null for all that there are.</param>
    public static IEnumerable<LoggedQuery> ReadQueries(string storePath, DateTimeOffset? since = null) =>
        Queries(storePath).Read(line => Said<LoggedQuery>(line)).Where(query => !(query.Time < since)).DistinctBy(query => query.Id);

    /// <summary>The clicks of a store, the oldest first, each once: what one query led to, however often it was written down.</summary>
    /// <param name="storePath">The store.</param>
    public static IEnumerable<LoggedClick> ReadClicks(string storePath) => Clicks(storePath).Read(line => Said<LoggedClick>(line)).DistinctBy(click => (click.QueryId, click.Action, click.ProductId));

    internal static LogFiles Queries(string storePath) => new(Path.Combine(storePath, Folder), "queries");

    internal static LogFiles Clicks(string storePath) => new(Path.Combine(storePath, Folder), "clicks");

    // What a crash or a hand left is no reason to show nothing of the rest.
    private static T? Said<T>(byte[] line) where T : class
    {
        try
        {
            return UbiLine.Read(line) as T;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
