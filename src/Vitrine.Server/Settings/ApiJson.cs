using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Server.Settings;

/// <summary>JSON as the API reads and writes it.</summary>
internal static class ApiJson
{
    /// <summary>
    /// Names in camelCase, in this letter case alone. What is not known, or stands twice, is refused: a misspelt name would be a filter that does not filter. Deeper than any request of ours is not read.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNameCaseInsensitive = false,
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            MaxDepth = 16,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for people to read; no browser takes an answer for a page, since each says that it is JSON and is not to be guessed at
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
