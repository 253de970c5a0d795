using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Client.Answers;

/// <summary>One or several texts: the server writes one as itself and several as an array.</summary>
/// <param name="values">The texts.</param>
[JsonConverter(typeof(Converter))]
public sealed class Texts(IReadOnlyList<string> values) : IReadOnlyList<string>
{
    public int Count => values.Count;

    public string this[int index] => values[index];

    public IEnumerator<string> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The texts with ", " between them.</summary>
    public override string ToString() => string.Join(", ", values);

    private sealed class Converter : JsonConverter<Texts>
    {
        public override Texts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.TokenType == JsonTokenType.StartArray ? JsonSerializer.Deserialize<string[]>(ref reader, options)! : [reader.GetString()!]);

        public override void Write(Utf8JsonWriter writer, Texts value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.ToArray(), options);
    }
}
