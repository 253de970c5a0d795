using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vitrine.Search.Log;

/// <summary>
/// Lines of User Behavior Insights, the schema in which shops record queries and what follows them (ubi 1.3.0: query.request and event), as NDJSON. Of a line only what tells of queries and products is taken:
/// who asked, with what and in which session is dropped as it is read.
/// </summary>
internal static class UbiLine
{
    // What people do with a product that they want. "impression" only says that it was shown.
    private static readonly HashSet<string> Wanting = new(["click", "click_through", "view", "watch", "add_to_cart", "purchase"], StringComparer.Ordinal);

    // Longer ids and texts are none of the schema's.
    private const int LongestId = 256;

    private static readonly JsonSerializerOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A query as a line, without its end.</summary>
    public static string Of(LoggedQuery query)
    {
        var line = new JsonObject { ["query_id"] = query.Id, ["timestamp"] = TextOf(query.Time), ["user_query"] = query.Text };
        if (query.Total is { } total)
            line["query_attributes"] = new JsonObject { ["total"] = total };
        line["query_response_hit_ids"] = new JsonArray([.. query.HitIds.Select(id => JsonValue.Create(id))]);
        return line.ToJsonString(Layout);
    }

    /// <summary>A click as a line, without its end.</summary>
    public static string Of(LoggedClick click)
    {
        var attributes = new JsonObject { ["object"] = new JsonObject { ["object_id"] = click.ProductId, ["object_id_type"] = "product" } };
        if (click.Place is { } place)
            attributes["position"] = new JsonObject { ["ordinal"] = place };
        return new JsonObject { ["action_name"] = click.Action, ["query_id"] = click.QueryId, ["timestamp"] = TextOf(click.Time), ["event_attributes"] = attributes }.ToJsonString(Layout);
    }

    /// <summary>A <see cref="LoggedQuery"/>, a <see cref="LoggedClick"/>, or null for a line of the schema that is neither: an impression, a login, the command before a document of a bulk file.</summary>
    /// <exception cref="FormatException">It is no line of the schema; the message says what was found and expected.</exception>
    public static object? Read(ReadOnlySpan<byte> line)
    {
        var document = Parse(line);
        // As search engines export it: the document within what surrounds it.
        if (document["_source"] is JsonObject source)
            document = source;
        if (document.ContainsKey("user_query"))
        {
            return new LoggedQuery(Text(document, "query_id", LongestId), TimeOf(document), Text(document, "user_query", int.MaxValue), IdsOf(document["query_response_hit_ids"]),
                document["query_attributes"] is JsonObject attributes && attributes["total"] is JsonValue total && total.TryGetValue<long>(out var number) ? number : null).Cleaned();
        }

        if (document.ContainsKey("action_name"))
            return ClickOf(document);
        return document.Count == 1 && (document.ContainsKey("index") || document.ContainsKey("create")) ? null
            : throw new FormatException($"neither user_query nor action_name among {string.Join(", ", document.Select(pair => pair.Key).Take(8))}; expected a query or an event of UBI");
    }

    private static LoggedClick? ClickOf(JsonObject document)
    {
        var action = Text(document, "action_name", LongestId);
        if (!Wanting.Contains(action) || document["query_id"] is null || document["event_attributes"] is not JsonObject attributes || attributes["object"] is not JsonObject product)
            return null;
        var place = attributes["position"] is JsonObject position && position["ordinal"] is JsonValue ordinal && ordinal.TryGetValue<int>(out var number) && number > 0 ? number : (int?)null;
        return new LoggedClick(Text(document, "query_id", LongestId), LoggedQuery.Minute(TimeOf(document)), action, IdOf(product["object_id"]), place);
    }

    private static JsonObject Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return JsonNode.Parse(ref reader) as JsonObject ?? throw new FormatException("a line that is no object; expected one of {…}");
        }
        catch (JsonException e)
        {
            throw new FormatException($"no JSON ({e.Message}); expected an object a line");
        }
    }

    private static string Text(JsonObject document, string name, int longest) => document[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 && text.Length <= longest ? text
        : throw new FormatException($"no text for {name}; expected one{(longest == int.MaxValue ? "" : $" of at most {longest} characters")}");

    private static string[] IdsOf(JsonNode? ids) => ids is JsonArray array ? [.. array.Take(LoggedQuery.MostHits).Select(IdOf)] : [];

    // The schema allows whole numbers too.
    private static string IdOf(JsonNode? id) => id switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length is > 0 and <= LongestId => text,
        JsonValue value when value.TryGetValue<long>(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new FormatException($"no id of a product; expected a text of at most {LongestId} characters or a whole number"),
    };

    // ISO 8601 by the schema, milliseconds since 1970 as engines store it. Without a zone it is UTC.
    private static DateTimeOffset TimeOf(JsonObject document) => document["timestamp"] switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        JsonValue value when value.TryGetValue<long>(out var milliseconds) && milliseconds is > 0 and < 253_402_300_800_000 => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        _ => throw new FormatException("no timestamp; expected a time such as 2026-11-29T12:00:00Z"),
    };

    private static string TextOf(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
