using System.Text.Encodings.Web;
using System.Text.Json;

namespace Vitrine.Catalogue;

/// <summary>How category paths and attributes are written in the database: JSON text that SQL can look into.</summary>
internal static class StoreJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<string> names) => JsonSerializer.Serialize(names, Readable);

    /// <summary>In ordinal order of the names, so that equal attributes are equal text.</summary>
    public static string Write(IReadOnlyDictionary<string, string> attributes) =>
        JsonSerializer.Serialize(new SortedDictionary<string, string>(attributes.ToDictionary(), StringComparer.Ordinal), Readable);

    public static string[] ReadNames(string json) => JsonSerializer.Deserialize<string[]>(json)!;

    public static Dictionary<string, string> ReadAttributes(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
}
