using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Catalogue;

/// <summary>How lists and maps of a product are written in the database: JSON text that SQL can look into, maps in ordinal order of their names, so that equal ones are equal text.</summary>
internal static class StoreJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    /// <summary>Attributes with one value as a text, with several as a list.</summary>
    internal static readonly JsonSerializerOptions Fields = new(Readable) { Converters = { new ValuesConverter() } };

    public static string Write(IReadOnlyList<string> names) => JsonSerializer.Serialize(names, Readable);

    public static string Write(IReadOnlyDictionary<string, IReadOnlyList<string>> attributes) => JsonSerializer.Serialize(Sorted(attributes), Fields);

    public static string Write(IReadOnlyDictionary<string, double> numbers) => JsonSerializer.Serialize(Sorted(numbers), Readable);

    public static string[] ReadNames(string json) => JsonSerializer.Deserialize<string[]>(json)!;

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ReadAttributes(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(json, Fields)!;

    public static IReadOnlyDictionary<string, double> ReadNumbers(string json) => JsonSerializer.Deserialize<Dictionary<string, double>>(json)!;

    /// <summary>In ordinal order of the names.</summary>
    internal static SortedDictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> map) => new(map.ToDictionary(), StringComparer.Ordinal);

    /// <summary>One value as a text, several as a list: most attributes have one.</summary>
    private sealed class ValuesConverter : JsonConverter<IReadOnlyList<string>>
    {
        public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
                return [reader.GetString()!];
            var values = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                values.Add(reader.GetString()!);
            return values;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> values, JsonSerializerOptions options)
        {
            if (values.Count == 1)
            {
                writer.WriteStringValue(values[0]);
                return;
            }

            writer.WriteStartArray();
            foreach (var value in values)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
    }
}
