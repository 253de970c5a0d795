using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Vitrine.Server.Bodies;
using Vitrine.Server.Problems;

namespace Vitrine.Server.InstantSearch;

/// <summary>The parameters of one search as widgets send them: an object, the text of a web address, or beside the index's name. Those that change nothing here, such as marks for highlighting, are passed over.</summary>
internal sealed class InstantParams
{
    private readonly Dictionary<string, JsonElement> values = new(StringComparer.Ordinal);

    private InstantParams()
    {
    }

    /// <summary>The name of the index, as it is told back.</summary>
    public string Index { get; private init; } = "";

    /// <exception cref="ProblemException">It is none.</exception>
    public static InstantParams Of(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object)
            throw Bad("A request is no object.");
        if (!WholeText.IsIn(request))
            throw Bad("A text has half of a character in it.");
        var index = request.TryGetProperty("indexName", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";
        var parameters = new InstantParams { Index = index };
        if (!request.TryGetProperty("params", out var given))
            parameters.Add(request);
        else if (given.ValueKind == JsonValueKind.Object)
            parameters.Add(given);
        else if (given.ValueKind == JsonValueKind.String)
            parameters.Add(given.GetString()!);
        else
            throw Bad("'params' is neither an object nor a text.");
        return parameters;
    }

    /// <summary>A text; empty where there is none.</summary>
    public string Text(string name) => values.TryGetValue(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "",
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => throw Bad($"'{name}' is no text."),
        }
        : "";

    /// <summary>A whole number of a range.</summary>
    public int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { Length: > 0 } text)
            return otherwise;
        return int.TryParse(text, out var number) && number >= least && number <= most ? number : throw Bad($"'{name}' is '{Cut(text)}'; expected a whole number from {least:N0} to {most:N0}.");
    }

    /// <summary>Texts that all have to hold, of which each may be several of which one has to; a text stands for itself alone.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups(string name)
    {
        if (!values.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        return [.. Items(name, value).Select(item => (IReadOnlyList<string>)[.. Items(name, item).Select(text => text.ValueKind == JsonValueKind.String ? text.GetString()! : throw Bad($"'{name}' holds something that is no text."))])];
    }

    private static IEnumerable<JsonElement> Items(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray(),
        JsonValueKind.String => [value],
        _ => throw Bad($"'{name}' is neither a text nor an array."),
    };

    private void Add(JsonElement of)
    {
        foreach (var member in of.EnumerateObject())
            values[member.Name] = member.Value;
    }

    // Arrays stand in an address as JSON.
    private void Add(string address)
    {
        foreach (var (name, texts) in QueryHelpers.ParseQuery(address))
        {
            var text = texts.ToString();
            values[name] = text.StartsWith('[') ? Parse(name, text) : JsonSerializer.SerializeToElement(text);
        }
    }

    private static JsonElement Parse(string name, string json)
    {
        try
        {
            var parsed = JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            return WholeText.IsIn(parsed) ? parsed : throw Bad($"'{Cut(name)}' has half of a character in it.");
        }
        catch (JsonException)
        {
            throw Bad($"'{Cut(name)}' is no JSON array.");
        }
    }

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static ProblemException Bad(string detail) => new(ProblemKind.BadQuery, detail, "Send what InstantSearch's widgets send: { \"indexName\": \"shop\", \"params\": { \"query\": \"red dress\", \"facetFilters\": [[\"colour:red\"]] } }.");
}
